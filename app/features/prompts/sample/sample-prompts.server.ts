import { transaction, type Sql } from "~/data/postgres.server";
import { insertPinMove, setPin } from "~/data/runtime/prompt-pins.server";
import { insertPromptVersion } from "~/data/runtime/prompt-store.server";
import {
  deleteUntouchedSamplePrompts,
  findKeptSamplePrompts,
  insertSamplePrompt,
} from "~/data/runtime/sample-prompts.server";
import { promptDigest } from "~/features/prompts/rules/prompt-digest.server";
import { countTokens } from "~/lib/count-tokens";
import { GLOBAL_SCOPE, type PromptScope } from "~/lib/prompt-scope";
import type { SamplePart } from "~/platform/sample-part";
import { findSampleState } from "~/platform/sample-state.server";
import { SAMPLE_PROMPTS } from "../../../../prisma/sample/prompts.mjs";

type Prompt = (typeof SAMPLE_PROMPTS)[number];

const HOUR = 3_600_000;
const SYNTAX = "mustache";

function scopeOf({ bot }: Prompt): PromptScope {
  return bot === null ? GLOBAL_SCOPE : { type: "bot", id: bot };
}

async function writePrompt(sql: Sql, prompt: Prompt, endsAt: number, tokens: readonly number[]): Promise<boolean> {
  const { key, title, category, folder, versions, variables, moves = [] } = prompt;
  const scope = scopeOf(prompt);
  const at = (hours: number) => new Date(endsAt - hours * HOUR).toISOString();
  const pin = moves.at(-1);
  const newest = versions.length;
  const made = await insertSamplePrompt(sql, {
    ...{ key, scope, title, category, folder, newest, active: pin?.version ?? newest },
    ...{ isProtected: pin?.kind === "protect", by: versions.at(-1)!.by },
    createdAt: at(versions[0]!.hours),
    updatedAt: at(Math.min(versions.at(-1)!.hours, pin?.hours ?? Infinity)),
  });
  if (!made) return false;
  for (const [i, { hours, by, note, body }] of versions.entries()) {
    const named = variables.filter(({ name }) => body.includes(`{{${name}}}`));
    const text = {
      body,
      syntax: SYNTAX,
      variables: named,
      sha256: promptDigest(body, SYNTAX),
      tokens: tokens[i]!,
    } as const;
    await insertPromptVersion(sql, { key, scope, version: i + 1, ...text, note, by, at: at(hours) });
  }
  for (const { hours, kind, version, by, reason } of moves) {
    // What was active before: the newest of that hour, as there was no pin.
    const from = versions.findLastIndex((each) => each.hours >= hours) + 1;
    await setPin(sql, key, scope, { version, by, reason, at: at(hours) });
    await insertPinMove(sql, key, scope, { kind, from, to: version, by, reason, at: at(hours) });
  }
  return true;
}

/** What the sample's bots are told, with a week in which it changed. A prompt of one's own is left alone. */
export const PROMPTS_OF_SAMPLE: SamplePart = {
  name: "prompts",
  async load() {
    const endsAt = (await findSampleState())?.endsAt ?? new Date();
    const tokens = new Map<Prompt, number[]>();
    for (const prompt of SAMPLE_PROMPTS)
      tokens.set(prompt, await Promise.all(prompt.versions.map(({ body }) => countTokens(body))));
    return transaction(async (sql) => {
      let loaded = 0;
      for (const prompt of SAMPLE_PROMPTS)
        if (await writePrompt(sql, prompt, endsAt.getTime(), tokens.get(prompt)!)) loaded += 1;
      return loaded;
    });
  },
  remove: () =>
    transaction(async (sql) => {
      const removed = await deleteUntouchedSamplePrompts(sql);
      const firsts = SAMPLE_PROMPTS.map((prompt) => ({
        ...{ key: prompt.key, scope: scopeOf(prompt), sha256: promptDigest(prompt.versions[0]!.body, SYNTAX) },
      }));
      return { removed, kept: await findKeptSamplePrompts(sql, firsts) };
    }),
};
