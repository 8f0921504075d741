/** Ways to write a thing for somewhere else. */

export type HttpCall = { method?: string; url: string; headers?: Record<string, string>; body?: unknown };

/** A command that a POSIX shell runs as it stands. */
export function toCurl({ method = "GET", url, headers = {}, body }: HttpCall): string {
  const parts = ["curl", shellWord(url)];
  if (method !== "GET") parts.splice(1, 0, "-X", method);
  for (const [name, value] of Object.entries(headers)) parts.push("-H", shellWord(`${name}: ${value}`));
  if (body !== undefined) {
    if (!Object.keys(headers).some((name) => name.toLowerCase() === "content-type")) {
      parts.push("-H", shellWord("Content-Type: application/json"));
    }
    parts.push("--data-raw", shellWord(typeof body === "string" ? body : JSON.stringify(body)));
  }
  return parts.join(" ");
}

/** In single quotes nothing is special but the quote itself, which leaves and comes back. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Names and values as a Markdown table; a bar or a line break would end the cell. */
export function toMarkdownTable(rows: Record<string, unknown>[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(names.map(markdownCell)),
    line(names.map(() => "---")),
    ...rows.map((row) => line(names.map((name) => markdownCell(row[name])))),
  ].join("\n");
}

function markdownCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.replaceAll("\\", "\\\\").replaceAll("|", "\\|").replaceAll(/\r?\n/g, "<br>");
}
