import { Check, OctagonAlert, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "./button";
import { CopyButton } from "./copy-button";
import { IconButton } from "./icon-button";
import { useShortcut } from "./shortcuts";
import { dismissToast, useToasts, type Toast } from "./toast-store";

/** Long enough to change one's mind. */
const SHOWN_MS = 8_000;

/** Where toasts appear: the corner of the window. They wait while the pointer or the focus is on them. */
export function ToastViewport() {
  const toasts = useToasts();
  const region = useRef<HTMLElement>(null);
  const [held, setHeld] = useState(false);
  const newest = toasts.at(-1);
  useShortcut(
    newest?.undo ? "mod+z" : null,
    "Undo what was just done",
    () => {
      newest?.undo?.();
      if (newest) dismissToast(newest.id);
    },
    { group: "Everywhere" },
  );
  useShortcut(
    newest ? "f8" : null,
    "Go to the newest message",
    () => region.current?.querySelector("button")?.focus(),
    {
      group: "Everywhere",
    },
  );
  return (
    <section
      ref={region}
      aria-label="Messages"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-none fixed right-3 bottom-3 z-40 flex w-90 max-w-[calc(100vw-24px)] flex-col gap-2"
    >
      <div role="status" aria-live="polite" className="contents">
        {toasts.map((each) => (
          <ToastCard key={each.id} toast={each} held={held} />
        ))}
      </div>
    </section>
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
          className="text-brass"
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
