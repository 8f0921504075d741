import type { PromptVariable } from "~/lib/prompt-template/prompt-variable";

/** Declarations of two people put together, by name. Where both changed one differently mine stands, and is named. */
export function mergeVariables(
  base: readonly PromptVariable[],
  mine: readonly PromptVariable[],
  theirs: readonly PromptVariable[],
): { variables: PromptVariable[]; clashing: string[] } {
  const names = [...new Set([...mine, ...theirs].map(({ name }) => name))];
  const clashing: string[] = [];
  const variables = names.flatMap((name) => {
    const [before, own, other] = [base, mine, theirs].map((list) => list.find((each) => each.name === name));
    if (isSame(own, before)) return other ?? [];
    if (!isSame(other, before) && !isSame(own, other)) clashing.push(name);
    return own ?? [];
  });
  return { variables, clashing };
}

/** In whichever order the fields stand. */
function isSame(left: PromptVariable | undefined, right: PromptVariable | undefined): boolean {
  return told(left) === told(right);
}

function told(variable: PromptVariable | undefined): string {
  const facts = Object.entries(variable ?? {}).filter(
    ([, value]) => value !== undefined && value !== null && value !== false,
  );
  return JSON.stringify(facts.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
