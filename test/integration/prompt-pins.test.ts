import { expect, test } from "vitest";
import { listPinMoves } from "~/data/runtime/prompt-pins.server";
import { pinPrompt, protectPrompt, unpinPrompt } from "~/features/prompts/rules/move-pin.server";
import {
  decidePinRequest,
  requestPin,
  requestUnprotect,
  withdrawPinRequest,
} from "~/features/prompts/rules/pin-requests.server";
import { resetPrompt } from "~/features/prompts/rules/reset-prompt.server";
import { resolvePrompt } from "~/features/prompts/rules/resolve-prompt.server";
import { onPromptNotice, type PromptNotice } from "~/features/prompts/rules/tell-prompt-change.server";
import { createEndpoint } from "~/features/webhooks/webhook-endpoints.server";
import { allowHost } from "~/platform/allowed-hosts.server";
import { findApiKey } from "~/platform/api-key.server";
import { GLOBAL_SCOPE } from "~/lib/prompt-scope";
import { createApiKey } from "../factories/api-key";
import { saveBodies, saveBody } from "../factories/prompt";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";
import { testContext } from "../setup/request";

const it = { key: "greeting", scope: GLOBAL_SCOPE };

async function house() {
  const database = await testDatabase();
  const { actor: anna } = await signedIn(database.prisma, "editor");
  const { actor: ben } = await signedIn(database.prisma, "operator");
  const { actor: admin } = await signedIn(database.prisma, "admin");
  await saveBodies(anna, it.key, ["one", "two", "three"]);
  const active = async () => {
    const found = await resolvePrompt(database.sql, { key: it.key, bot: null });
    return `${found!.version}${found!.pinned ? " pinned" : ""}`;
  };
  const moves = async () =>
    (await listPinMoves(database.sql, it.key, it.scope, { limit: 20 })).map(
      ({ kind, from_version, to_version, reason }) => `${kind} ${from_version}→${to_version} ${reason}`.trim(),
    );
  return { ...database, anna, ben, admin, active, moves };
}

test("a pin holds against new versions, moves, rolls back and is taken away, and each is written down", async () => {
  await using base = await house();
  const { anna } = base;
  await pinPrompt(anna, { ...it, version: 3, reason: "it works" });
  await saveBody(anna, it.key, "four", { baseVersion: 3 });
  expect(await base.active()).toBe("3 pinned");
  await pinPrompt(anna, { ...it, version: 1, reason: "three was worse" });
  expect(await base.active()).toBe("1 pinned");
  expect(await pinPrompt(anna, { ...it, version: 1, reason: "" })).toMatchObject({ moved: false });
  await unpinPrompt(anna, { ...it, reason: "" });
  expect(await base.active()).toBe("4");
  expect(await base.moves()).toEqual(["unpin 1→4", "rollback 3→1 three was worse", "pin 3→3 it works"]);
  const { rows } = await base.sql.query("select active_version, newest_version from runtime.prompt_templates");
  expect(rows).toEqual([{ active_version: 4, newest_version: 4 }]);
});

test("who saw another state than there is moves nothing", async () => {
  await using base = await house();
  const { anna } = base;
  await pinPrompt(anna, { ...it, version: 2, reason: "" });
  const late = pinPrompt(anna, { ...it, version: 1, reason: "", seen: { active: 3 } });
  await expect(late).rejects.toMatchObject({ code: "conflict", details: { active_version: 2 } });
  await expect(pinPrompt(anna, { ...it, version: 9, reason: "" })).rejects.toMatchObject({ code: "not_found" });
});

test("a protected prompt is pinned, and its pin moves only when somebody else agrees", async () => {
  await using base = await house();
  const { anna, ben, admin } = base;
  await protectPrompt(admin, { ...it, reason: "in production" });
  expect(await base.active()).toBe("3 pinned");
  for (const alone of [
    () => pinPrompt(admin, { ...it, version: 1, reason: "" }),
    () => unpinPrompt(admin, { ...it, reason: "" }),
    () => resetPrompt(admin, it),
  ])
    await expect(alone()).rejects.toMatchObject({ code: "conflict", details: { reason: "protected" } });

  const id = await requestPin(anna, { ...it, version: 1, reason: "three is rude" });
  await expect(requestPin(ben, { ...it, version: 2, reason: "" })).rejects.toMatchObject({ code: "conflict" });
  await expect(decidePinRequest(anna, { id, approve: true })).rejects.toMatchObject({ code: "forbidden" });
  expect(await base.active()).toBe("3 pinned");
  await decidePinRequest(ben, { id, approve: true, note: "agreed" });
  expect(await base.active()).toBe("1 pinned");
  const [move] = await listPinMoves(base.sql, it.key, it.scope, { limit: 1 });
  expect(move).toMatchObject({ kind: "rollback", moved_by: anna.name, approved_by: ben.name });
  await expect(decidePinRequest(admin, { id, approve: true })).rejects.toMatchObject({ code: "conflict" });
});

test("two who decide at once decide once", async () => {
  await using base = await house();
  const { anna, ben, admin } = base;
  await protectPrompt(admin, { ...it, reason: "" });
  const id = await requestPin(anna, { ...it, version: 1, reason: "" });
  const both = await Promise.allSettled([
    decidePinRequest(ben, { id, approve: true }),
    decidePinRequest(admin, { id, approve: true }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect((await base.moves())[0]).toBe("rollback 3→1");
});

test("a request can be refused by another and taken back by who made it", async () => {
  await using base = await house();
  const { anna, ben, admin } = base;
  await protectPrompt(admin, { ...it, reason: "" });
  const refused = await requestPin(anna, { ...it, version: 1, reason: "" });
  expect(await decidePinRequest(ben, { id: refused, approve: false, note: "not now" })).toBeNull();
  const taken = await requestPin(anna, { ...it, version: 2, reason: "" });
  await expect(withdrawPinRequest(ben, taken)).rejects.toMatchObject({ code: "forbidden" });
  await withdrawPinRequest(anna, taken);
  expect(await base.active()).toBe("3 pinned");
});

test("nobody ends a protection alone, not even who may protect", async () => {
  await using base = await house();
  const { anna, ben, admin } = base;
  await expect(protectPrompt(anna, { ...it, reason: "" })).rejects.toMatchObject({ code: "forbidden" });
  await protectPrompt(admin, { ...it, reason: "" });
  await expect(requestUnprotect(ben, { ...it, reason: "" })).rejects.toMatchObject({ code: "forbidden" });
  const id = await requestUnprotect(admin, { ...it, reason: "no longer needed" });
  await expect(decidePinRequest(admin, { id, approve: true })).rejects.toMatchObject({ code: "forbidden" });
  await decidePinRequest(ben, { id, approve: true });
  await unpinPrompt(admin, { ...it, reason: "" });
  expect(await base.active()).toBe("3");
});

test("a key saves versions of a protected prompt, and its pin stays", async () => {
  await using base = await house();
  const { key } = await createApiKey(base.prisma, { scopes: ["config:write"] });
  const writer = await findApiKey(
    { headers: new Headers({ Authorization: `Bearer ${key}` }) },
    testContext(),
    base.prisma,
  );
  await protectPrompt(base.admin, { ...it, reason: "" });
  const saved = await saveBody(writer, it.key, "four", { baseVersion: 3 });
  expect(saved).toMatchObject({ version: 4, activeVersion: 3, pinned: true });
});

test("a change is told to webhooks and to open pages, when it is committed and not otherwise", async () => {
  await using base = await house();
  const { anna, admin } = base;
  await allowHost(admin, { host: "127.0.0.1:9099", note: "" });
  await createEndpoint(admin, { name: "CI", url: "http://127.0.0.1:9099/", events: ["prompt.changed"] });
  const notices: (PromptNotice | null)[] = [];
  const stop = onPromptNotice((notice) => notices.push(notice));
  await expect.poll(async () => (await listens(base)) > 0).toBe(true);
  await pinPrompt(anna, { ...it, version: 2, reason: "" });
  await expect(saveBody(anna, it.key, "stale", { baseVersion: 1 })).rejects.toMatchObject({ code: "conflict" });
  await expect.poll(() => notices.length).toBe(1);
  stop();
  const told = { key: "greeting", scope: "global", version: 2, active_version: 2, pinned: true, kind: "rolled_back" };
  expect(notices[0]).toMatchObject({ ...told, changed_by: anna.name });
  const deliveries = await base.prisma.webhookDelivery.findMany();
  expect(deliveries.map(({ body }) => JSON.parse(body) as { type: string; data: unknown })).toEqual([
    expect.objectContaining({ type: "prompt.changed", data: expect.objectContaining(told) }),
  ]);
});

async function listens({ owner }: { owner: { query: (text: string) => Promise<{ rowCount: number | null }> } }) {
  const { rowCount } = await owner.query(
    "select from pg_stat_activity where application_name = 'wheelhouse listen' and query ilike 'listen %'",
  );
  return rowCount ?? 0;
}
