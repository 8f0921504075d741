import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { BOTS } from "../../prisma/sample/cast.mjs";
import { planSession } from "../../prisma/sample/plan-session.mjs";
import { seeded } from "../../prisma/sample/random.mjs";
import { playTurn } from "./play-turn.mjs";
import { CallRefused, KeyRefused, runtimeClient } from "./runtime-client.mjs";

type Call = { method: string; path: string; body: Record<string, unknown> };

function aPlan(seed: string, wanted: (plan: ReturnType<typeof planSession>[number]["plan"]) => boolean) {
  for (let n = 0; ; n++) {
    const turns = planSession(seeded(`${seed}${n}`), BOTS[0]!, { sessionId: "s", turnId: (index) => `t${index}` });
    const found = turns.find(({ plan }) => wanted(plan));
    if (found) return found.plan;
  }
}

async function play(plan: Parameters<typeof playTurn>[1], answer: (call: Call, index: number) => unknown = () => ({})) {
  const calls: Call[] = [];
  const send = (method: string, path: string, body: unknown) => {
    const call = { method, path, body: body as Record<string, unknown> };
    calls.push(call);
    return Promise.resolve().then(() => answer(call, calls.length));
  };
  const client = { send, counts: { calls: 0, again: 0 } };
  const end = await playTurn(client, plan, { signal: new AbortController().signal, speed: 10_000 });
  return { calls, end };
}

test("pieces that are played come out as the planned answer, and the turn ends", async () => {
  const plan = aPlan("ok", ({ end }) => end?.item.status === "ok");
  const { calls, end } = await play(plan);
  expect(end).toBe("ok");
  expect(calls[0]).toMatchObject({ method: "POST", path: "/api/v1/turns", body: { id: plan.id } });
  const pieces = calls.flatMap(({ body }) => ("response_append" in body ? [String(body.response_append)] : []));
  expect(pieces.join("")).toBe(plan.response);
  expect(calls.at(-1)).toMatchObject({ method: "PATCH", body: { status: "ok" } });
});

test("an operator's wish to stop is obeyed at once", async () => {
  const plan = aPlan("stop", ({ end, steps }) => end?.item.status === "ok" && steps.length > 6);
  const { calls, end } = await play(plan, (_call, index) => (index === 3 ? { directive: "stop" } : {}));
  expect(end).toBe("stopped");
  expect(calls).toHaveLength(4);
  expect(calls[3]!.body).toEqual({ status: "aborted", end_reason: "operator_stopped" });
});

test("a runtime that crashes says nothing more, and a deleted turn is left alone", async () => {
  const crashed = await play(aPlan("crash", ({ end }) => end === null));
  expect(crashed.end).toBe("crashed");
  expect(crashed.calls.some(({ body }) => "status" in body && body.status === "ok" && !("result_text" in body))).toBe(
    false,
  );
  const deleted = await play(
    aPlan("ok", ({ end }) => end?.item.status === "ok"),
    (_call, index) => {
      if (index === 2) throw new CallRefused(404, "There is no such turn.");
      return {};
    },
  );
  expect(deleted).toMatchObject({ end: "deleted" });
});

test("429 is waited out as long as it asks, an unavailable console is asked again, a refused key is not", async () => {
  const answers = [{ status: 429, after: "0.3" }, { status: 503 }, { status: 200 }, { status: 401 }];
  const server = createServer((request, response) => {
    request.resume();
    const { status, after } = answers.shift()!;
    response.writeHead(status, { "Content-Type": "application/json", ...(after && { "Retry-After": after }) });
    response.end(JSON.stringify(status === 200 ? { ok: true } : { error: { message: "no" } }));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = runtimeClient({ url, key: "whk_x", signal: new AbortController().signal });
  const began = performance.now();
  expect(await client.send("POST", "/api/v1/turns", {})).toEqual({ ok: true });
  expect(performance.now() - began).toBeGreaterThan(290);
  expect(client.counts).toEqual({ calls: 3, again: 2 });
  await expect(client.send("POST", "/api/v1/turns", {})).rejects.toThrow(KeyRefused);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
