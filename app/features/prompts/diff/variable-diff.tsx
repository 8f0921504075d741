import type { VariableDifference } from "./compared";

/** Variables of two versions, beside each other. */
export function VariableDiff({ rows, labels }: { rows: readonly VariableDifference[]; labels: [string, string] }) {
  if (rows.length === 0) return null;
  return (
    <div className="overflow-x-auto rounded-card border border-line-soft bg-raised">
      <table className="w-full text-small">
        <thead className="text-left text-label text-faint">
          <tr className="border-b border-line-soft">
            <th className="h-7 px-3 font-medium">Name</th>
            {labels.map((label, side) => (
              <th key={side} className="px-3 font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line-soft">
          {rows.map(({ name, before, after }) => (
            <tr key={name} className="align-top">
              <td className="px-3 py-1.5">
                <code className="text-brass">{name}</code>
              </td>
              <Side text={before} other={after} className="bg-err/10" />
              <Side text={after} other={before} className="bg-ok/10" />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Side({ text, other, className }: { text: string | null; other: string | null; className: string }) {
  return (
    <td className={`px-3 py-1.5 wrap-anywhere ${text !== null && text !== other ? className : ""}`}>
      {text ?? <span className="text-faint">not there</span>}
    </td>
  );
}
