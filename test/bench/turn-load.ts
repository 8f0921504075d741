import http from "node:http";
import { uuid } from "~/lib/uuid.server";
import { sleep } from "../../scripts/process/processes.mjs";
import { percentile } from "./figure";
import type { TurnHouse } from "./turn-house";
import { newRandom, newWriter } from "./words";

const CLIENTS = 4;
const A_BATCH = 10;

const agent = new http.Agent({ keepAlive: true });

/** Clients share the processors with the product here, so they are the lightest that Node has. */
async function send(address: string, key: string, body: string): Promise<void> {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    http
      .request(address, { method: "POST", agent, headers }, (response) =>
        response.on("end", () => resolve(response.statusCode)).resume(),
      )
      .on("error", reject)
      .end(body);
  });
  if (status !== 207) throw new Error(`Ingest answered ${status}`);
}

/** Four clients that send whole turns, ten at a time, until they are told to stop: as fast as they can, or at a rate. */
export function startIngest(house: TurnHouse, perSecond = Number.POSITIVE_INFINITY) {
  const random = newRandom(7);
  const write = newWriter(random);
  const texts = Array.from({ length: 400 }, (_, about) => ({
    prompt: write(1_300, "latin", about),
    response: write(1_000, "latin", about),
  }));
  const times: number[] = [];
  let stopped = false;
  let turns = 0;
  const since = performance.now();
  const batch = () =>
    Array.from({ length: A_BATCH }, () => {
      const { prompt, response } = texts[Math.floor(random() * texts.length)]!;
      const id = uuid(Date.now());
      return [
        {
          type: "turn.start",
          id,
          bot: `bot-${1 + Math.floor(random() * 20)}`,
          user_id: `user-${1 + Math.floor(random() * 500)}`,
          session_id: `live-${Math.floor(random() * 2_000)}`,
          model: "gpt-4o",
          channel: "web",
          user_prompt: prompt,
        },
        {
          type: "turn.update",
          id,
          status: "ok",
          response_text: response,
          latency_ms: Math.floor(random() * 9_000),
          token_usage: { input: 900, output: 200 },
          cost_usd: "0.0042",
        },
      ];
    }).flat();
  const client = async (key: string) => {
    for (let sent = 1; !stopped; sent++) {
      const early = since + (sent * CLIENTS * A_BATCH * 1000) / perSecond - performance.now();
      if (early > 0) await sleep(early);
      const body = JSON.stringify({ items: batch() });
      const started = performance.now();
      await send(`${house.product.origin}/api/v1/ingest`, key, body);
      times.push(performance.now() - started);
      turns += A_BATCH;
    }
  };
  const running = Promise.all(house.keys.slice(0, CLIENTS).map(client));
  return async function stop() {
    const seconds = (performance.now() - since) / 1000;
    stopped = true;
    await running;
    return { perSecond: turns / seconds, p50: percentile(times, 50), p95: percentile(times, 95) };
  };
}

/** How long it takes from the call that starts a turn until somebody else hears of it. */
export async function startsToVisible(house: TurnHouse, tries: number): Promise<number[]> {
  const closed = new AbortController();
  const response = await fetch(`${house.product.origin}/api/v1/turns/stream`, {
    headers: { authorization: `Bearer ${house.keys[1]}` },
    signal: closed.signal,
  });
  const waiting = new Map<string, () => void>();
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const reading = (async () => {
    const decoder = new TextDecoder();
    let text = "";
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const event = text.slice(0, end);
        text = text.slice(end + 2);
        if (event.includes("event: position")) open();
        for (const [id, seen] of waiting) if (event.includes(`"${id}"`)) seen();
      }
    }
  })().catch(() => undefined);
  await opened;
  const times: number[] = [];
  for (let i = 0; i < tries; i++) {
    const id = uuid(Date.now());
    const started = performance.now();
    const seen = new Promise<void>((resolve) => waiting.set(id, resolve));
    await house.post("/api/v1/turns", { id, bot: "bot-1", user_prompt: "Are you there?" });
    await seen;
    waiting.delete(id);
    times.push(performance.now() - started);
    // At no fixed distance, so that no pause of the reader's is always met at the same moment.
    await new Promise((resolve) => setTimeout(resolve, 20 + ((i * 37) % 150)));
  }
  closed.abort();
  await reading;
  return times;
}

/** Reads an export to its end, as fast as it comes; answers how many turns it held. */
export async function readExport(house: TurnHouse): Promise<{ turns: number; bytes: number }> {
  const response = await fetch(`${house.product.origin}/api/v1/turns/export?format=jsonl`, {
    headers: { authorization: `Bearer ${house.keys[2]}` },
  });
  if (!response.ok) throw new Error(`The export answered ${response.status}`);
  let turns = 0;
  let bytes = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) turns++;
  }
  return { turns, bytes };
}
