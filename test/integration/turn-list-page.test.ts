import { expect, test } from "vitest";
import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import { loader as dots } from "~/routes/turns/dots";
import { action as exportAction, loader as exportLoader } from "~/routes/turns/export";
import { loader as facets } from "~/routes/turns/facets";
import { loader as live } from "~/routes/turns/live";
import { loader as page } from "~/routes/turns/turns";
import { loader as peek } from "~/routes/turns/turn-peek";
import { loader as palette } from "~/routes/palette";
import { createApiKey } from "../factories/api-key";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";
import { machineApi } from "../setup/machine-api";
import { MACHINE_ROUTES, UNKNOWN_ROUTE } from "../setup/machine-routes";
import { readEvents } from "../setup/read-events";
import { get, post } from "../setup/request";

async function world(role: Parameters<typeof signedIn>[1] = "operator") {
  forgetPartitions();
  const database = await testDatabase();
  const { key } = await createApiKey(database.prisma);
  const { call } = machineApi(MACHINE_ROUTES, UNKNOWN_ROUTE, { key });
  const { cookie } = await signedIn(database.prisma, role);
  const closing: AbortController[] = [];
  const send = async (...items: object[]) => {
    const answer = await call("POST", "/api/v1/ingest", { items });
    expect(answer.body.results.filter((item: { error?: object }) => item.error)).toEqual([]);
  };
  const list = (search = "") => page(get(`/turns${search}`, { cookie }));
  /** Opens the stream of a list, from where its rows were read. */
  async function follow(search = "", since?: string) {
    const { position } = await list(search);
    const closed = new AbortController();
    closing.push(closed);
    const params = new URLSearchParams(search);
    params.set("since", since ?? position);
    const answer = await live(get(`/turns/live?${params}`, { cookie, context: { closed: closed.signal } }));
    return readEvents(answer);
  }
  return {
    ...{ database, call, cookie, send, list, follow },
    async [Symbol.asyncDispose]() {
      for (const each of closing) each.abort();
      // A stream that reads at this moment ends before its pool does.
      await new Promise((resolve) => setTimeout(resolve, 100));
      await database[Symbol.asyncDispose]();
    },
  };
}

const start = (id: string, more: object = {}) => ({ type: "turn.start", id, bot: "snark", ...more });
const end = (id: string, more: object = {}) => ({ type: "turn.update", id, status: "ok", ...more });

test("the list has the newest turns first, and an address narrows and sorts it", async () => {
  await using api = await world("viewer");
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  await api.send(start("old", { started_at: ago(60), model: "m1" }), start("new", { bot: "nova" }));
  await api.send(end("old", { latency_ms: 3_000, cost_usd: "0.02" }));
  const all = await api.list();
  expect(all.page.rows.map(({ id }) => id)).toEqual(["new", "old"]);
  expect(all).toMatchObject({ isOpen: true, mayExport: false, newestAt: null, peek: null, searched: null });
  expect((await api.list("?q=bot:snark+latency>2s")).page.rows.map(({ id }) => id)).toEqual(["old"]);
  expect((await api.list("?status=running")).page.rows.map(({ id }) => id)).toEqual(["new"]);
  expect((await api.list("?latency_min=1s&latency_max=3s")).page.rows.map(({ id }) => id)).toEqual(["old"]);
  expect((await api.list("?cost=>0.02")).page.rows).toEqual([]);
  expect((await api.list("?sort=model")).page.rows.map(({ id }) => id)).toEqual(["old", "new"]);
  expect((await api.list("?range=15m")).page.rows.map(({ id }) => id)).toEqual(["new"]);
});

test("an empty list says when the newest turn began, or that there never was one", async () => {
  await using api = await world();
  expect((await api.list()).newestAt).toBeNull();
  await api.send(start("a", { started_at: new Date(Date.now() - 3 * 86_400_000).toISOString() }));
  const { page: empty, newestAt } = await api.list();
  expect(empty.rows).toEqual([]);
  expect(Date.parse(newestAt!)).toBeLessThan(Date.now() - 2 * 86_400_000);
});

test("words search the texts, and the page says how far back", async () => {
  await using api = await world();
  await api.send(start("a", { user_prompt: "where is the lantern" }), end("a"), start("b"), end("b"));
  const found = await api.list("?q=lantern&range=7d");
  expect(found.page.rows.map(({ id }) => id)).toEqual(["a"]);
  expect(found.searched).toMatchObject({ days: 7, isNarrowed: false });
});

test("facets, count and dots come by requests of their own, for the same filters", async () => {
  await using api = await world("viewer");
  await api.send(start("a", { model: "m1" }), start("b", { bot: "nova" }), end("a", { latency_ms: 5 }));
  const ask = async (loader: typeof facets, path: string) => (await loader(get(path, { cookie: api.cookie }))).json();
  const counted = await ask(facets, "/turns/facets?bot=snark");
  expect(counted.total).toBe(1);
  expect(counted.facets.find((facet: { key: string }) => facet.key === "status").values).toEqual([
    { value: "ok", count: 1 },
  ]);
  expect(counted.ranges.latency.bins).toEqual([{ from: 5, to: 7, count: 1 }]);
  expect((await ask(dots, "/turns/dots?bot=snark")).map((dot: { id: string }) => dot.id)).toEqual(["a"]);
});

test("the panel of a row is read by its id, and one that is gone is not found", async () => {
  await using api = await world("viewer");
  await api.send(start("a", { user_prompt: "hello" }));
  const answer = await peek(get("/turns/a/peek", { cookie: api.cookie, params: { id: "a" } }));
  expect(await answer.json()).toMatchObject({ row: { id: "a" }, prompt: { text: "hello" } });
  await expect(peek(get("/turns/x/peek", { cookie: api.cookie, params: { id: "x" } }))).rejects.toMatchObject({
    code: "not_found",
  });
  expect((await api.list("?peek=a")).peek).toMatchObject({ id: "a", view: { row: { id: "a" } } });
  expect((await api.list("?peek=x")).peek).toEqual({ id: "x", view: null });
});

test("an export holds everything that matches, or the chosen rows, for whoever may take turns along", async () => {
  await using api = await world();
  await api.send(start("a", { user_prompt: "one, two" }), start("b", { bot: "nova" }), start("c"));
  const lines = async (response: Response) => (await response.text()).trim().split("\n");
  const matching = await exportLoader(get("/turns/export?bot=snark&sort=time", { cookie: api.cookie }));
  expect(matching.headers.get("content-disposition")).toMatch(/attachment; filename="turns-.*\.jsonl"/);
  expect((await lines(matching)).map((line) => JSON.parse(line).id)).toEqual(["a", "c"]);
  const chosen = await exportAction(
    post("/turns/export", { "ids[]": ["b", "a", "gone"], format: "csv" }, { cookie: api.cookie }),
  );
  const [head, ...rows] = await lines(chosen);
  expect(head).toMatch(/^id,bot,/);
  expect(rows.map((row) => row.split(",")[0])).toEqual(["b", "a"]);
  expect(rows[1]).toContain('"one, two"');
});

test("an export of many rows is written page after page, and none is missing or twice", async () => {
  await using api = await world();
  const ids = Array.from({ length: 450 }, (_, n) => `t${String(n).padStart(3, "0")}`);
  await api.send(...ids.map((id) => start(id)));
  const answer = await exportLoader(get("/turns/export", { cookie: api.cookie }));
  const exported = (await answer.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).id as string);
  expect(exported.toSorted()).toEqual(ids);
});

test("a viewer takes no turns along", async () => {
  await using api = await world("viewer");
  const refused = { code: "forbidden" };
  await expect(exportLoader(get("/turns/export", { cookie: api.cookie }))).rejects.toMatchObject(refused);
  await expect(exportAction(post("/turns/export", { "ids[]": ["a"] }, { cookie: api.cookie }))).rejects.toMatchObject(
    refused,
  );
});

test("the stream tells of turns that the filters let through, and of those that leave", async () => {
  await using api = await world("viewer");
  const running = await api.follow("?status=running&bot=snark");
  await api.send(start("other", { bot: "nova" }), start("a", { model: "m1" }));
  expect((await running.next("turn")).data).toMatchObject({ id: "a", status: "streaming", bot_id: "snark" });
  await api.send({ type: "tool_call", turn_id: "a", call_id: "c", tool_name: "search" });
  expect((await running.next("turn")).data).toMatchObject({ id: "a", tool_call_count: 1 });
  await api.send(end("other"), end("a", { response_text: "done" }));
  expect((await running.next("left")).data).toMatchObject({ id: "a", status: "ok", response_preview: "done" });
});

test("what happened between reading the rows and following them is told, and a deleted turn is named", async () => {
  await using api = await world("viewer");
  const { position } = await api.list();
  await api.send(start("a"));
  const events = await api.follow("", position);
  expect((await events.next("turn")).data).toMatchObject({ id: "a" });
  await api.call("DELETE", "/api/v1/turns/a");
  expect((await events.next("deleted")).data).toEqual({ id: "a" });
});

test("while words are searched, a turn comes in once its texts hold them", async () => {
  await using api = await world("viewer");
  const events = await api.follow("?q=lantern");
  await api.send(start("a", { user_prompt: "no light here" }), start("b", { user_prompt: "the lantern" }));
  await api.send(end("a"), end("b"));
  expect((await events.next("turn")).data).toMatchObject({ id: "b", status: "ok" });
});

test("the palette finds a turn and a session by the beginning of its id", async () => {
  await using api = await world("viewer");
  await api.send(start("turn_abc", { session_id: "session-9" }), start("turn_xyz"));
  const find = async (q: string) => (await palette(get(`/palette?q=${q}`, { cookie: api.cookie }))).hits;
  expect(await find("turn_a")).toMatchObject([{ group: "Turns", label: "turn_abc", to: "/turns/turn_abc" }]);
  expect(await find("session-9")).toMatchObject([{ group: "Sessions", label: "session-9" }]);
  expect(await find("100%25")).toEqual([]);
});
