import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { lockHolder, tryLock, withLock } from "./lock.mjs";

function place(): Disposable & { file: string; dir: string } {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "lock "));
  return { dir, file: path.join(dir, "a.lock"), [Symbol.dispose]: () => fs.rmSync(dir, { recursive: true }) };
}

test("the second one is told who has it, and gets it when the first lets go", () => {
  using at = place();
  const first = tryLock(at.file, { address: "here" });
  expect(tryLock(at.file)).toMatchObject({ holder: { pid: process.pid, address: "here" } });
  if ("release" in first) first.release();
  expect(lockHolder(at.file)).toBeNull();
  expect(tryLock(at.file)).toHaveProperty("release");
  expect(fs.readdirSync(at.dir)).toEqual(["a.lock"]);
});

test("a holder that died, a pid that is somebody else's now, and a torn file hold nothing", () => {
  using at = place();
  for (const content of [
    '{"pid":2147483646,"started":"x"}',
    `{"pid":${process.pid},"started":"another time"}`,
    '{"pid":',
  ]) {
    fs.writeFileSync(at.file, content);
    expect(lockHolder(at.file)).toBeNull();
    const lock = tryLock(at.file);
    expect(lock).toHaveProperty("release");
    if ("release" in lock) lock.release();
  }
});

test("letting go twice does not take somebody else's lock away", () => {
  using at = place();
  const first = tryLock(at.file);
  if ("release" in first) first.release();
  tryLock(at.file);
  if ("release" in first) first.release();
  expect(lockHolder(at.file)).not.toBeNull();
});

test("work under a lock never overlaps, and a failure lets go of it", async () => {
  using at = place();
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setTimeout(resolve, 5));
    inside--;
  };
  await Promise.all([1, 2, 3, 4].map(() => withLock(at.file, work)));
  expect(most).toBe(1);
  await expect(withLock(at.file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(lockHolder(at.file)).toBeNull();
});
