import { formatNumber } from "~/lib/numbers";

type Lengths = { system: number; agent: number; persona: number };

/** What a prompt mode leaves out of what is written, in a sentence; null when nothing is lost. */
export function droppedBy(mode: string, { system, agent, persona }: Lengths): string | null {
  const parts: string[] = [];
  if (mode === "system_only" && agent > 0) parts.push(`the agent prompt (${formatNumber(agent)} characters)`);
  if (mode === "agent_only") {
    if (system > 0) parts.push(`the system prompt (${formatNumber(system)} characters)`);
    if (persona > 0) parts.push("the persona");
    if (agent === 0) return "This mode uses the agent prompt alone, and that is empty: the bot would be told nothing.";
  }
  if (mode !== "agent_only" && persona > 0 && system > 0)
    return parts.length > 0
      ? `This mode drops ${parts.join(" and ")}, and the persona stands in the place of the system prompt.`
      : "The persona stands in the place of the system prompt, which is not used while it is set.";
  return parts.length > 0 ? `This mode drops ${parts.join(" and ")}.` : null;
}
