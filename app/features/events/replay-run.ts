import type { ReplayRow } from "~/data/runtime/event-replay.server";

export type ReplayTool = {
  call: string;
  name: string;
  parent: string | null;
  arguments: string | null;
  result: string | null;
  state: "running" | "ok" | "error";
  from: number;
  to: number | null;
};

/** A run as it was at one moment. */
export type ReplayRun = {
  run: string | null;
  status: string;
  model: string | null;
  prompt: string | null;
  response: string;
  reasoning: string;
  /** The whole text as the runtime told it at the end. */
  done: string | null;
  error: string | null;
  tools: readonly ReplayTool[];
};

export function newRun(run: string | null): ReplayRun {
  return {
    run,
    status: "running",
    model: null,
    prompt: null,
    response: "",
    reasoning: "",
    done: null,
    error: null,
    tools: [],
  };
}

/** The run after one more event. A kind that nobody here knows changes nothing: it is a note in the log. */
export function applyEvent(run: ReplayRun, event: ReplayRow): ReplayRun {
  switch (event.kind) {
    case "assistant_delta":
      // What goes on after an error has got over it.
      return { ...run, error: null, response: run.response + (event.text ?? "") };
    case "reasoning_delta":
      return { ...run, reasoning: run.reasoning + (event.text ?? "") };
    case "assistant_done":
      return { ...run, done: event.text };
    case "user_message":
      return { ...run, prompt: event.text };
    case "run_started":
      return { ...run, status: "running", model: event.model ?? run.model };
    case "run_completed":
      return { ...run, status: event.status ?? "completed" };
    case "error":
      return { ...run, error: event.text };
    case "tool_start":
      return { ...run, error: null, tools: [...run.tools, startTool(event)] };
    case "tool_end":
      return { ...run, tools: endTool(run.tools, event) };
    default:
      return run;
  }
}

function startTool(event: ReplayRow): ReplayTool {
  const { id, tool, call, parent, arguments: given, at } = event;
  return {
    call: call ?? id,
    name: tool ?? "tool",
    parent,
    arguments: given,
    result: null,
    state: "running",
    from: at,
    to: null,
  };
}

/** Its start may be missing; without an id it ends the last one of its name that runs. */
function endTool(tools: readonly ReplayTool[], event: ReplayRow): readonly ReplayTool[] {
  const at = tools.findLastIndex(
    ({ call, name, state }) => state === "running" && (event.call === null ? name === event.tool : call === event.call),
  );
  const started = tools[at] ?? startTool(event);
  const ended: ReplayTool = {
    ...started,
    state: event.failed ? "error" : "ok",
    result: event.result ?? event.text,
    to: event.at,
  };
  return at < 0 ? [...tools, ended] : tools.with(at, ended);
}
