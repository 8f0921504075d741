import { expect, test } from "vitest";
import { getTurnView } from "~/features/turns/one/turn-view.server";
import type { TurnView } from "~/features/turns/one/turn-view";
import type { LiveText } from "~/features/turns/one/use-live-turn";
import * as turnLive from "~/routes/turns/turn-live";
import { ingest, model, start, tool, turnDatabase, update } from "../factories/turn";
import { signedIn } from "../factories/user";
import { readEvents } from "../setup/read-events";
import { get } from "../setup/request";

test("the panel shows a finished turn with its calls in the order in which they began", async () => {
  await using _database = await turnDatabase();
  const began = Date.now() - 60_000;
  const at = (s: number) => new Date(began + s * 1000).toISOString();
  await ingest(
    start({ id: "t1", user_prompt: "Why?", started_at: at(0), prompts: [{ key: "snark.system", version: 14 }] }),
    tool("t1", "a", { started_at: at(2), ended_at: at(3), status: "error" }),
    model("t1", "m", { started_at: at(1), latency_ms: 800, attempt: 2 }),
    tool("t1", "b", { started_at: at(2.5), ended_at: at(2.75), parent_call_id: "a" }),
    update("t1", { response_text: "Because.", status: "ok", ended_at: at(4), cost_usd: "0.02" }),
  );
  const view = await getTurnView("t1");
  expect(view).toMatchObject({
    row: { id: "t1", status: "ok", latency_ms: 4000 },
    prompt: { text: "Why?", chars: 4 },
    response: { text: "Because.", chars: 8 },
    told_by: [{ key: "snark.system", scope: "global", version: 14 }],
    payload_expired: false,
    stop: null,
  });
  expect(view!.spans).toMatchObject([
    { kind: "model", name: "gpt-6", status: "ok", duration_ms: 800, attempt: 2 },
    { kind: "tool", id: "a", status: "error", duration_ms: 1000 },
    { kind: "tool", id: "b", parent: "a", duration_ms: 250 },
  ]);
  expect(await getTurnView("nobody")).toBeNull();
});

test("of a long text the panel gets the beginning and the length of the whole", async () => {
  await using _database = await turnDatabase();
  await ingest(start({ id: "t1", user_prompt: "💥".repeat(10_000) }), update("t1", { status: "ok" }));
  const { prompt } = (await getTurnView("t1"))!;
  expect([[...prompt!.text].length, prompt!.chars]).toEqual([8000, 10_000]);
});

test("a stream goes on where the page left off, follows the calls, and settles at the end", async () => {
  await using database = await turnDatabase();
  const { cookie } = await signedIn(database.prisma, "viewer");
  await ingest(start({ id: "t1", user_prompt: "Why?" }), update("t1", { response_append: "Be" }));
  const view = (await getTurnView("t1"))!;
  expect(view.response).toEqual({ text: "Be", chars: 2 });
  const stop = new AbortController();
  const response = await turnLive.loader(
    get("/turns/t1/live?response=2&reasoning=0", { cookie, params: { id: "t1" }, context: { closed: stop.signal } }),
  );
  const events = readEvents(response);
  expect((await events.next("turn")).data).toMatchObject({ row: { status: "streaming" }, spans: [] });
  await ingest(update("t1", { response_append: "cause", reasoning_text: "hm" }));
  const first = await events.next("text");
  expect(first.data).toEqual({ kind: "response", at: 2, text: "cause" } satisfies LiveText);
  expect((await events.next("text")).data).toEqual({ kind: "reasoning", at: 0, text: "hm" });
  await ingest(tool("t1", "c", { status: "running" }));
  expect((await events.next("turn", (data) => (data as TurnView).spans.length > 0)).data).toMatchObject({
    spans: [{ id: "c", status: "running" }],
  });
  await ingest(update("t1", { response_append: " so.", status: "ok" }));
  expect((await events.next("end")).data).toMatchObject({ row: { status: "ok" }, response: { text: "Because so." } });
  stop.abort();
});

test("a stream that comes back says what came meanwhile, once", async () => {
  await using database = await turnDatabase();
  const { cookie } = await signedIn(database.prisma, "viewer");
  await ingest(
    start({ id: "t1" }),
    update("t1", { response_append: "one " }),
    update("t1", { response_append: "two " }),
  );
  const stop = new AbortController();
  const open = async (lastEventId: string) =>
    readEvents(
      await turnLive.loader(
        get("/turns/t1/live?response=0&reasoning=0", {
          cookie,
          params: { id: "t1" },
          headers: { "Last-Event-ID": lastEventId },
          context: { closed: stop.signal },
        }),
      ),
    );
  expect(await (await open("4.0")).next("text")).toMatchObject({ id: "8.0", data: { at: 4, text: "two " } });
  await ingest(update("t1", { response_text: "Quite another text." }));
  expect((await (await open("8.0")).next("text")).data).toMatchObject({ at: 0, text: "Quite another text." });
  stop.abort();
});
