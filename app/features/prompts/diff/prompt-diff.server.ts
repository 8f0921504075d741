import { pool } from "~/data/postgres.server";
import { readVersions } from "~/data/runtime/prompt-one.server";
import { findPromptHead, findPromptVersion, listPromptVersions } from "~/data/runtime/prompt-store.server";
import { AppError } from "~/lib/errors";
import { GLOBAL_SCOPE, parsePromptScope, type PromptScope } from "~/lib/prompt-scope";
import { shippedPrompts } from "../library/shipped-prompts.server";
import type { ComparedText } from "./compared";

const MOST_LISTED = 200;

/** Two texts of one prompt: any two versions, everybody's, the one that came along, or the draft in the browser. */
export async function getPromptDiff(at: { key: string; scope: string }, params: URLSearchParams) {
  const scope = parsePromptScope(at.scope);
  const sql = pool("pages");
  const head = scope && (await findPromptHead(sql, at.key, scope));
  if (!scope || !head) throw new AppError("not_found", "There is nothing of this prompt to compare.");
  const listed = await listPromptVersions(sql, at.key, scope, { limit: MOST_LISTED });
  const active = head.active_version;
  const to =
    params.get("to") ?? String(active < head.newest_version && !params.has("from") ? head.newest_version : active);
  const from = params.get("from") ?? String(Number(to) === active ? previous(listed, active) : active);
  const shipped = shippedPrompts().find(({ key }) => key === at.key);
  const isBot = scope.type === "bot";
  const house = isBot ? await findPromptHead(sql, at.key, GLOBAL_SCOPE) : null;
  const read = (name: string) => readSide({ key: at.key, scope, name, active });
  const [before, after] = await Promise.all([read(from), read(to)]);
  return {
    ...{ ...at, from, to, before, after, active },
    choices: [
      { value: "draft", label: "My draft" },
      ...listed.map(({ version, change_note: note }) => ({
        value: String(version),
        label: `v${version}${version === active ? ", active" : ""}${note ? `: ${note.slice(0, 60)}` : ""}`,
      })),
      ...(house ? [{ value: "global", label: `Everybody's, v${house.active_version}` }] : []),
      ...(shipped ? [{ value: "default", label: "As shipped" }] : []),
    ],
  };
}

function previous(listed: readonly { version: number }[], active: number): number {
  return listed.find(({ version }) => version < active)?.version ?? active;
}

type Side = { key: string; scope: PromptScope; name: string; active: number };

/** Null for the draft: only the browser has it. */
async function readSide({ key, scope, name, active }: Side): Promise<ComparedText | null> {
  if (name === "draft") return null;
  const sql = pool("pages");
  if (name === "default") {
    const shipped = shippedPrompts().find((each) => each.key === key);
    if (!shipped) throw new AppError("not_found", "No text of this prompt came with the product.");
    const { body, syntax, variables } = shipped;
    return { name, label: "as shipped", body, syntax, variables };
  }
  if (name === "global") {
    const house = await findPromptHead(sql, key, GLOBAL_SCOPE);
    const text = house && (await findPromptVersion(sql, key, GLOBAL_SCOPE, house.active_version));
    if (!text) throw new AppError("not_found", "Nothing is written for everybody.");
    return { name, label: `everybody's v${text.version}`, ...pick(text) };
  }
  const number = Number(name);
  const text =
    Number.isSafeInteger(number) && number < 2 ** 31
      ? (await readVersions(sql, key, scope, [number])).get(number)
      : null;
  if (!text) throw new AppError("not_found", `There is no version ${name} of this prompt.`);
  return { name, label: number === active ? `v${number}, active` : `v${number}`, ...pick(text) };
}

function pick({ body, syntax, variables }: Pick<ComparedText, "body" | "syntax" | "variables">) {
  return { body, syntax, variables };
}

export type PromptDiffData = Awaited<ReturnType<typeof getPromptDiff>>;
