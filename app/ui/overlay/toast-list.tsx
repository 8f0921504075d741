import { Check, OctagonAlert, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "../button";
import { CopyButton } from "../copy-button";
import { IconButton } from "../icon-button";
import { useShortcut } from "../shortcuts";
import { dismissToast, type Toast } from "./toast-store";

/** Long enough to change one's mind. */
const SHOWN_MS = 8_000;

/** The messages, newest last. They wait while the pointer or the focus is on them. */
export function ToastList({ toasts }: { toasts: readonly Toast[] }) {
  const list = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState(false);
  const newest = toasts.at(-1);
  const everywhere = { group: "Everywhere" };
  const undoNewest = () => {
    if (!newest) return;
    dismissToast(newest.id);
    newest.undo?.();
  };
  useShortcut(newest?.undo ? "mod+z" : null, "Undo what was just done", undoNewest, everywhere);
  useShortcut(
    "f8",
    "Go to the newest message",
    () => [...(list.current?.querySelectorAll("button") ?? [])].at(-1)?.focus(),
    everywhere,
  );
  return (
    <div
      ref={list}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="flex flex-col gap-2"
    >
      {toasts.map((each) => (
        <ToastCard key={each.id} toast={each} held={held} />
      ))}
    </div>
  );
}

function ToastCard({ toast, held }: { toast: Toast; held: boolean }) {
  const { id, message, tone, undo, requestId } = toast;
  // An error stays until it was read.
  const stays = tone === "error" || held;
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(() => dismissToast(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, stays]);
  return (
    <div className="pointer-events-auto flex items-start gap-2 rounded-card border border-line bg-raised py-1.5 pr-1.5 pl-3 shadow-pop">
      {tone === "ok" && <Check size={14} strokeWidth={2.2} className="mt-[7px] shrink-0 text-ok" />}
      {tone === "error" && <OctagonAlert size={14} strokeWidth={2} className="mt-[7px] shrink-0 text-err" />}
      <span className="min-w-0 flex-1 py-1 wrap-anywhere">{message}</span>
      {requestId && <CopyButton text={requestId} label="Copy the request id" />}
      {undo && (
        <Button
          tone="ghost"
          className="!text-brass"
          onClick={() => {
            dismissToast(id);
            undo();
          }}
        >
          Undo
        </Button>
      )}
      <IconButton icon={X} label="Close the message" onClick={() => dismissToast(id)} />
    </div>
  );
}
