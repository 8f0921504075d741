import { lazy, Suspense, useState } from "react";
import type { ConfirmationProps } from "./confirmation";

const Confirmation = lazy(async () => ({ default: (await import("./confirmation")).Confirmation }));

/** Asks before something that cannot be undone. Its script comes when it is first opened. */
export function ConfirmDialog(props: ConfirmationProps) {
  const [used, setUsed] = useState(props.open);
  if (props.open && !used) setUsed(true);
  return (
    used && (
      <Suspense>
        <Confirmation {...props} />
      </Suspense>
    )
  );
}
