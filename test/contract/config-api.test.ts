import { expect, test } from "vitest";
import { pool } from "~/data/postgres.server";
import {
  PromptJson,
  PromptRow,
  RenderJson,
  SavedPromptJson,
  VersionRow,
} from "~/features/prompts/api/prompt-answers.server";
import { PROMPT_OPERATIONS } from "~/features/prompts/api/prompt-operations.server";
import { pinPrompt, unpinPrompt } from "~/features/prompts/rules/move-pin.server";
import { SHIPPED_PROMPTS } from "~/features/prompts/rules/shipped-prompt";
import { GLOBAL_SCOPE } from "~/lib/prompt-scope";
import { createApiKey } from "../factories/api-key";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";
import { machineApi } from "../setup/machine-api";
import { MACHINE_ROUTES, UNKNOWN_ROUTE } from "../setup/machine-routes";
import { siteMap } from "../setup/site-map";

const PROMPTS = "/api/v1/prompts";
const SHIPPED = "persona.night-watch";

async function world() {
  const database = await testDatabase();
  const { key } = await createApiKey(database.prisma);
  const { key: novaKey } = await createApiKey(database.prisma, { bots: ["nova"] });
  const { key: readKey } = await createApiKey(database.prisma, { scopes: ["config:read"] });
  const { actor: anna } = await signedIn(database.prisma, "editor");
  const { call } = machineApi(MACHINE_ROUTES, UNKNOWN_ROUTE, { key });
  const put = (name: string, body: string, rest: Record<string, unknown> = {}, options = {}) =>
    call("PUT", `${PROMPTS}/${name}`, { body, ...rest }, options);
  const fetchIf = (path: string, etag: string) =>
    call("GET", `${PROMPTS}/${path}`, undefined, { headers: { "If-None-Match": etag } });
  return { ...database, call, put, fetchIf, novaKey, readKey, anna };
}

test("every operation on prompts has its route, in the site map and here", () => {
  const known = siteMap().map((route) => `/${route.path.replace(/^\//, "")}`);
  for (const { path } of PROMPT_OPERATIONS) {
    const pattern = path.replace("{key}", ":key");
    expect(known).toContain(pattern);
    expect(Object.keys(MACHINE_ROUTES)).toContain(pattern);
  }
});

test("a prompt from its default to its own versions", async () => {
  await using api = await world();
  const { call, put } = api;
  const shipped = await call("GET", `${PROMPTS}/${SHIPPED}?scope=bot:nobody-knows`);
  expect(PromptJson.parse(shipped.body)).toMatchObject({ scope: "default", version: 0, pinned: false });
  expect((await call("GET", `${PROMPTS}/no.such.prompt`)).status).toBe(404);

  const first = await put("greeting", "Hello {{name}}", { base_version: 0, note: "a beginning" });
  expect(first.status).toBe(201);
  expect(SavedPromptJson.parse(first.body)).toMatchObject({
    ...{ key: "greeting", scope: "global", version: 1, active_version: 1, pinned: false, syntax: "mustache" },
    variables: [{ name: "name", type: "text" }],
  });
  const again = await put("greeting", "Hello {{name}}");
  expect([again.status, again.body.version]).toEqual([200, 1]);
  const second = await put("greeting", "Hi {{name}}", { base_version: 1 });
  expect([second.status, second.body.version]).toEqual([201, 2]);

  const stale = await put("greeting", "Hey", { base_version: 1 });
  expect([stale.status, stale.body.error.code]).toEqual([409, "conflict"]);
  expect(stale.body.error.details).toMatchObject({ base_version: 1, newest_version: 2, newest_by: "Test key" });
  expect((await put("greeting", "Hey")).status).toBe(409);
  expect((await put("brand-new", "Hey", { base_version: 3 })).status).toBe(409);

  expect((await call("GET", `${PROMPTS}/greeting?version=1`)).body.body).toBe("Hello {{name}}");
  for (const version of ["3", "0", "2147483647"])
    expect((await call("GET", `${PROMPTS}/greeting?version=${version}`)).status).toBe(404);
  for (const version of ["x", "-1", "9999999999"])
    expect((await call("GET", `${PROMPTS}/greeting?version=${version}`)).status).toBe(400);
});

test("the bot's prompt comes before the house's, each with its own numbers and its own pin", async () => {
  await using api = await world();
  const { call, put, anna } = api;
  await put("greeting", "house 1");
  await put("greeting", "house 2", { base_version: 1 });
  await put("greeting", "nova 1", { scope: "bot:nova" });
  const of = async (query: string) => {
    const { body } = await call("GET", `${PROMPTS}/greeting${query}`);
    return `${body.scope} ${body.version}${body.pinned ? " pinned" : ""} ${body.body}`;
  };
  expect(await of("")).toBe("global 2 house 2");
  expect(await of("?scope=bot:nova")).toBe("bot:nova 1 nova 1");
  expect(await of("?scope=bot:nobody-knows")).toBe("global 2 house 2");
  await pinPrompt(anna, { key: "greeting", scope: GLOBAL_SCOPE, version: 1, reason: "" });
  expect(await of("?scope=bot:echo")).toBe("global 1 pinned house 1");
  expect(await of("?scope=bot:nova")).toBe("bot:nova 1 nova 1");
  const under = await put("greeting", "house 3", { base_version: 2 });
  expect(under.body).toMatchObject({ version: 3, active_version: 1 });
  expect(await of("?version=3")).toBe("global 3 house 3");
});

test("an ETag holds until another version or a pin takes its place, and whoever has it is told nothing again", async () => {
  await using api = await world();
  const { call, put, fetchIf, anna } = api;
  await put("greeting", "one");
  const first = await call("GET", `${PROMPTS}/greeting`);
  const etag = first.headers.get("etag")!;
  expect(etag).toMatch(/^"[^"]+"$/);
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
    const same = await fetchIf("greeting", known);
    expect([same.status, same.body, same.headers.get("etag")]).toEqual([304, "", etag]);
  }
  expect((await fetchIf("greeting?scope=bot:nova", etag)).status).toBe(304);
  expect((await fetchIf("greeting", '"other"')).status).toBe(200);
  expect((await fetchIf("no-such-prompt", "*")).status).toBe(404);

  await put("greeting", "two", { base_version: 1 });
  const second = await fetchIf("greeting", etag);
  expect([second.status, second.body.version]).toEqual([200, 2]);
  const newest = second.headers.get("etag")!;
  await pinPrompt(anna, { key: "greeting", scope: GLOBAL_SCOPE, version: 2, reason: "" });
  const pinned = await fetchIf("greeting", newest);
  expect([pinned.status, pinned.body.pinned]).toEqual([200, true]);
  await unpinPrompt(anna, { key: "greeting", scope: GLOBAL_SCOPE, reason: "" });
  expect((await fetchIf("greeting", newest)).status).toBe(304);

  const shipped = await call("GET", `${PROMPTS}/${SHIPPED}`);
  expect((await fetchIf(SHIPPED, shipped.headers.get("etag")!)).status).toBe(304);
  await put(SHIPPED, "our own");
  expect((await fetchIf(SHIPPED, shipped.headers.get("etag")!)).status).toBe(200);
  for (const path of ["", "/greeting/versions"]) {
    const list = await call("GET", PROMPTS + path);
    const known = { headers: { "If-None-Match": list.headers.get("etag")! } };
    expect((await call("GET", PROMPTS + path, undefined, known)).status).toBe(304);
  }
  expect((await call("HEAD", `${PROMPTS}/greeting`)).headers.get("etag")).toBe(newest);
});

test("a render is whole or says what is missing, and names values that nothing asks for", async () => {
  await using api = await world();
  const { call, put } = api;
  const render = (name: string, variables: Record<string, unknown>, rest = {}) =>
    call("POST", `${PROMPTS}/${name}/render`, { variables, ...rest });
  await put("tone", "Be {{mood}}.", { variables: [{ name: "mood", default: "calm" }] });
  await put("tone", "Be loud.", { scope: "bot:nova" });
  await put("greeting", "Hi {{name}}. {{> tone}}");
  const whole = await render("greeting", { name: "Ada", nmae: 1 });
  expect(RenderJson.parse(whole.body)).toEqual({
    ...{ version: 1, scope: "global", text: "Hi Ada. Be calm.", missing: [], unknown: ["nmae"], problems: [] },
  });
  expect((await render("greeting", { name: "Ada" }, { scope: "bot:nova" })).body.text).toBe("Hi Ada. Be loud.");
  const without = await render("greeting", { nmae: "Ada" });
  expect(RenderJson.parse(without.body)).toMatchObject({ text: null, missing: ["name"], unknown: ["nmae"] });

  await put("letter", "{{content.newsletter.latest.title}} {{> gone}}");
  const content = await render("letter", {});
  expect(content.body).toMatchObject({ text: null, missing: ["content.newsletter.latest.title", "> gone"] });
  await put("count", "{{n}}", { variables: [{ name: "n", type: "number" }] });
  const wrong = await render("count", { n: "many" });
  expect([wrong.status, wrong.body.error.message]).toEqual([400, "Line 1, column 1: n must be a number."]);
  const python = await put("snake", "Hi {name}, {{literally}}", { syntax: "python" });
  expect(python.body.syntax).toBe("python");
  expect((await render("snake", { name: "Ada" })).body.text).toBe("Hi Ada, {literally}");
  expect((await render("no-such-prompt", {})).status).toBe(404);
  expect((await render(SHIPPED, {})).body).toMatchObject({ version: 0, scope: "default", missing: [] });
});

test("bad input is refused by name and place", async () => {
  await using api = await world();
  const { call, put } = api;
  const broken = await put("k", "a\n{{name");
  expect([broken.status, broken.body.error.message]).toEqual([400, expect.stringContaining("Line 2, column 1")]);
  expect(broken.body.error.details.problems).toEqual([expect.objectContaining({ line: 2, column: 1 })]);
  expect((await put("k", "x".repeat(1024 * 1024 + 1))).status).toBe(413);
  expect((await put("k", "x".repeat(1024 * 1024))).status).toBe(201);
  expect((await put("k", "x", { scope: "default" })).status).toBe(400);
  expect((await put("k", "x", { syntax: "jinja" })).status).toBe(400);
  expect((await put("a b", "x")).status).toBe(400);
  expect((await put("x".repeat(129), "x")).status).toBe(400);
  expect((await put("x".repeat(128), "x")).status).toBe(201);
  expect((await call("GET", `${PROMPTS}/${"x".repeat(128)}`)).body.body).toBe("x");
  for (const query of ["scope=everyone", "scope=bot:", "scope=bot:a b"])
    expect((await call("GET", `${PROMPTS}/k?${query}`)).status).toBe(400);
  await put("circle.a", "{{> circle.b}}");
  const circle = await put("circle.b", "{{> circle.a}}");
  expect(circle.body.error.message).toContain("circle.b → circle.a → circle.b");
});

test("a key that is bound to bots reads the house's and its own, and writes its own alone", async () => {
  await using api = await world();
  const { call, put, novaKey, readKey } = api;
  const asNova = { key: novaKey };
  await put("greeting", "house");
  await put("greeting", "echo", { scope: "bot:echo" });
  expect((await put("greeting", "mine", { scope: "bot:nova" }, asNova)).status).toBe(201);
  expect((await put("greeting", "ours", { base_version: 1 }, asNova)).status).toBe(403);
  expect((await put("greeting", "theirs", { scope: "bot:echo", base_version: 1 }, asNova)).status).toBe(403);
  const status = async (path: string) => (await call("GET", PROMPTS + path, undefined, asNova)).status;
  expect([await status("/greeting"), await status("/greeting?scope=bot:nova")]).toEqual([200, 200]);
  expect([await status("/greeting?scope=bot:echo"), await status("?scope=bot:echo")]).toEqual([403, 403]);
  const rendered = await call("POST", `${PROMPTS}/greeting/render`, { scope: "bot:echo" }, asNova);
  expect(rendered.status).toBe(403);
  const { body } = await call("GET", PROMPTS, undefined, asNova);
  const scopes = (body.data as { key: string; scope: string }[]).filter(({ key }) => key === "greeting");
  expect(scopes.map(({ scope }) => scope)).toEqual(["bot:nova", "global"]);
  expect((await put("greeting", "x", {}, { key: readKey })).status).toBe(403);
  expect((await call("GET", `${PROMPTS}/greeting`, undefined, { key: "whk_unknown" })).status).toBe(401);
});

test("a fetch is answered while pages have taken every connection of theirs", async () => {
  await using api = await world();
  await api.put("greeting", "one");
  const pages = pool();
  const taken = await Promise.all(Array.from({ length: pages.options.max }, () => pages.connect()));
  try {
    expect((await api.call("GET", `${PROMPTS}/greeting`)).status).toBe(200);
    expect((await api.call("POST", `${PROMPTS}/greeting/render`, {})).body.text).toBe("one");
  } finally {
    for (const client of taken) client.release();
  }
});

test("pages of prompts and of versions go through each row once", async () => {
  await using api = await world();
  const { call, put } = api;
  await put(SHIPPED, "our own");
  await put(SHIPPED, "nova's", { scope: "bot:nova" });
  await put("zz.last", "x");
  const walk = async (path: string) => {
    const seen: Record<string, unknown>[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const { body } = await call("GET", `${PROMPTS}${path}?limit=4${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.data);
      cursor = body.next_cursor;
    }
    return seen;
  };
  const rows = (await walk("")).map((row) => PromptRow.parse(row));
  expect(rows).toHaveLength(SHIPPED_PROMPTS.length + 2);
  expect(rows.map(({ key }) => key)).toEqual(rows.map(({ key }) => key).toSorted());
  expect(rows.filter(({ key }) => key === SHIPPED).map(({ scope }) => scope)).toEqual(["bot:nova", "global"]);
  for (let base_version = 1; base_version < 10; base_version++)
    await put("zz.last", `x ${base_version}`, { base_version, note: `n${base_version}` });
  const versions = (await walk("/zz.last/versions")).map((row) => VersionRow.parse(row));
  expect(versions.map(({ version }) => version)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  expect(versions.filter(({ active }) => active).map(({ version }) => version)).toEqual([10]);
  expect((await walk(`/chat.scoped_commit/versions`)).map((row) => VersionRow.parse(row).scope)).toEqual(["default"]);
  expect((await call("GET", `${PROMPTS}?cursor=nonsense`)).status).toBe(400);
});
