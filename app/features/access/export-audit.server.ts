import { toCsv } from "~/lib/csv";
import type { AuditFilters } from "./audit-filters";
import { readAudit, type AuditRow } from "./audit-list.server";

export type ExportFormat = "jsonl" | "csv";

const FIELDS: [name: string, value: (row: AuditRow) => unknown][] = [
  ["seq", (row) => row.seq],
  ["at", (row) => row.at.toISOString()],
  ["actor_kind", (row) => row.actorKind],
  ["actor_id", (row) => row.actorId],
  ["actor_name", (row) => row.actorName],
  ["action", (row) => row.action],
  ["target_kind", (row) => row.targetKind],
  ["target_id", (row) => row.targetId],
  ["target_name", (row) => row.targetName],
  ["before", (row) => row.before],
  ["after", (row) => row.after],
  ["address", (row) => row.address],
  ["request_id", (row) => row.requestId],
  ["prev_hash", (row) => row.prevHash],
  ["hash", (row) => row.hash],
];

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function toLine(row: AuditRow, format: ExportFormat): string {
  if (format === "csv") return toCsv([FIELDS.map(([, value]) => cell(value(row)))]);
  return `${JSON.stringify(Object.fromEntries(FIELDS.map(([name, value]) => [name, value(row)])))}\n`;
}

/** The log as a download that is written while it is read. */
export function exportAudit(filters: AuditFilters, format: ExportFormat, rows = readAudit(filters)): Response {
  const encoder = new TextEncoder();
  let isFirst = true;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (isFirst && format === "csv") controller.enqueue(encoder.encode(toCsv([FIELDS.map(([name]) => name)])));
      isFirst = false;
      let text = "";
      for (let i = 0; i < 200; i++) {
        const { value, done } = await rows.next();
        if (done) {
          if (text) controller.enqueue(encoder.encode(text));
          return controller.close();
        }
        text += toLine(value, format);
      }
      controller.enqueue(encoder.encode(text));
    },
    async cancel() {
      await rows.return(undefined);
    },
  });
  const type = format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8";
  return new Response(body, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="audit-${new Date().toISOString().slice(0, 10)}.${format}"`,
      "Cache-Control": "no-store",
    },
  });
}
