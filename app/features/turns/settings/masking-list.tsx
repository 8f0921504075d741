import { Link } from "@remix-run/react";
import { Badge } from "~/ui/badge";
import { BotName } from "~/ui/bot-mark";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import { useUndoable } from "~/ui/overlay/use-undoable";
import { RelativeTime } from "~/ui/relative-time";
import { EVERY_BOT } from "~/lib/every-bot";
import type { MaskExample } from "~/features/turns/masking/mask-examples";
import type { MaskingRuleRow } from "~/data/runtime/masking-rules.server";

const CARD = "divide-y divide-line-soft rounded-card border border-line-soft bg-raised";

function Rule({ rule, mayWrite }: { rule: MaskingRuleRow; mayWrite: boolean }) {
  const { write, pending } = useUndoable();
  const isOn = pending ? pending.intent === "enable" : rule.enabled;
  const count = Number(rule.masked_count);
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-3 py-2">
      <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <Link to={`/settings/masking/${rule.id}`} className="font-medium hover:underline">
          {rule.name}
        </Link>
        <Badge>{rule.kind === "key" ? "key" : "pattern"}</Badge>
        {rule.check_digits && <Badge>check digit</Badge>}
        {rule.bot_id !== EVERY_BOT && <BotName slug={rule.bot_id} />}
      </span>
      <label className="flex items-center gap-2 justify-self-end text-small text-muted">
        {isOn ? "On" : "Off"}
        <input
          type="checkbox"
          role="switch"
          className="switch"
          checked={isOn}
          disabled={!mayWrite}
          aria-label={`${rule.name} is on`}
          onChange={() =>
            write({
              fields: { intent: isOn ? "disable" : "enable", id: rule.id },
              undo: { intent: isOn ? "enable" : "disable", id: rule.id },
              done: isOn ? `${rule.name} hides nothing now.` : `${rule.name} hides what it finds.`,
            })
          }
        />
      </label>
      <span className="flex min-w-0 items-center gap-2 text-small text-muted">
        <code className="min-w-0 truncate text-[12px]" title={rule.find}>
          {rule.find}
        </code>
        <span aria-label="becomes">→</span>
        <code className="shrink-0 text-[12px]">{rule.replacement || "nothing"}</code>
      </span>
      <span className="justify-self-end text-right text-small text-faint tabular-nums">
        {count === 0 ? (
          "has hidden nothing yet"
        ) : (
          <>
            hid {count.toLocaleString("en-US")}, last <RelativeTime at={rule.last_masked_at} />
          </>
        )}
      </span>
    </li>
  );
}

export function MaskingRuleList({ rules, mayWrite }: { rules: readonly MaskingRuleRow[]; mayWrite: boolean }) {
  return (
    <ul className={CARD}>
      {rules.map((rule) => (
        <Rule key={rule.id} rule={rule} mayWrite={mayWrite} />
      ))}
    </ul>
  );
}

export function MaskExamples({ examples, result }: { examples: readonly MaskExample[]; result: unknown }) {
  return (
    <ul className={CARD}>
      {examples.map((example) => (
        <li key={example.slug} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
          <span className="font-medium">{example.name}</span>
          <span className="min-w-0 flex-1 truncate text-muted">{example.about}</span>
          <Form result={result} className="contents">
            <input type="hidden" name="example" value={example.slug} />
            <SubmitButton
              intent="add"
              match={{ name: "example", value: example.slug }}
              tone="secondary"
              size="small"
              aria-label={`Switch on: ${example.name}`}
            >
              Switch on
            </SubmitButton>
          </Form>
        </li>
      ))}
    </ul>
  );
}
