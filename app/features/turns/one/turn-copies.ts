import { toCurl } from "~/lib/copy-formats";

type TurnJson = {
  id: string;
  bot: string;
  status: string;
  model: string | null;
  started_at: string;
  latency_ms: number | null;
  cost_usd: string | null;
  user_prompt: string | null;
  response_text: string | null;
  error_text: string | null;
  tool_calls: { tool_name: string; status: string; duration_ms: number | null; arguments: unknown }[];
};

/** What a start may say, apart from what must differ the second time: its id, its time, its reservation. */
const STARTED_WITH = [
  "bot",
  "user_id",
  "session_id",
  "model",
  "provider",
  "channel",
  "environment",
  "tags",
  "stream",
  "user_prompt",
  "request_messages",
  "trigger_message_id",
  "parent_turn_id",
  "agent_session_key",
  "agent_request_id",
  "prompts",
  "content_context_id",
  "metadata",
];

/** A command that starts the same turn once more. The key comes from the shell's own WHEELHOUSE_KEY. */
export function turnCurl(json: string, origin: string): string {
  const turn = JSON.parse(json) as Record<string, unknown>;
  const body = Object.fromEntries(
    STARTED_WITH.filter((name) => turn[name] !== null && turn[name] !== undefined).map((name) => [name, turn[name]]),
  );
  const call = toCurl({ method: "POST", url: `${origin}/api/v1/turns`, body });
  return call.replace(" -H ", ' -H "Authorization: Bearer $WHEELHOUSE_KEY" -H ');
}

/** For a ticket or a chat. Fences are longer than any in the texts, so that none of them ends one early. */
export function turnMarkdown(json: string, href: string): string {
  const turn = JSON.parse(json) as TurnJson;
  const facts = [turn.bot, turn.status, turn.model, turn.latency_ms === null ? null : `${turn.latency_ms} ms`];
  const parts = [`## Turn [${turn.id}](${href})`, `${facts.filter(Boolean).join(" · ")} · ${turn.started_at}`];
  if (turn.cost_usd !== null) parts.push(`Cost: $${turn.cost_usd}`);
  const section = (title: string, text: string | null) => {
    if (text) parts.push(`### ${title}`, fenced(text));
  };
  section("Error", turn.error_text);
  section("Prompt", turn.user_prompt);
  section("Response", turn.response_text);
  if (turn.tool_calls.length > 0)
    parts.push(
      "### Tools",
      turn.tool_calls
        .map((call) => `1. \`${call.tool_name.replaceAll("`", "'")}\` ${call.status}, ${call.duration_ms ?? "?"} ms`)
        .join("\n"),
    );
  return parts.join("\n\n");
}

function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
