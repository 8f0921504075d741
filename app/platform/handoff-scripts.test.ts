import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { handoffScripts } from "./handoff-scripts.server";

test("what a loader answers arrives as it was, and cannot end its script", async () => {
  const text = '</script><!-- & \u2028 \u2029 "quoted" 日本 \\u003c';
  const bytes = new TextEncoder().encode(text);
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      // A sign of several bytes falls apart between two pieces.
      controller.enqueue(bytes.slice(0, 35));
      controller.enqueue(bytes.slice(35));
      controller.close();
    },
  });
  const scripts = await handoffScripts(stream, "n0nce");
  const bodies = [...scripts.matchAll(/<script nonce="n0nce">(.*?)<\/script>/gs)].map(([, body]) => body!);
  expect(bodies).toHaveLength(2);
  const told: unknown[] = [];
  const window = {
    __remixContext: {
      streamController: { enqueue: (value: unknown) => told.push(value), close: () => told.push("closed") },
    },
  };
  for (const body of bodies) runInNewContext(body, { window });
  expect(told).toEqual([text, "closed"]);
});
