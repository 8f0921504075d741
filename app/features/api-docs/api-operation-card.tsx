import { Badge } from "~/ui/badge";
import { Card } from "~/ui/page/card";
import { Command } from "~/ui/overlay/command";
import type { ApiField, ApiOperation } from "./api-operations.server";

export function ApiOperationCard({ operation }: { operation: ApiOperation }) {
  return (
    <div id={operation.id} className="min-w-0 scroll-mt-4">
      <Card
        title={
          <span className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-mono text-[12px] text-brass">{operation.method}</span>
            <span className="font-mono text-[12px] font-normal wrap-anywhere">{operation.path}</span>
          </span>
        }
        actions={<Badge>{operation.scope ?? "any key"}</Badge>}
      >
        <div className="flex flex-col gap-3">
          <div>
            <p className="font-medium">{operation.summary}</p>
            {operation.description && <p className="text-muted">{operation.description}</p>}
          </div>
          <FieldTable caption="Parameters" fields={operation.parameters} />
          <FieldTable caption="Body" fields={operation.body} />
          {operation.answers.map((answer) => (
            <div key={answer.status} className="flex flex-col gap-2">
              <p>
                <span className="font-mono text-[12px]">{answer.status}</span>{" "}
                <span className="text-muted">{answer.description}</span>
              </p>
              <FieldTable caption={`Answer ${answer.status}`} fields={answer.fields} />
              {answer.example && (
                <pre
                  tabIndex={0}
                  aria-label={`Example of answer ${answer.status}`}
                  className="overflow-x-auto rounded-control border border-line-soft bg-sunken p-2 text-[12px] leading-[18px]"
                >
                  {answer.example}
                </pre>
              )}
            </div>
          ))}
          <Command>{operation.curl}</Command>
        </div>
      </Card>
    </div>
  );
}

export function FieldTable({ caption, fields }: { caption: string; fields: readonly ApiField[] }) {
  if (fields.length === 0) return null;
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={caption}>
      <table className="w-full">
        <caption className="pb-1 text-left text-label text-faint">{caption}</caption>
        <tbody>
          {fields.map((field) => (
            <tr key={field.name} className="border-t border-line-soft align-baseline">
              <th scope="row" className="py-1 pr-4 text-left font-mono text-[12px] font-normal whitespace-nowrap">
                {field.name}
                {field.required && <span className="sr-only"> (required)</span>}
              </th>
              <td className="py-1 pr-4 text-small text-muted">{field.type}</td>
              <td className="py-1 text-small text-faint">
                {[field.required ? "" : "optional", field.note].filter(Boolean).join("; ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
