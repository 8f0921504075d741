import { expect, test } from "vitest";
import { SAMPLE_PROMPTS } from "../../prisma/sample/prompts.mjs";
import { sampleWeek } from "../../prisma/sample/week.mjs";
import { pool } from "~/data/postgres.server";
import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import { listPinMoves } from "~/data/runtime/prompt-pins.server";
import { pinPrompt } from "~/features/prompts/rules/move-pin.server";
import { noContent } from "~/features/prompts/rules/content-variables";
import { renderPrompt } from "~/features/prompts/rules/render-prompt.server";
import { loadSampleAgain, loadSampleAtStart } from "~/features/turns/sample/load-sample.server";
import { removeSample } from "~/features/turns/sample/remove-sample.server";
import { exampleValues } from "~/lib/prompt-template/prompt-variable";
import { SAMPLE_PARTS } from "~/sample.server";
import { forBot, saveBody } from "../factories/prompt";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";

const SMALL = { sessionsADay: 6 };

test("every sample turn names versions that are there, and which were active when it began", async () => {
  forgetPartitions();
  await using database = await testDatabase();
  await loadSampleAtStart(SMALL, SAMPLE_PARTS);
  const { rows } = await database.owner.query<{ n: number; early: number; unknown: number }>(
    `select count(*)::int as n, (count(*) filter (where v.created_at > t.turn_created_at))::int as early,
            (count(*) filter (where v.key is null))::int as unknown
       from runtime.turn_prompts t left join runtime.prompt_template_versions v
         on v.key = t.key and v.version = t.version and t.scope = case v.scope_type when 'global' then 'global' else 'bot:' || v.scope_id end`,
  );
  expect(rows[0]!.n).toBeGreaterThan(20);
  expect(rows[0]).toMatchObject({ early: 0, unknown: 0 });
});

test("each sample prompt renders with its examples, and its week holds a pin that was moved", async () => {
  forgetPartitions();
  await using database = await testDatabase();
  await loadSampleAtStart({ sessionsADay: 1 }, SAMPLE_PARTS);
  for (const { key, bot, variables } of SAMPLE_PROMPTS) {
    const found = await renderPrompt(database.sql, { key, bot }, exampleValues(variables), noContent);
    expect(found!.rendered.problems).toEqual([]);
  }
  const moves = await listPinMoves(pool(), "chat.system", forBot("nova"), { limit: 5 });
  expect(moves.map(({ kind, from_version, to_version }) => [kind, from_version, to_version])).toEqual([
    ["rollback", 3, 2],
  ]);
});

test("what a version does to its turns can be seen in them", () => {
  const nova = [...sampleWeek(Date.parse("2026-11-20T14:00:00Z"))].filter(([start]) => start!.bot === "nova");
  const median = (version: number) => {
    const times = nova
      .filter(([start]) => (start!.prompts as { version: number }[])[0]!.version === version)
      .map((turn) => Number(turn.at(-1)!.latency_ms))
      .toSorted((a, b) => a - b);
    return times[times.length >> 1]!;
  };
  expect(median(3) / median(2)).toBeGreaterThan(1.3);
});

test("sample prompts go with the sample but for those that somebody touched, and come back with the numbers that turns name", async () => {
  forgetPartitions();
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "admin");
  await loadSampleAtStart({ sessionsADay: 1 }, SAMPLE_PARTS);
  await saveBody(actor, "chat.system", "Mine now", { scope: forBot("mira"), baseVersion: 2 });
  await pinPrompt(actor, { key: "chat.system", scope: forBot("atlas"), version: 1, reason: "" });
  const receipt = await removeSample(actor, SAMPLE_PARTS);
  expect(receipt.parts.prompts).toEqual({
    removed: SAMPLE_PROMPTS.length - 2,
    kept: ["chat.system of atlas", "chat.system of mira"],
  });
  await loadSampleAgain(actor, SAMPLE_PARTS);
  const { rows } = await database.owner.query(
    "select newest_version from runtime.prompt_templates where key = 'chat.system' and scope_id in ('nova', 'mira') order by scope_id",
  );
  expect(rows).toEqual([{ newest_version: 3 }, { newest_version: 4 }]);
});
