import { formatNumber } from "~/lib/numbers";
import type { AuditVerdict } from "~/platform/verify-audit.server";
import { Status } from "~/ui/status";

/** What the walk along the chain found. */
export function AuditVerdictStrip({ verdict }: { verdict: AuditVerdict }) {
  return (
    <p role="status" className="mx-3.5 mb-2.5 rounded-control border border-line-soft bg-raised px-3 py-2">
      {verdict.whole ? (
        <Status kind="ok">
          The chain is whole: {formatNumber(verdict.count)} {verdict.count === 1 ? "entry" : "entries"}, none changed,
          none missing.
        </Status>
      ) : (
        <Status kind="error">
          The chain is broken at entry {verdict.seq}. {verdict.reason} {formatNumber(verdict.count)} entries before it
          are whole.
        </Status>
      )}
    </p>
  );
}
