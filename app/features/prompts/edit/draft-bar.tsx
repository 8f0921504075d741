import { useState } from "react";
import { Button } from "~/ui/button";
import { SubmitButton } from "~/ui/form/submit-button";
import { RelativeTime } from "~/ui/relative-time";
import { usePromptNotices } from "../one/use-live-prompt";
import type { Edit } from "./use-edit";

/** What was written here before and not saved, and what others saved since. */
export function DraftBar({ edit, base }: { edit: Edit; base: number }) {
  const [heard, setHeard] = useState<{ by: string; version: number } | null>(null);
  usePromptNotices(edit.key === "" ? null : edit, ({ kind, scope, changed_by: by, version }) => {
    if (kind === "saved" && scope === edit.scope && version !== undefined) setHeard({ by, version });
  });
  const begunOn = edit.draft.base;
  const newer = heard && heard.version > begunOn ? heard : begunOn < base ? { by: null, version: base } : null;
  if (edit.conflict || (edit.restoredAt === null && newer === null)) return null;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-control border border-warn/50 bg-warn/5 px-3 py-2"
    >
      <p className="min-w-0 flex-1 basis-64">
        {edit.restoredAt !== null && (
          <>
            What you wrote <RelativeTime at={edit.restoredAt} />
            {begunOn > 0 && `, on v${begunOn},`} is back.{" "}
          </>
        )}
        {newer && `${newer.by ?? "Somebody"} has saved v${newer.version} since.`}
      </p>
      {newer && (
        <SubmitButton intent="merge" tone="secondary" size="small">
          Put both together
        </SubmitButton>
      )}
      {edit.restoredAt !== null && (
        <Button size="small" onClick={edit.discard}>
          Discard mine
        </Button>
      )}
    </div>
  );
}
