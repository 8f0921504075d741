import { DiffView } from "~/ui/editor/diff-view";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextInput } from "~/ui/form/text-input";
import { RelativeTime } from "~/ui/relative-time";
import type { PromptHead } from "~/data/runtime/prompt-store.server";
import { reachWords } from "./move-panel";
import type { PromptRead } from "./prompt-read.server";

type Props = {
  scope: string;
  head: PromptHead;
  read: PromptRead;
  me: string;
  mayPin: boolean;
  result: unknown;
};

/** A move of a protected prompt's pin that waits for a second person. */
export function RequestPanel({ scope, head, read, me, mayPin, result }: Props) {
  const { request, asked } = read;
  if (!request || !asked) return null;
  const isMine = request.requested_by_id === me;
  const ends = request.kind === "unprotect";
  return (
    <section
      aria-label="Waits for a second person"
      className="flex flex-col gap-3 rounded-card border border-warn/60 bg-raised p-3"
    >
      <h3 className="font-semibold">
        {request.requested_by} asks {ends ? "to end the protection" : `for v${request.to_version}`}
      </h3>
      <p className="text-muted">
        <RelativeTime at={request.requested_at} />
        {request.reason && `: ${request.reason}. `}
        {!ends && ` ${reachWords(scope, read.reach)}`}
        {asked.isBroken && <span className="text-err"> That version is broken and cannot be rendered.</span>}
      </p>
      {!ends && (
        <DiffView
          before={read.active.body}
          after={asked.body}
          labels={[`v${head.active_version}, active now`, `v${request.to_version}`]}
          layout="unified"
          maxHeight={360}
        />
      )}
      {!mayPin ? (
        <p className="text-small text-faint">Somebody who may pin decides this.</p>
      ) : (
        <Form result={result} className="flex flex-wrap items-end gap-2">
          <input type="hidden" name="request" value={request.id} />
          {isMine ? (
            <>
              <p className="min-w-0 flex-1 basis-64 text-muted">You asked for it, so somebody else decides.</p>
              <SubmitButton intent="withdraw" tone="secondary">
                Withdraw
              </SubmitButton>
            </>
          ) : (
            <>
              <div className="min-w-0 flex-1 basis-64">
                <TextInput name="note" label="Note" optional maxLength={500} />
              </div>
              <SubmitButton intent="approve">Approve</SubmitButton>
              <SubmitButton intent="refuse" tone="secondary">
                Refuse
              </SubmitButton>
            </>
          )}
        </Form>
      )}
    </section>
  );
}
