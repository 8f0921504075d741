import type { AgentBackend, JsonObject } from "~/data/runtime/bot-profile";

/** A key of a JSON object that the form has a control for. */
export type TypedField = {
  key: string;
  label: string;
  kind: "text" | "number" | "choice" | "list";
  help?: string;
  options?: readonly string[];
};

const SESSION_KEY: TypedField = {
  key: "session_key",
  label: "Session key",
  kind: "text",
  help: "The upstream thread that turns go on in. A new thread clears it.",
};
const MODEL: TypedField = {
  key: "session_model",
  label: "Model of the session",
  kind: "text",
  help: "In place of the default model, for this backend alone.",
};
const TIMEOUT: TypedField = { key: "timeout_seconds", label: "Timeout, seconds", kind: "number" };
const WINDOW: TypedField = { key: "context_window", label: "Context window, tokens", kind: "number" };
const EFFORT: TypedField = {
  key: "effort",
  label: "Effort",
  kind: "choice",
  options: ["minimal", "low", "medium", "high", "xhigh", "max"],
};
const TURNS: TypedField = { key: "max_turns", label: "Most turns of a run", kind: "number" };
const SUBAGENT: TypedField = { key: "subagent_model", label: "Model of sub-agents", kind: "text" };
const DISALLOWED: TypedField = {
  key: "disallowed_tools",
  label: "Disallowed tools",
  kind: "list",
  help: "One a line. Beyond what the allowed tools leave out.",
};
const MCP_TIMEOUT: TypedField = { key: "mcp_tool_timeout_ms", label: "Timeout of MCP tools, ms", kind: "number" };

/** What each backend takes. Whatever else its configuration holds stays JSON. */
export const BACKENDS: Record<AgentBackend, { label: string; help: string; fields: readonly TypedField[] }> = {
  chat: {
    label: "Chat",
    help: "The runtime calls the model itself, with memory, tools and summaries as set here.",
    fields: [TIMEOUT, WINDOW],
  },
  "claude-code": {
    label: "Claude Code",
    help: "Turns go to a Claude Code session that keeps its own context.",
    fields: [SESSION_KEY, MODEL, EFFORT, TURNS, TIMEOUT, SUBAGENT, DISALLOWED, MCP_TIMEOUT, WINDOW],
  },
  codex: {
    label: "Codex",
    help: "Turns go to a Codex thread that keeps its own context.",
    fields: [SESSION_KEY, MODEL, EFFORT, TURNS, TIMEOUT, DISALLOWED, MCP_TIMEOUT, WINDOW],
  },
  openclaw: {
    label: "OpenClaw",
    help: "Turns go to an OpenClaw gateway. Its session key names the agent and the thread: agent:<id>:main.",
    fields: [SESSION_KEY, MODEL, TIMEOUT, WINDOW],
  },
  custom: {
    label: "Custom",
    help: "A runtime of your own. It reads this configuration as it stands.",
    fields: [SESSION_KEY, MODEL, TIMEOUT, WINDOW],
  },
};

export const LIMIT_FIELDS: readonly TypedField[] = [
  { key: "max_tool_iterations", label: "Most rounds of tools in a turn", kind: "number" },
  { key: "max_output_tokens", label: "Most tokens of an answer", kind: "number" },
  { key: "max_turns_per_hour", label: "Most turns an hour", kind: "number" },
  {
    key: "monthly_budget_usd",
    label: "Budget a month, dollars",
    kind: "number",
    help: "A wish that the runtime reads. A cap that holds stands under Usage.",
  },
];

/** Whether the control can show what is stored. What it cannot show stays JSON, as it is. */
function fits(field: TypedField, value: unknown): boolean {
  if (field.kind === "number") return typeof value === "number";
  if (field.kind === "list") return Array.isArray(value) && value.every((each) => typeof each === "string");
  return typeof value === "string" && !value.includes("\n");
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.join("\n") : String(value);
}

/** Stored JSON as the texts of its controls, and the JSON of the rest. */
export function splitTyped(stored: JsonObject, fields: readonly TypedField[]) {
  const typed: Record<string, string> = {};
  const rest: JsonObject = {};
  for (const [key, value] of Object.entries(stored)) {
    const field = fields.find((each) => each.key === key);
    if (field && fits(field, value)) typed[key] = shown(value);
    else rest[key] = value;
  }
  return { typed, rest: Object.keys(rest).length === 0 ? "" : JSON.stringify(rest, null, 2) };
}

const EVERY = [...Object.values(BACKENDS).flatMap(({ fields }) => fields), ...LIMIT_FIELDS];

/** Back again. Problems carry the name of the control. */
export function joinTyped(
  typed: Record<string, string>,
  rest: string,
): { value: JsonObject } | { problem: { key: string | null; message: string } } {
  let value: JsonObject = {};
  if (rest.trim() !== "") {
    try {
      const parsed: unknown = JSON.parse(rest);
      if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
        return { problem: { key: null, message: "This must be a JSON object." } };
      value = parsed as JsonObject;
    } catch (error) {
      return { problem: { key: null, message: `This is not JSON: ${(error as Error).message}` } };
    }
  }
  for (const [key, text] of Object.entries(typed)) {
    if (text.trim() === "") continue;
    if (Object.hasOwn(value, key))
      return { problem: { key: null, message: `"${key}" has a field of its own above: write it in one place.` } };
    const field = EVERY.find((each) => each.key === key);
    if (field?.kind === "number") {
      const number = Number(text);
      if (!Number.isFinite(number) || number < 0)
        return { problem: { key, message: "This must be a number, 0 or more." } };
      value[key] = number;
    } else if (field?.kind === "list") {
      value[key] = linesOf(text);
    } else value[key] = text.trim();
  }
  return { value };
}

export function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
