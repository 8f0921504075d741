import { CopyMenu, Peek } from "~/ui/list/list-controls";
import { DescriptionList } from "~/ui/page/description-list";
import { JsonViewer } from "~/ui/json/json-viewer";
import { ExactTime } from "~/ui/relative-time";
import type { AuditRow } from "./audit-list.server";

/** One entry beside the list, with what was before and after, and its place in the chain. */
export function AuditPeek({ entry, closeHref }: { entry: AuditRow; closeHref: string }) {
  const changes = [
    { label: "Before", value: entry.before },
    { label: "After", value: entry.after },
  ].filter(({ value }) => value !== null);
  const hash = (value: string) => <span className="font-mono text-small">{value || "the beginning"}</span>;
  return (
    <Peek
      title={`Entry ${entry.seq}`}
      closeHref={closeHref}
      actions={
        <CopyMenu
          items={[
            { label: "Number", text: () => entry.seq },
            { label: "Link", text: () => location.href },
            { label: "JSON", text: () => JSON.stringify(entry, null, 2) },
          ]}
        />
      }
    >
      <div className="flex flex-col gap-4">
        <DescriptionList
          items={[
            { term: "When", detail: <ExactTime at={entry.at} /> },
            { term: "Who", detail: `${entry.actorName} (${entry.actorKind})` },
            { term: "Did", detail: <span className="font-mono text-small">{entry.action}</span> },
            { term: "To", detail: `${entry.targetName} (${entry.targetKind})` },
            { term: "Target id", detail: <span className="font-mono text-small">{entry.targetId}</span> },
            { term: "From", detail: entry.address },
            { term: "Request", detail: entry.requestId && hash(entry.requestId) },
          ]}
        />
        {changes.map(({ label, value }) => (
          <section key={label} className="flex flex-col gap-1">
            <h3 className="text-small font-medium text-muted">{label}</h3>
            <JsonViewer text={JSON.stringify(value, null, 2)} label={label} />
          </section>
        ))}
        <DescriptionList
          items={[
            { term: "Hash", detail: hash(entry.hash) },
            { term: "Follows", detail: hash(entry.prevHash) },
          ]}
        />
      </div>
    </Peek>
  );
}
