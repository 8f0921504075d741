import fs from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { cmsTarget, getCmsState } from "./cms-state.server";

function directory(state?: object): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "cms-state-"));
  onTestFinished(() => fs.rmSync(dir, { recursive: true }));
  if (state) fs.writeFileSync(path.join(dir, "cms.json"), JSON.stringify(state));
  return dir;
}

const since = "2026-11-20T05:00:00.000Z";
const written = { phase: "building", detail: "Building", percent: 30, since, port: 4999, pid: process.pid };

test("the supervisor's word counts for its own CMS", async () => {
  const place = { CMS: true, CMS_URL: "http://127.0.0.1:4999", DATA_DIR: directory(written) };
  expect(await getCmsState(place)).toEqual({ phase: "building", detail: "Building", percent: 30, since });
});

test("a supervisor that has ended is not believed", async () => {
  const place = {
    CMS: true,
    CMS_URL: "http://127.0.0.1:4999",
    DATA_DIR: directory({ ...written, phase: "ready", pid: 2 ** 22 + 1 }),
  };
  expect(await getCmsState(place)).toMatchObject({ phase: "failed", detail: expect.stringContaining("has ended") });
});

test.each([undefined, {}, { ...written, port: 1 }, { ...written, phase: "dancing" }])(
  "without a word that fits (%j) the CMS itself is asked",
  async (state) => {
    const server = createServer((req, res) => res.writeHead(req.url === "/_health" ? 204 : 404).end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const place = { CMS: true, CMS_URL: `http://127.0.0.1:${port}`, DATA_DIR: directory(state) };
    expect(await getCmsState(place)).toMatchObject({ phase: "ready" });
  },
);

test("a CMS that does not answer is a state, not an error", async () => {
  const place = { CMS: true, CMS_URL: "http://127.0.0.1:1", DATA_DIR: directory() };
  expect(await getCmsState(place)).toMatchObject({
    phase: "failed",
    detail: expect.stringContaining("does not answer"),
  });
});

test("switched off means no target", async () => {
  const place = { CMS: false, CMS_URL: "http://127.0.0.1:4999", DATA_DIR: directory(written) };
  expect(cmsTarget(place)).toBeNull();
  expect(await getCmsState(place)).toMatchObject({ phase: "off" });
});
