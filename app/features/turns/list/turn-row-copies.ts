import type { TurnListRow } from "~/data/runtime/turn-list.server";
import { statusWord, turnHref } from "~/features/turns/one/turn-view";
import { shellWord, toMarkdownTable } from "~/lib/copy-formats";
import { formatSeconds } from "~/lib/duration";
import { formatMoney } from "~/lib/money";
import type { CopyItem } from "~/ui/list/copy-menu";

/** Chosen turns as text for somewhere else. The command reads each of them with the key of the shell. */
export function copyTurnRows(rows: () => readonly TurnListRow[], origin: string): CopyItem[] {
  return [
    {
      label: "Id",
      text: () =>
        rows()
          .map(({ id }) => id)
          .join("\n"),
    },
    {
      label: "Link",
      text: () =>
        rows()
          .map(({ id }) => origin + turnHref(id))
          .join("\n"),
    },
    { label: "JSON", text: () => JSON.stringify(rows(), null, 2) },
    {
      label: "As cURL",
      note: "reads it",
      text: () =>
        rows()
          .map(
            ({ id }) =>
              `curl -H "Authorization: Bearer $WHEELHOUSE_KEY" ${shellWord(`${origin}/api/v1/turns/${encodeURIComponent(id)}`)}`,
          )
          .join("\n"),
    },
    {
      label: "As Markdown",
      text: () =>
        toMarkdownTable(
          rows().map((row) => ({
            turn: `[${row.id}](${origin}${turnHref(row.id)})`,
            started: row.created_at,
            bot: row.bot_id,
            status: statusWord(row.status),
            latency: formatSeconds(row.latency_ms),
            cost: row.cost_usd === null ? "" : formatMoney(row.cost_usd),
            prompt: row.prompt_preview,
            response: row.error_text ?? row.response_preview,
          })),
        ),
    },
  ];
}
