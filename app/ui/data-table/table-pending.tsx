import { useLocation, useNavigate } from "@remix-run/react";
import { useEffect, useState } from "react";
import { formatSeconds } from "~/lib/duration";
import { Button } from "../button";
import { useShowPending } from "../page/pending";
import { Spinner } from "../spinner";

const tickMs = 100;

/** Says how long other rows take, and lets them be called off; the old ones stay, dimmed. */
export function TablePending({ pending }: { pending: boolean }) {
  const shown = useShowPending(pending);
  const cancel = useCancelNavigation();
  if (!shown) return null;
  return (
    <div className="absolute inset-x-0 top-9 z-20 mx-auto flex w-max items-center gap-2 rounded-control border border-line bg-raised py-1 pr-1 pl-2.5 shadow-pop">
      <Spinner />
      <span role="status" className="text-small text-muted">
        Loading
      </span>
      <Elapsed />
      <Button size="small" tone="ghost" onClick={cancel}>
        Cancel
      </Button>
    </div>
  );
}

function Elapsed() {
  const [ms, setMs] = useState(0);
  useEffect(() => {
    const started = performance.now();
    const timer = setInterval(() => setMs(performance.now() - started), tickMs);
    return () => clearInterval(timer);
  }, []);
  return <span className="w-10 text-right text-small text-faint tabular-nums">{formatSeconds(ms)}</span>;
}

/** Going to a fragment of where one is ends the pending navigation and loads nothing. */
function useCancelNavigation(): () => void {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  return () => navigate({ pathname, search, hash: "#list" }, { replace: true, preventScrollReset: true });
}
