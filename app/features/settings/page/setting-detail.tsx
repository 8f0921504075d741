import { useSearchParams } from "@remix-run/react";
import { useState } from "react";
import { Button } from "~/ui/button";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import { LinkButton } from "~/ui/link-button";
import { ConfirmDialog } from "~/ui/overlay/confirm-dialog";
import { Status } from "~/ui/status";
import { printSetting } from "../rules/print-setting";
import { HiddenFields } from "./hidden-fields";
import { SecretFields } from "./secret-fields";
import { SettingControl } from "./setting-controls";
import { SettingHistory } from "./setting-history";
import type { SettingsView } from "./setting-line";
import { openHref } from "./settings-filters";
import type { SettingLine, SettingPast } from "./settings-page.server";
import { useSettingWrite } from "./use-setting-write";

type Props = { line: SettingLine; view: SettingsView; past: SettingPast[] };

/** A setting that is open: its control, and what it was. */
export function SettingDetail({ line, view, past }: Props) {
  const [params] = useSearchParams();
  const { fetcher, written, send } = useSettingWrite();
  const isSecret = line.type.kind === "secret";
  const known = { scope: view.scope, key: line.key, seen: line.seen };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,22rem)] gap-x-8 gap-y-5 border-t border-line-soft bg-sunken/50 px-3 py-4 max-lg:grid-cols-1">
      <div className="flex min-w-0 flex-col gap-3">
        {view.mayWrite && (
          <Form
            key={written}
            fetcher={fetcher}
            result={fetcher.data ?? view.result}
            className="flex max-w-160 flex-col gap-3"
          >
            <HiddenFields fields={known} />
            {isSecret ? (
              <SecretFields line={line} credentials={view.credentials} />
            ) : (
              <SettingControl
                type={line.type}
                label={line.label}
                value={line.own ? line.own.value : line.type.kind === "object" ? null : line.value}
                placeholder={line.unset}
              />
            )}
            <div className="flex flex-wrap gap-2">
              <SubmitButton intent="set">Save</SubmitButton>
              <LinkButton to={openHref(params, null)} tone="ghost" preventScrollReset>
                Close
              </LinkButton>
              {line.own && !isSecret && (
                <SubmitButton intent="unset" tone="secondary" formNoValidate>
                  {view.bot === null ? "Back to the default" : "Follow the house"}
                </SubmitButton>
              )}
              {line.own && isSecret && <RemoveSecret line={line} fields={known} />}
            </div>
          </Form>
        )}
        <p className="text-small text-faint">
          {isSecret ? "Nobody can read it here, not even who entered it." : shippedAs(line)}
        </p>
        {isDone(view.result, line.key) && <Status kind="ok">Saved.</Status>}
      </div>
      <SettingHistory line={line} past={past} send={view.mayWrite ? send : null} fields={known} />
    </div>
  );
}

function shippedAs({ type, default: shipped, unset }: SettingLine): string {
  return shipped === null
    ? `Not set as shipped: ${unset ?? "the runtime decides"}.`
    : `As shipped: ${printSetting(type, shipped)}.`;
}

function isDone(result: unknown, key: string): boolean {
  const answer = result as { ok?: unknown; key?: unknown } | null | undefined;
  return answer?.ok === true && answer.key === key;
}

function RemoveSecret({ line, fields }: { line: SettingLine; fields: Record<string, string> }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button tone="danger" onClick={() => setIsAsking(true)}>
        Remove
      </Button>
      <ConfirmDialog
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title={`Remove ${line.label}`}
        confirm="Remove"
        fields={{ intent: "unset", ...fields }}
      >
        Whoever signs in with it cannot any more, and it cannot be brought back from here.
      </ConfirmDialog>
    </>
  );
}
