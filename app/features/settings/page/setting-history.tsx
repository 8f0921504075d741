import { Form } from "@remix-run/react";
import { Button } from "~/ui/button";
import { RelativeTime } from "~/ui/relative-time";
import { printSetting } from "../rules/print-setting";
import { secretState } from "../rules/stored-secret";
import { HiddenFields } from "./hidden-fields";
import type { SettingLine, SettingPast } from "./settings-page.server";

type Props = {
  line: SettingLine;
  past: readonly SettingPast[];
  fields: Record<string, string>;
  /** Null: who looks may not change it. */
  send: ((fields: Record<string, string>) => void) | null;
};

/** Who changed it, when, and from what to what, with a way back to each. */
export function SettingHistory({ line, past, fields, send }: Props) {
  return (
    <section aria-label={`History of ${line.label}`} className="flex min-w-0 flex-col gap-2">
      <h3 className="text-small font-medium text-muted">History</h3>
      {past.length === 0 ? (
        <p className="text-small text-faint">Nobody has changed it.</p>
      ) : (
        <ol className="flex max-h-72 flex-col gap-2 overflow-y-auto" tabIndex={0} aria-label="Changes, newest first">
          {past.map((change, at) => (
            <li key={change.id} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 text-small">
              <span className="min-w-0 wrap-anywhere">
                <span className="text-muted">{printPast(line, change.before)}</span>
                <span aria-label="to"> → </span>
                {printPast(line, change.after)}
              </span>
              {send && at > 0 && mayRestore(line, change.after) ? (
                <Restore fields={{ ...fields, change: change.id, side: "after" }} send={send} />
              ) : (
                <span className="text-faint">{at === 0 && "now"}</span>
              )}
              <span className="text-faint">
                {change.by}, <RelativeTime at={change.at} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Restore({ fields, send }: { fields: Record<string, string>; send: NonNullable<Props["send"]> }) {
  return (
    <Form
      method="post"
      className="contents"
      onSubmit={(event) => {
        event.preventDefault();
        send({ intent: "restore", ...fields });
      }}
    >
      <HiddenFields fields={fields} />
      <Button type="submit" name="intent" value="restore" size="small" tone="ghost">
        Restore
      </Button>
    </Form>
  );
}

function printPast(line: SettingLine, value: unknown): string {
  if (line.type.kind !== "secret") return printSetting(line.type, value);
  const { isSet, credential } = secretState(value);
  return !isSet ? "not set" : credential ? "from a credential" : "entered";
}

/** A secret that was entered is not kept once it is replaced. */
function mayRestore(line: SettingLine, value: unknown): boolean {
  return line.type.kind !== "secret" || value === null || secretState(value).credential !== null;
}
