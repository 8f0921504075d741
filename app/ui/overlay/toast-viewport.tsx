import { lazy, Suspense } from "react";
import { useToasts } from "./toast-store";

export const loadToastList = () => import("./toast-list");
const ToastList = lazy(() => loadToastList().then((module) => ({ default: module.ToastList })));

/** Where toasts appear: the corner of the window. The region is there before its first message, so that it is read out. */
export function ToastViewport() {
  const toasts = useToasts();
  return (
    <section
      aria-label="Messages"
      className="pointer-events-none fixed right-3 bottom-3 z-40 w-90 max-w-[calc(100vw-24px)]"
    >
      <div role="status" aria-live="polite">
        {toasts.length > 0 && (
          <Suspense>
            <ToastList toasts={toasts} />
          </Suspense>
        )}
      </div>
    </section>
  );
}
