import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import express from "express";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { cmsToken } from "~/data/cms/cms-token.server";
import { getCmsState } from "~/data/cms/cms-state.server";
import { cmsProxy } from "~/platform/cms-proxy.server";
import { isRunning } from "../../scripts/process/processes.mjs";
import { CMS_BUILD_MS, CMS_SECRET, cmsDatabase, startCms, type CmsDatabase, type RunningCms } from "../setup/cms";

let database: CmsDatabase;
let cms: RunningCms;
let admin: pg.Pool;
let site: string;
let closeSite: () => void;

const token = { authorization: `Bearer ${cmsToken(CMS_SECRET)}` };

beforeAll(async () => {
  database = await cmsDatabase();
  admin = new pg.Pool({ connectionString: database.superuserUrl, max: 1 });
  cms = await startCms({ databaseUrl: database.url });
  const app = express();
  app.use(
    "/cms",
    cmsProxy({
      target: () => cms.url,
      state: () => getCmsState({ CMS: true, CMS_URL: cms.url, DATA_DIR: cms.dataDir }),
      publicUrl: "http://127.0.0.1:3000",
    }),
  );
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  site = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/cms`;
  closeSite = () => {
    server.closeAllConnections();
    server.close();
  };
  await cms.until("ready", CMS_BUILD_MS);
}, CMS_BUILD_MS);

afterAll(async () => {
  closeSite();
  await cms[Symbol.asyncDispose]();
  fs.rmSync(cms.dataDir, { recursive: true, force: true });
  await admin.end();
  await database[Symbol.asyncDispose]();
}, 60_000);

function registerFirstAdmin(base: string): Promise<Response> {
  return fetch(`${base}/admin/register-admin`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "thief@example.test", password: "Password1", firstname: "A", lastname: "B" }),
  });
}

test("health and the panel answer through the console without a session there", async () => {
  expect((await fetch(`${site}/_health`)).status).toBe(204);
  const panel = await fetch(`${site}/admin/`);
  expect(panel.status).toBe(200);
  const html = await panel.text();
  const script = /<script[^>]+src="([^"]+)"/.exec(html)?.[1];
  expect(script).toMatch(/^\/cms\/admin\//);
  const code = await fetch(new URL(script!, site));
  expect(code.status).toBe(200);
  expect(code.headers.get("content-type")).toContain("javascript");
  expect(code.headers.get("content-encoding")).toBe("gzip");
  expect((await code.text()).length).toBeGreaterThan(100_000);
});

test("the first admin exists before the first visitor, and nobody else can become it", async () => {
  const init = (await (await fetch(`${site}/admin/init`)).json()) as { data: { hasAdmin: boolean; uuid: unknown } };
  expect(init.data).toMatchObject({ hasAdmin: true, uuid: false });
  expect((await registerFirstAdmin(site)).status).toBe(403);
  expect((await registerFirstAdmin(cms.url)).status).toBe(403);
  const { rows } = await admin.query<{ email: string }>("select email from cms.admin_users");
  expect(rows).toEqual([{ email: "console@wheelhouse.invalid" }]);
});

test("the console's derived token works, and only for what it was given", async () => {
  expect((await fetch(`${cms.url}/api/upload/files`, { headers: token })).status).toBe(200);
  expect((await fetch(`${cms.url}/api/upload/files`)).status).toBe(401);
  const wrong = { authorization: `Bearer ${cmsToken("another secret of the same length, or so")}` };
  expect((await fetch(`${cms.url}/api/upload/files`, { headers: wrong })).status).toBe(401);
  const form = new FormData();
  form.set("files", new Blob(["x"]), "x.txt");
  const upload = await fetch(`${cms.url}/api/upload`, { method: "POST", headers: token, body: form });
  expect(upload.status).toBe(403);
});

test("Strapi's own default tokens are gone", async () => {
  const { rows } = await admin.query("select name, type from cms.strapi_api_tokens");
  expect(rows).toEqual([{ name: "console", type: "custom" }]);
});

test.each(["/api/auth/local", "/api/auth/local/register", "/api/users", "/api/users-permissions/roles", "/mcp"])(
  "%s does not exist",
  async (address) => {
    for (const method of ["GET", "POST"])
      expect([404, 405]).toContain((await fetch(`${cms.url}${address}`, { method, headers: token })).status);
  },
);

test("no password is ever mailed, because no mail leaves", async () => {
  const answer = await fetch(`${site}/admin/forgot-password`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "console@wheelhouse.invalid" }),
  });
  expect(answer.status).toBe(403);
});

test("an uploaded page cannot run as the console", async () => {
  const file = path.join(cms.dataDir, "cms-public", "uploads", "page.html");
  fs.writeFileSync(file, "<script>alert(1)</script>");
  const answer = await fetch(`${site}/uploads/page.html`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox/);
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
});

test("a sign-in to the panel sets its cookies for the panel alone, and the console's cookie is no hindrance", async () => {
  const bcrypt = "../../cms/node_modules/bcryptjs/index.js";
  const { default: hasher } = (await import(bcrypt)) as { default: { hashSync(text: string, cost: number): string } };
  await admin.query("update cms.admin_users set password = $1", [hasher.hashSync("Test password 1", 4)]);
  const answer = await fetch(`${site}/admin/login`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: "wh=session; __Host-wh=session" },
    body: JSON.stringify({ email: "console@wheelhouse.invalid", password: "Test password 1" }),
  });
  expect(answer.status).toBe(200);
  const cookies = answer.headers.getSetCookie();
  expect(cookies.length).toBeGreaterThan(0);
  for (const cookie of cookies) expect(cookie).toMatch(/; path=\/cms(\/admin)?(;|$)/i);
  const { data } = (await answer.json()) as { data: { token: string } };
  const me = await fetch(`${site}/admin/users/me`, { headers: { authorization: `Bearer ${data.token}` } });
  expect(me.status).toBe(200);
});

test("the state file tells the phases in order and is for its owner alone", () => {
  expect(cms.state()).toMatchObject({ phase: "ready", port: cms.port, pid: cms.supervisor });
  expect(cms.output()).toMatch(/cms: starting[^]*cms: ready/);
  expect(fs.statSync(path.join(cms.dataDir, "cms.json")).mode & 0o077).toBe(0);
});

test("after a kill -9 Strapi comes back by itself, and a table emptied meanwhile opens no door", async () => {
  await admin.query("delete from cms.admin_users");
  expect((await registerFirstAdmin(site)).status).toBe(403);
  process.kill(cms.child()!, "SIGKILL");
  await cms.until("starting");
  const away = await fetch(`${site}/admin`, { headers: { accept: "text/html" } });
  expect(away.status).toBe(503);
  expect(await away.text()).toContain("starting");
  await cms.until("ready");
  expect((await registerFirstAdmin(site)).status).toBe(403);
  const { rowCount } = await admin.query("select from cms.admin_users");
  expect(rowCount).toBe(1);
  expect((await fetch(`${cms.url}/api/upload/files`, { headers: token })).status).toBe(200);
});

test("a Strapi that hangs is noticed and started again", async () => {
  const hung = cms.child()!;
  process.kill(hung, "SIGSTOP");
  const again = await cms.until("starting", 90_000);
  expect(again.detail).toContain("stopped answering");
  expect(isRunning(hung)).toBe(false);
  await cms.until("ready");
}, 150_000);

test("a second supervisor of the same database stands by and takes over", async () => {
  await using second = await startCms({ databaseUrl: database.url });
  const waiting = await second.until("starting");
  expect(waiting.detail).toContain("Another Wheelhouse");
  expect(second.child()).toBeUndefined();
  const { code, ms } = await cms.stop();
  expect(code).toBe(0);
  expect(ms).toBeLessThan(8000);
  expect(cms.state()?.phase).toBe("off");
  await second.until("ready");
  await second.stop();
  cms = await startCms({ databaseUrl: database.url, port: cms.port, dataDir: cms.dataDir });
  await cms.until("ready");
});

test("a second start builds nothing", () => {
  expect(cms.output()).not.toMatch(/cms: (building|installing)/);
});

test("a supervisor that is killed leaves no Strapi, and the next start just works", async () => {
  await using fresh = await cmsDatabase();
  const databaseUrl = fresh.url;
  const first = await startCms({ databaseUrl });
  await first.until("ready");
  const strapi = first.child()!;
  await first.stop("SIGKILL");
  await using next = await startCms({ databaseUrl, port: first.port, dataDir: first.dataDir });
  await next.until("ready");
  expect(isRunning(strapi)).toBe(false);
  await next.stop();
  fs.rmSync(first.dataDir, { recursive: true });
});

test("from its first boot on, Strapi connects to its database and to nothing else", async () => {
  const logger = copyNetLogger();
  const control = `require("node:https").get("https://example.invalid/").on("error", () => {})`;
  execFileSync(process.execPath, [`--require=${logger.file}`, "-e", control]);
  expect(logger.read()).toContain("example.invalid");
  logger.clear();

  await using fresh = await cmsDatabase();
  const databaseUrl = fresh.url;
  await using watched = await startCms({ databaseUrl, nodeOptions: `--require=${JSON.stringify(logger.file)}` });
  await watched.until("ready");
  await fetch(`${watched.url}/admin/init`);
  await fetch(`${watched.url}/api/upload/files`, { headers: token });
  await delay(3000);
  await watched.stop();

  const home = new URL(databaseUrl);
  const own = new Set([`connect ${home.host}`, `connect 127.0.0.1:${watched.port}`, "lookup 127.0.0.1"]);
  const seen = logger.read().split("\n").filter(Boolean);
  expect(seen).toContain(`connect ${home.host}`);
  expect(seen.filter((line) => !own.has(line))).toEqual([]);
});

/** The logger writes beside itself, so that it needs no variable to find its file. */
function copyNetLogger() {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "net-logger-"));
  onTestFinished(() => fs.rmSync(dir, { recursive: true }));
  const file = path.join(dir, "net-logger.cjs");
  fs.copyFileSync("test/setup/net-logger.cjs", file);
  return {
    file,
    read: () => (fs.existsSync(`${file}.log`) ? fs.readFileSync(`${file}.log`, "utf8") : ""),
    clear: () => fs.rmSync(`${file}.log`, { force: true }),
  };
}

test("a build that fails says why and waits for a change; one that is cut short is done again", async () => {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), "cms checkout-"));
  onTestFinished(() => fs.rmSync(copy, { recursive: true, force: true }));
  fs.cpSync("scripts", path.join(copy, "scripts"), { recursive: true });
  for (const part of ["src", "config", "package.json", "package-lock.json", "tsconfig.json"])
    fs.cpSync(path.join("cms", part), path.join(copy, "cms", part), { recursive: true });
  fs.symlinkSync(path.resolve("cms/node_modules"), path.join(copy, "cms/node_modules"));
  const broken = path.join(copy, "cms/src/broken.ts");
  fs.writeFileSync(broken, "export const port: number = 'not a number';\n");

  await using fresh = await cmsDatabase();
  const databaseUrl = fresh.url;
  const script = path.join(copy, "scripts/cms.mjs");
  const first = await startCms({ databaseUrl, script });
  const failed = await first.until("failed", 120_000);
  expect(failed.detail).toContain("broken.ts");
  fs.rmSync(broken);
  await first.until("building");
  const build = first.child()!;
  await first.stop("SIGKILL");

  await using next = await startCms({ databaseUrl, script, dataDir: first.dataDir });
  await next.until("building");
  expect(isRunning(build)).toBe(false);
  await next.stop();
  fs.rmSync(first.dataDir, { recursive: true });
}, 180_000);
