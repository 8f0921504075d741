import { formatBytes } from "~/lib/bytes";
import { formatCompact, formatNumber } from "~/lib/numbers";
import { DescriptionList } from "~/ui/page/description-list";
import { RelativeTime } from "~/ui/relative-time";
import { Status } from "~/ui/status";
import { HealthPanel, Meter } from "./health-panel";
import type { HealthReport } from "./health-report.server";

export function DatabasePanel({ server, weaknesses }: Pick<HealthReport, "server" | "weaknesses">) {
  return (
    <HealthPanel id="database" title="Database" panel={server}>
      {(facts) => (
        <div className="flex flex-col gap-3">
          <DescriptionList
            items={[
              { term: "Version", detail: `Postgres ${facts.version}${facts.isReplica ? ", a replica" : ""}` },
              { term: "Database", detail: `${facts.database}, ${formatBytes(facts.sizeBytes)}` },
              { term: "Started", detail: <RelativeTime at={facts.startedAt} /> },
              {
                term: "Connections",
                detail: `${facts.connections.all} of ${facts.connections.max}, ${facts.connections.ours} here`,
              },
            ]}
          />
          <Meter share={facts.connections.all / facts.connections.max} label="Connections taken" warnAt={0.7} />
          {weaknesses.facts && weaknesses.facts.length > 0 && (
            <ul className="flex flex-col gap-1 text-small">
              {weaknesses.facts.map((sentence) => (
                <li key={sentence} className="[&>span]:whitespace-normal">
                  <Status kind="warning">{sentence}</Status>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </HealthPanel>
  );
}

export function SchemaPanel({ schemas, migrations }: Pick<HealthReport, "schemas" | "migrations">) {
  const pending = migrations.facts?.flatMap((set) => set.pending.map((name) => `${set.set}/${name}`)) ?? [];
  const lastOf = (schema: string) => migrations.facts?.find((set) => set.set === schema)?.applied.at(-1);
  return (
    <HealthPanel id="schemas" title="Schemas and migrations" panel={schemas}>
      {(facts) => (
        <div className="flex flex-col gap-3">
          <ul className="flex flex-col gap-1.5">
            {facts.map((schema) => (
              <li key={schema.schema} className="flex flex-wrap items-baseline gap-x-3">
                <code className="w-28 text-[12px]">{schema.schema}</code>
                <span className="text-muted tabular-nums">
                  {schema.tables} {schema.tables === 1 ? "table" : "tables"}, {formatBytes(schema.totalBytes)}
                </span>
                {lastOf(schema.schema) && (
                  <span className="truncate text-small text-faint" title={lastOf(schema.schema)!.name}>
                    last migration <RelativeTime at={lastOf(schema.schema)!.at} />
                  </span>
                )}
              </li>
            ))}
          </ul>
          {migrations.facts === null ? (
            <Status kind="unknown">{migrations.problem}</Status>
          ) : pending.length === 0 ? (
            <Status kind="ok">All migrations are applied</Status>
          ) : (
            <div className="flex flex-col gap-1">
              <Status kind="error">{`${pending.length} not applied: start Wheelhouse again`}</Status>
              <ul className="font-mono text-[12px] text-muted">
                {pending.map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
            </div>
          )}
        </div>
      )}
    </HealthPanel>
  );
}

const USES: Record<string, string> = {
  vector: "similarity search inside the database",
  pg_trgm: "fuzzy search by name",
  timescaledb: "hypertables and compression",
  pg_stat_statements: "which statements cost most",
};

export function ExtensionPanel({ extensions }: Pick<HealthReport, "extensions">) {
  return (
    <HealthPanel id="extensions" title="Extensions" panel={extensions}>
      {(facts) => (
        <ul className="flex flex-col gap-1.5">
          {facts.map(({ name, installed, available }) => (
            <li key={name} className="flex flex-wrap items-baseline gap-x-3">
              <span className="w-40">
                <Status kind={installed ? "ok" : "off"}>{name}</Status>
              </span>
              <span className="min-w-0 flex-1 basis-48 text-muted">
                {installed ?? (available ? "not created" : "not on the server")}
                <span className="text-small text-faint">: {USES[name]}</span>
              </span>
            </li>
          ))}
          <li className="text-small text-faint">None is needed; each makes something better where it is.</li>
        </ul>
      )}
    </HealthPanel>
  );
}

export function TablePanel({ tables }: Pick<HealthReport, "tables">) {
  return (
    <HealthPanel id="tables" title="Largest tables" panel={tables}>
      {(facts) => (
        <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Largest tables">
          <table className="w-full min-w-130 tabular-nums">
            <thead className="text-label text-faint">
              <tr>
                <th className="h-7 text-left font-medium">Table</th>
                <th className="text-right font-medium">Rows, about</th>
                <th className="text-right font-medium">Rows on disk</th>
                <th className="text-right font-medium">Indexes</th>
                <th className="text-right font-medium">Together</th>
              </tr>
            </thead>
            <tbody>
              {facts.map((table) => (
                <tr key={`${table.schema}.${table.name}`} className="border-t border-line-soft">
                  <td className="h-7 font-mono text-[12px]">
                    <span className="text-faint">{table.schema}.</span>
                    {table.name}
                    {table.partitions > 0 && <span className="text-faint"> ({table.partitions} parts)</span>}
                  </td>
                  <td
                    className="text-right text-muted"
                    title={table.rows === null ? undefined : formatNumber(table.rows)}
                  >
                    {table.rows === null ? <span className="text-faint">unknown</span> : formatCompact(table.rows)}
                  </td>
                  <td className="text-right text-muted">{formatBytes(table.tableBytes)}</td>
                  <td className="text-right text-muted">{formatBytes(table.indexBytes)}</td>
                  <td className="text-right">{formatBytes(table.totalBytes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </HealthPanel>
  );
}
