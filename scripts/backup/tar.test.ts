import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { readTar, tarWriter, type TarEntry } from "./tar.mjs";

async function* bytes(...pieces: (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) yield Buffer.from(piece);
}

async function archive(fill: (tar: ReturnType<typeof tarWriter>) => Promise<void>): Promise<Buffer> {
  const stream = new PassThrough({ highWaterMark: 1 << 24 });
  const tar = tarWriter(stream);
  await fill(tar);
  await tar.end();
  const pieces = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

async function entriesOf(stream: AsyncIterable<Buffer>): Promise<(TarEntry & { text: string })[]> {
  const entries: (TarEntry & { text: string })[] = [];
  await readTar(stream, async (entry, content) => {
    let text = "";
    for await (const piece of content) text += piece.toString();
    entries.push({ ...entry, text });
  });
  return entries;
}

const LONG = `uploads/${"ä rather long name ".repeat(20)}.vrm`;

test("what is written comes back, whatever its length and its name", async () => {
  const whole = await archive(async (tar) => {
    await tar.add({ name: "dir", type: "directory", size: 0, mode: 0o700 });
    await tar.add({ name: "empty", type: "file", size: 0, mode: 0o600 }, bytes());
    await tar.add({ name: LONG, type: "file", size: 512, mode: 0o640 }, bytes("a".repeat(500), "b".repeat(12)));
    await tar.add({ name: "last", type: "file", size: 3, mode: 0o600 }, bytes("end"));
  });
  const expected = [
    { name: "dir", type: "directory", size: 0, mode: 0o700, text: "" },
    { name: "empty", type: "file", size: 0, mode: 0o600, text: "" },
    { name: LONG, type: "file", size: 512, mode: 0o640, text: "a".repeat(500) + "b".repeat(12) },
    { name: "last", type: "file", size: 3, mode: 0o600, text: "end" },
  ];
  expect(await entriesOf(bytes(whole))).toEqual(expected);
  const crumbs = Array.from({ length: Math.ceil(whole.length / 100) }, (_, n) =>
    whole.subarray(n * 100, n * 100 + 100),
  );
  expect(await entriesOf(bytes(...crumbs))).toEqual(expected);
});

test("an archive that ends early or was changed is refused", async () => {
  const whole = await archive((tar) => tar.add({ name: "one", type: "file", size: 3, mode: 0o600 }, bytes("abc")));
  await expect(entriesOf(bytes(whole.subarray(0, 513)))).rejects.toThrow("ends in the middle");
  await expect(entriesOf(bytes(whole.subarray(0, 1024)))).rejects.toThrow("ends in the middle");
  const changed = Buffer.from(whole);
  changed[0] = 0x7a;
  await expect(entriesOf(bytes(changed))).rejects.toThrow("damaged");
});
