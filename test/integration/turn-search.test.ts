import { expect, test } from "vitest";
import { keepTurnMargins } from "~/features/turns/fold-turn-ledger.server";
import {
  countTurns,
  getTurnDots,
  getTurnFacets,
  getTurnPage,
  type TurnQuery,
} from "~/features/turns/list/turn-query.server";
import { EVER, turnQuery, turnWorld } from "../setup/turn-world";

type World = Awaited<ReturnType<typeof turnWorld>>;
const MINUTE = 60_000;

/** Turns that have ended, each a minute older than the one before. */
function turns(texts: Record<string, [prompt: string, response: string]>, change: object = {}) {
  return Object.entries(texts).flatMap(([id, [user_prompt, response_text]], i) => [
    {
      type: "turn.start",
      bot: "nova",
      id,
      user_prompt,
      started_at: new Date(Date.now() - i * MINUTE).toISOString(),
      ...change,
    },
    { type: "turn.update", id, status: "ok", response_text },
  ]);
}

async function find(q: string, change: Partial<TurnQuery> = {}): Promise<string[]> {
  const { rows } = await getTurnPage(turnQuery({ q, ...change }), null, 50);
  return rows.map((row) => row.id);
}

test("words are found whole, in any case, all of them, in prompt and response", async () => {
  await using api = await turnWorld();
  await api.send(
    ...turns({
      both: ["Where is the Lantern?", "On the hill."],
      part: ["Lanterns everywhere", "On a hill."],
      hill: ["Anything there?", "A hill, a lake."],
      link: ["See https://wheelhouse.test/docs/a-page", "foo-bar, 50 % and a_b"],
    }),
  );
  expect(await find("lantern HILL")).toEqual(["both"]);
  expect(await find("hill")).toEqual(["both", "part", "hill"]);
  expect(await find("lan")).toEqual([]);
  expect(await find("wheelhouse.test/docs/a-page")).toEqual(["link"]);
  expect(await find("foo-bar a_b")).toEqual(["link"]);
  expect(await find("%")).toEqual(["link"]);
  expect(await find("' or 1=1 -- \\")).toEqual([]);
});

test("a quoted phrase is found as it stands, across a line break too", async () => {
  await using api = await turnWorld();
  await api.send(
    ...turns({ yes: ["the quartz\nHeron flies", ""], other: ["heron of quartz", ""], longer: ["quartz herons", ""] }),
  );
  expect(await find('"quartz heron"')).toEqual(["yes"]);
  expect(await find("quartz heron")).toEqual(["yes", "other"]);
});

test("scripts without spaces are found by words of two characters and more, beside letters as well", async () => {
  await using api = await turnWorld();
  await api.send(
    ...turns({
      zh: ["我想去灯塔看海", "好的，我们明天去。"],
      apart: ["塔灯", "海看"],
      ja: ["東京タワーに行きたい", "いいですね"],
      pairs: ["東京と京タとタワとワー", ""],
      th: ["สวัสดีครับ", "ยินดี"],
      mixed: ["用Python写代码", "可以"],
    }),
  );
  expect(await find("灯塔")).toEqual(["zh"]);
  expect(await find("明天 灯塔")).toEqual(["zh"]);
  expect(await find("東京タワー")).toEqual(["ja"]);
  expect(await find("东京")).toEqual([]);
  expect(await find("海")).toEqual(["zh", "apart"]);
  expect(await find("ครับ")).toEqual(["th"]);
  expect(await find("python")).toEqual(["mixed"]);
  expect(await find("用python写")).toEqual(["mixed"]);
});

test("Arabic and mixed texts are found by their words", async () => {
  await using api = await turnWorld();
  await api.send(...turns({ ar: ["أين المنارة القديمة؟", "على التل"], mixed: ["المنارة and the lantern", "نعم"] }));
  expect(await find("المنارة")).toEqual(["ar", "mixed"]);
  expect(await find("المنارة lantern")).toEqual(["mixed"]);
  expect(await find('"على التل"')).toEqual(["ar"]);
});

test("what still runs is not searched, what ended a moment ago is", async () => {
  await using api = await turnWorld();
  await api.send({ type: "turn.start", bot: "nova", id: "a", user_prompt: "lantern" });
  expect(await find("lantern")).toEqual([]);
  await api.send({ type: "turn.update", id: "a", status: "ok" });
  expect(await find("lantern")).toEqual(["a"]);
});

async function manyTurns(api: World): Promise<void> {
  for (let at = 0; at < 1_000; at += 250)
    await api.send(
      ...Array.from({ length: 250 }, (_, i) => at + i).flatMap((i) => [
        {
          type: "turn.start",
          bot: i % 2 ? "nova" : "snark",
          id: `t${String(i).padStart(4, "0")}`,
          user_prompt: `everywhere ${i % 100 === 7 ? "seldom" : ""} ${i === 901 ? "quartz heron" : "heron quartz"}`,
          started_at: new Date(Date.now() - i * 5 * MINUTE).toISOString(),
        },
        { type: "turn.update", id: `t${String(i).padStart(4, "0")}`, status: "ok", cost_usd: `0.${(i * 7) % 1_000}` },
      ]),
    );
}

test("common and rare words are found with any filter and order, page by page", { timeout: 60_000 }, async () => {
  await using api = await turnWorld();
  await manyTurns(api);
  await keepTurnMargins();
  const cost = (id: string) => Number(`0.${(Number(id.slice(1)) * 7) % 1_000}`);
  const all = Array.from({ length: 1_000 }, (_, i) => `t${String(i).padStart(4, "0")}`);
  const expected: Record<string, string[]> = {
    everywhere: all,
    seldom: all.filter((_, i) => i % 100 === 7),
    '"quartz heron"': ["t0901"],
    nowhere: [],
  };
  for (const [q, ids] of Object.entries(expected))
    for (const change of [{}, { descending: false }, { sort: "cost_usd" as const }, { only: { bot: ["nova"] } }]) {
      const { only, ...order } = { only: undefined, ...change };
      const query = turnQuery({ q, ...order, filter: { ...EVER, ...(only && { only }) } });
      const seen: string[] = [];
      for (let cursor: string | null = null, pages = 0; pages < 60; pages++) {
        const page = await getTurnPage(query, cursor, 37);
        seen.push(...page.rows.map((row) => row.id));
        cursor = page.next;
        if (!cursor) break;
      }
      const wanted = ids.filter((id) => !only || Number(id.slice(1)) % 2);
      expect(seen.toSorted()).toEqual(wanted);
      if (query.sort === "cost_usd") expect(seen.map(cost)).toEqual(seen.map(cost).toSorted((a, b) => b - a));
      else expect(seen).toEqual(query.descending ? wanted : wanted.toReversed());
      expect(await countTurns(query)).toEqual({ count: wanted.length, isMore: false });
    }
  const { facets } = await getTurnFacets(turnQuery({ q: "seldom" }));
  expect(facets.find(({ key }) => key === "bot")!.values).toEqual([{ value: "nova", count: 10 }]);
  expect((await getTurnDots(turnQuery({ q: "seldom" }))).length).toBe(10);
});

test("a search says how far back it looked, and looks no further than texts are kept", async () => {
  await using api = await turnWorld();
  await api.send(...turns({ now: ["lantern", ""] }));
  const old = new Date(Date.now() - 8 * 24 * 60 * MINUTE).toISOString();
  await api.send(
    { type: "turn.start", bot: "nova", id: "old", user_prompt: "lantern", started_at: old },
    { type: "turn.update", id: "old", status: "ok" },
  );
  const page = await getTurnPage(turnQuery({ q: "lantern" }), null, 10);
  expect(page.rows.map((row) => row.id)).toEqual(["now"]);
  expect(page.searched).toMatchObject({ days: 7, isNarrowed: true });
  const from = new Date(Date.now() - 2 * 24 * 60 * MINUTE).toISOString();
  const narrow = await getTurnPage(turnQuery({ q: "lantern", filter: { ...EVER, from } }), null, 10);
  expect(narrow.searched).toEqual({ from, days: 2, isNarrowed: false });
  expect((await getTurnPage(turnQuery(), null, 10)).searched).toBeNull();
});

test("the machine interface searches too, only among the bots of its key", async () => {
  await using api = await turnWorld();
  await api.send(...turns({ a: ["lantern", ""] }), ...turns({ b: ["lantern", ""] }, { bot: "snark" }));
  const ids = async (path: string) =>
    (await api.call("GET", path)).body.data.map((turn: { id: string }) => turn.id).toSorted();
  expect(await ids("/api/v1/turns?q=lantern")).toEqual(["a", "b"]);
  expect(await ids("/api/v1/turns?q=lantern&bot=snark")).toEqual(["b"]);
  expect(await ids("/api/v1/turns?q=nothing")).toEqual([]);
  const exported = await api.call("GET", "/api/v1/turns/export?q=lantern&bot=nova");
  expect(
    exported.body
      .trim()
      .split("\n")
      .map((line: string) => JSON.parse(line).id),
  ).toEqual(["a"]);
});
