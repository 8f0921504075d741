import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { gatherChunks } from "./gather-chunks.server";

test("what is written in one turn leaves together, and what comes later when it comes", async () => {
  const gathered = gatherChunks();
  const seen: string[] = [];
  gathered.on("data", (chunk: Buffer) => seen.push(chunk.toString()));
  for (const word of ["a", "b", "c"]) gathered.write(word);
  expect(seen).toEqual([]);
  await nextTurn();
  await nextTurn();
  expect(seen).toEqual(["abc"]);
  gathered.write("d");
  gathered.end("e");
  await new Promise((resolve) => gathered.once("end", resolve));
  expect(seen.join("")).toBe("abcde");
});

test("a large page leaves in large pieces, whole and in order", async () => {
  const gathered = gatherChunks();
  const pieces = Array.from({ length: 400 }, (_, i) => `${i} `.padEnd(2_000, "x"));
  for (const piece of pieces) gathered.write(piece);
  gathered.end();
  const seen: Buffer[] = [];
  for await (const chunk of gathered) seen.push(chunk as Buffer);
  expect(seen.length).toBeLessThan(20);
  expect(Buffer.concat(seen).toString()).toBe(pieces.join(""));
});

test("a reader that leaves leaves nothing behind", async () => {
  const gathered = gatherChunks();
  gathered.write("a");
  gathered.destroy();
  await nextTurn();
  expect(gathered.destroyed).toBe(true);
});
