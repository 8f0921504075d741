import { OctagonAlert } from "lucide-react";
import type { ReactNode } from "react";
import { CopyButton } from "../copy-button";

type Props = {
  /** What failed. */
  title: string;
  /** Why. */
  children: ReactNode;
  /** What to do next, as a sentence. */
  next?: ReactNode;
  requestId?: string | null;
  action?: ReactNode;
};

export function ErrorState({ title, children, next, requestId, action }: Props) {
  return (
    <div role="alert" className="mx-auto flex max-w-130 flex-col items-center gap-3 px-4 py-12 text-center">
      <OctagonAlert size={22} strokeWidth={1.6} className="text-err" aria-hidden="true" />
      <div className="flex flex-col gap-1">
        <h2 className="font-semibold">{title}</h2>
        <div className="text-muted wrap-anywhere">{children}</div>
        {next && <div className="text-muted">{next}</div>}
      </div>
      {action}
      {requestId && (
        <p className="flex items-center gap-1 text-small text-faint">
          Request <code>{requestId}</code>
          <CopyButton text={requestId} label="Copy the request id" />
        </p>
      )}
    </div>
  );
}
