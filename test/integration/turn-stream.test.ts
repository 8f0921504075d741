import { expect, test } from "vitest";
import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import { formatPosition, parsePosition, REACH_MS } from "~/features/turns/api/turn-stream-position";
import { createApiKey } from "../factories/api-key";
import { testDatabase } from "../setup/database";
import { machineApi } from "../setup/machine-api";
import { MACHINE_ROUTES, UNKNOWN_ROUTE } from "../setup/machine-routes";

type StreamEvent = { event: string; id: string; data: { id?: string; status?: string } };

async function world() {
  forgetPartitions();
  const database = await testDatabase();
  const { key } = await createApiKey(database.prisma);
  const { call, open } = machineApi(MACHINE_ROUTES, UNKNOWN_ROUTE, { key });
  const closing: AbortController[] = [];
  const batch = (...items: object[]) => call("POST", "/api/v1/ingest", { items });

  /** Opens the stream; `next` waits for an event of the stream, `quiet` for none. */
  async function follow(headers: Record<string, string> = {}, options: { key?: string } = {}) {
    const closed = new AbortController();
    closing.push(closed);
    const response = await open("GET", "/api/v1/turns/stream", undefined, {
      headers,
      closed: closed.signal,
      ...options,
    });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const events: StreamEvent[] = [];
    let wake = () => undefined as void;
    void (async () => {
      let text = "";
      const decoder = new TextDecoder();
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        text += decoder.decode(chunk, { stream: true });
        for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
          const lines = text.slice(0, end).split("\n");
          text = text.slice(end + 2);
          const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
          if (field("data"))
            events.push({ event: field("event")!, id: field("id")!, data: JSON.parse(field("data")!) });
          wake();
        }
      }
    })();
    return {
      async next(): Promise<StreamEvent> {
        const until = Date.now() + 8_000;
        while (events.length === 0 && Date.now() < until)
          await new Promise<void>((resolve) => {
            wake = resolve;
            setTimeout(resolve, 50);
          });
        const event = events.shift();
        if (!event) throw new Error("the stream said nothing");
        return event;
      },
      async quiet(ms: number) {
        await new Promise((resolve) => setTimeout(resolve, ms));
        expect(events).toEqual([]);
      },
      stop: () => closed.abort(),
    };
  }

  return {
    database,
    call,
    batch,
    follow,
    async [Symbol.asyncDispose]() {
      for (const each of closing) each.abort();
      // A stream that reads at this moment ends before its pool does.
      await new Promise((resolve) => setTimeout(resolve, 100));
      await database[Symbol.asyncDispose]();
    },
  };
}

test("a turn is told of when it starts, changes and ends, and when it is deleted", async () => {
  await using api = await world();
  const stream = await api.follow();
  expect((await stream.next()).event).toBe("position");
  await api.batch({ type: "turn.start", bot: "nova", id: "t1" });
  expect(await stream.next()).toMatchObject({ event: "turn", data: { id: "t1", status: "streaming" } });
  await api.batch({ type: "turn.update", id: "t1", response_append: "x" });
  expect(await stream.next()).toMatchObject({ event: "turn", data: { response_preview: "x" } });
  // Text alone changes no row of a list, and a renewed lease neither.
  await api.batch({ type: "turn.update", id: "t1", response_append: "y" }, { type: "turn.update", id: "t1" });
  await api.batch({ type: "turn.update", id: "t1", status: "ok" });
  expect(await stream.next()).toMatchObject({ event: "turn", data: { status: "ok" } });
  await api.call("DELETE", "/api/v1/turns/t1");
  expect(await stream.next()).toMatchObject({ event: "deleted", data: { id: "t1" } });
});

test("what commits late is not passed by: two transactions are told of in their order", async () => {
  await using api = await world();
  await api.batch({ type: "turn.start", bot: "nova", id: "slow" }, { type: "turn.start", bot: "nova", id: "fast" });
  const stream = await api.follow();
  await stream.next();
  const slow = await api.database.sql.connect();
  try {
    await slow.query("begin");
    await slow.query(
      "insert into runtime.turn_changes (turn_id, turn_created_at, bot_id, kind) select id, created_at, bot_id, 'update' from runtime.turn_logs where id = 'slow'",
    );
    await api.batch({ type: "turn.update", id: "fast", status: "ok" });
    await stream.quiet(400);
    await slow.query("commit");
  } finally {
    slow.release();
  }
  expect([(await stream.next()).data.id, (await stream.next()).data.id]).toEqual(["slow", "fast"]);
});

test("many writers at once: every turn is told of", async () => {
  await using api = await world();
  const stream = await api.follow();
  await stream.next();
  const ids = Array.from({ length: 60 }, (_, i) => `t${i}`);
  await Promise.all(ids.map((id) => api.batch({ type: "turn.start", bot: "nova", id })));
  const told = new Set<string>();
  while (told.size < ids.length) told.add((await stream.next()).data.id!);
  expect([...told].sort()).toEqual([...ids].sort());
});

test("a client that comes back hears what it missed, and is told to start over after ten minutes", async () => {
  await using api = await world();
  const first = await api.follow();
  const { id } = await first.next();
  first.stop();
  await api.batch({ type: "turn.start", bot: "nova", id: "t1" });
  const back = await api.follow({ "Last-Event-ID": id });
  const missed = await back.next();
  expect(missed).toMatchObject({ event: "turn", data: { id: "t1" } });
  back.stop();
  const [tx, seq] = missed.id.split(".");
  for (const old of [`${tx}.${seq}.${Date.now() - 11 * 60_000}`, `9${tx}.1.${Date.now()}`, "nonsense"]) {
    const stream = await api.follow({ "Last-Event-ID": old });
    const reset = await stream.next();
    expect(reset.event).toBe("reset");
    expect(parsePosition(reset.id, Date.now())).not.toBeNull();
    stream.stop();
  }
});

test("a key that is bound to bots hears of theirs alone", async () => {
  await using api = await world();
  const { key } = await createApiKey(api.database.prisma, { bots: ["nova"] });
  const stream = await api.follow({}, { key });
  await stream.next();
  await api.batch({ type: "turn.start", bot: "snark", id: "t1" });
  await api.call("DELETE", "/api/v1/turns/t1");
  await api.batch({ type: "turn.start", bot: "nova", id: "t2" });
  expect(await stream.next()).toMatchObject({ event: "turn", data: { id: "t2" } });
});

test("however many follow, the log is read once", async () => {
  await using api = await world();
  const reads = async () => {
    const { rows } = await api.database.owner.query<{ calls: number }>(
      `select coalesce(sum(calls), 0)::int as calls from pg_stat_statements s join pg_database d on d.oid = s.dbid
        where d.datname = current_database() and query like '%from runtime.turn_changes c where%'`,
    );
    return rows[0]!.calls;
  };
  const streams = [];
  for (let i = 0; i < 30; i++) streams.push(await api.follow());
  for (const stream of streams) await stream.next();
  const before = await reads();
  await api.batch({ type: "turn.start", bot: "nova", id: "t1" });
  for (const stream of streams) expect(await stream.next()).toMatchObject({ event: "turn", data: { id: "t1" } });
  expect((await reads()) - before).toBeLessThan(15);
  for (const stream of streams.slice(1)) stream.stop();
  await api.batch({ type: "turn.update", id: "t1", status: "ok" });
  expect(await streams[0]!.next()).toMatchObject({ event: "turn", data: { status: "ok" } });
});

test("a position says when it was sent", () => {
  const now = 1_800_000_000_000;
  const id = formatPosition({ tx: "12", seq: "3" }, now);
  expect(parsePosition(id, now + REACH_MS)).toEqual({ tx: "12", seq: "3" });
  expect(parsePosition(id, now + REACH_MS + 1)).toBeNull();
  expect(parsePosition("12.3", now)).toBeNull();
});
