import type { PromptVariable, VariableValue } from "~/lib/prompt-template/prompt-variable";

/** The placeholders of a prompt: what each takes, and what stands there when nothing comes. */
export function VariableTable({ variables }: { variables: readonly PromptVariable[] }) {
  return (
    <div className="overflow-x-auto rounded-card border border-line-soft bg-raised">
      <table className="w-full text-small">
        <thead className="text-left text-label text-faint">
          <tr className="border-b border-line-soft">
            {["Name", "Type", "Default", "Example"].map((name) => (
              <th key={name} className="h-7 px-3 font-medium whitespace-nowrap">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line-soft">
          {variables.map((variable) => (
            <tr key={variable.name} className="align-top">
              <td className="px-3 py-1.5">
                <code className="text-brass">{variable.name}</code>
                {variable.description && <p className="text-faint">{variable.description}</p>}
              </td>
              <td className="px-3 py-1.5 whitespace-nowrap text-muted">
                {variable.type}
                {variable.required && ", required"}
              </td>
              <td className="max-w-60 px-3 py-1.5 wrap-anywhere">
                <Value value={variable.default} missing="must come" />
              </td>
              <td className="max-w-60 px-3 py-1.5 wrap-anywhere">
                <Value value={variable.example} missing="–" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ value, missing }: { value: VariableValue | null | undefined; missing: string }) {
  if (value === null || value === undefined) return <span className="text-faint">{missing}</span>;
  if (value === "") return <span className="text-faint">empty</span>;
  return <span className="line-clamp-3 font-mono">{Array.isArray(value) ? value.join(", ") : value}</span>;
}
