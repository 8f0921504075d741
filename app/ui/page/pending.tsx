import { useEffect, useState, type ReactNode } from "react";
import { Button } from "../button";

const GRACE_MS = 150;

/** True once `pending` has lasted long enough to be worth showing: a flicker tells nobody anything. */
export function useShowPending(pending: boolean): boolean {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!pending) return setShown(false);
    const timer = setTimeout(() => setShown(true), GRACE_MS);
    return () => clearTimeout(timer);
  }, [pending]);
  return pending && shown;
}

/** Grey lines in the place of text to come, after a moment. The height is there from the start. */
export function Skeleton({ lines = 3, label = "Loading" }: { lines?: number; label?: string }) {
  return (
    <div role="status" className="skeleton flex flex-col gap-2 py-1">
      <span className="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span
          key={index}
          className="block h-3 rounded bg-sunken"
          style={{ width: `${[92, 76, 84, 61][index % 4]}%` }}
        />
      ))}
    </div>
  );
}

type Props = { pending: boolean; children: ReactNode; onCancel?: () => void };

/** Keeps what was there, dimmed, and says how long the new takes. */
export function Pending({ pending, children, onCancel }: Props) {
  const shown = useShowPending(pending);
  return (
    <div className="relative" aria-busy={pending || undefined}>
      <div className={shown ? "opacity-50 transition-opacity" : ""}>{children}</div>
      {shown && (
        <div className="absolute inset-x-0 top-2 flex justify-center">
          <div className="flex items-center gap-2 rounded-control border border-line bg-raised px-2.5 py-1 shadow-pop">
            <Elapsed />
            {onCancel && (
              <Button size="small" onClick={onCancel}>
                Cancel
              </Button>
            )}
          </div>
        </div>
      )}
    </div>
  );
}

/** Seconds since it appeared. */
export function Elapsed({ label = "Loading" }: { label?: string }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const started = Date.now();
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - started) / 1000)), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className="text-small text-muted tabular-nums">
      <span role="status">{label}</span>
      {seconds > 0 && ` ${seconds} s`}
    </span>
  );
}
