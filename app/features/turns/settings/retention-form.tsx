import { Form as RemixForm } from "@remix-run/react";
import { useState } from "react";
import { formatBytes } from "~/lib/bytes";
import { Button } from "~/ui/button";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextInput } from "~/ui/form/text-input";
import { LinkButton } from "~/ui/link-button";
import { ConfirmDialog } from "~/ui/overlay/confirm-dialog";
import { Card } from "~/ui/page/card";
import { DROP_WORD } from "./drop-word";
import { inDays } from "./spans-of-time";

type Terms = { rows_days: number; payloads_hours: number };
export type Effect = { days: number; textDays: number; bytes: number };
type Props = { current: Terms; asked: Terms; effect: Effect; problem: string | null; result: unknown };

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;

/** Two numbers, what they would do, and only then the button that does it. */
export function RetentionForm({ current, asked, effect, problem, result }: Props) {
  const [isAsking, setIsAsking] = useState(false);
  const isChanged = current.rows_days !== asked.rows_days || current.payloads_hours !== asked.payloads_hours;
  const isLossy = effect.bytes > 0;
  const fields = { rows_days: String(asked.rows_days), payloads_hours: String(asked.payloads_hours) };
  return (
    <div className="flex max-w-180 flex-col gap-4">
      <RemixForm method="get" className="grid grid-cols-[1fr_1fr_auto] items-start gap-3 max-sm:grid-cols-1">
        <TextInput
          key={`rows ${asked.rows_days}`}
          name="rows_days"
          type="number"
          min={1}
          max={3650}
          label="Keep rows, days"
          help="What lists, counts and exports show."
          defaultValue={asked.rows_days}
          required
        />
        <TextInput
          key={`texts ${asked.payloads_hours}`}
          name="payloads_hours"
          type="number"
          min={1}
          max={87600}
          label="Keep texts, hours"
          help={`Prompts, responses, whole tool results: ${inDays(asked.payloads_hours)}.`}
          error={problem ?? undefined}
          defaultValue={asked.payloads_hours}
          required
        />
        <div className="pt-5 max-sm:pt-0">
          <Button type="submit">See the effect</Button>
        </div>
      </RemixForm>
      {isChanged && !problem && (
        <Card title="What changes">
          <div className="flex flex-col gap-3">
            <p className="text-muted">
              Rows are kept for {inDays(asked.rows_days * 24)} instead of {inDays(current.rows_days * 24)}, texts for{" "}
              {inDays(asked.payloads_hours)} instead of {inDays(current.payloads_hours)}.{" "}
              {isLossy ? (
                <b className="font-semibold text-err">
                  {formatBytes(effect.bytes)} go for good within a minute:{" "}
                  {[
                    effect.days > 0 && `everything of ${plural(effect.days, "day")}`,
                    effect.textDays > 0 && `the texts of ${plural(effect.textDays, "day")}`,
                  ]
                    .filter(Boolean)
                    .join(" and ")}
                  .
                </b>
              ) : (
                "Nothing that is there goes."
              )}
            </p>
            <Form result={result} className="flex flex-wrap gap-2">
              {Object.entries(fields).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              {isLossy ? (
                <Button tone="danger" onClick={() => setIsAsking(true)}>
                  Save and drop
                </Button>
              ) : (
                <SubmitButton intent="save">Save</SubmitButton>
              )}
              <LinkButton to="/settings/retention" tone="secondary">
                Discard
              </LinkButton>
            </Form>
          </div>
        </Card>
      )}
      <ConfirmDialog
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title="Keep turns for a shorter time"
        confirm="Save and drop"
        fields={{ ...fields, intent: "save" }}
        nameToType={DROP_WORD}
      >
        {formatBytes(effect.bytes)} are dropped and cannot be brought back, except from a backup.
      </ConfirmDialog>
    </div>
  );
}
