import type { Emit } from "~/platform/event-stream.server";
import { onPromptNotice } from "../rules/tell-prompt-change.server";

/** Tells a page what happens to its key: in its own scope, and in those that stand in for it. */
export function followPrompt({ key }: { key: string }, emit: Emit): () => void {
  return onPromptNotice((notice) => {
    if (notice === null) emit({ event: "notice", data: { kind: "unsure", scope: "", changed_by: "" } });
    else if (notice.key === key) emit({ event: "notice", data: notice });
  });
}
