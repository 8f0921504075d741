import { expect, test } from "vitest";
import { ViewChange, changeSavedView, listSavedViews } from "~/platform/saved-views.server";
import { action } from "~/routes/views";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";
import { post } from "../setup/request";

const at = { list: "turns", pathname: "/turns", search: "?sort=-x&peek=1&bot=a" };

function change(input: Record<string, string>) {
  return ViewChange.parse({ ...at, ...input });
}

test("a view keeps the list's address without the place in it, for its owner only", async () => {
  await using database = await testDatabase();
  const { actor: mine } = await signedIn(database.prisma, "viewer");
  const { actor: other } = await signedIn(database.prisma, "admin");
  const id = await changeSavedView(mine, change({ intent: "create", name: " Slow ones " }));
  const kept = { id, name: "Slow ones", shared: false, mayChange: true, search: "bot=a&sort=-x" };
  expect(await listSavedViews(mine, "turns")).toEqual([kept]);
  expect(await listSavedViews(mine, "bots")).toEqual([]);
  expect(await listSavedViews(other, "turns")).toEqual([]);
  for (const intent of ["update", "rename", "delete"]) {
    const attempt = changeSavedView(other, change({ intent, id: id ?? "", name: "x" }));
    await expect(attempt).rejects.toMatchObject({ code: "not_found" });
  }
  expect(await listSavedViews(mine, "turns")).toEqual([kept]);
});

test("a shared view is seen by all, and changed by its owner and by those who may share", async () => {
  await using database = await testDatabase();
  const { actor: operator } = await signedIn(database.prisma, "operator");
  const { actor: admin } = await signedIn(database.prisma, "admin");
  const { actor: viewer } = await signedIn(database.prisma, "viewer");
  const id = (await changeSavedView(operator, change({ intent: "create", name: "All", shared: "true" }))) ?? "";
  expect(await listSavedViews(viewer, "turns")).toMatchObject([{ id, shared: true, mayChange: false }]);
  const refused = { code: "forbidden" };
  await expect(changeSavedView(viewer, change({ intent: "delete", id }))).rejects.toMatchObject(refused);
  const sharing = changeSavedView(viewer, change({ intent: "create", name: "Mine", shared: "true" }));
  await expect(sharing).rejects.toMatchObject(refused);
  await changeSavedView(admin, change({ intent: "rename", id, name: "Everything" }));
  await changeSavedView(operator, change({ intent: "update", id, search: "bot=b" }));
  expect(await listSavedViews(viewer, "turns")).toMatchObject([{ name: "Everything", search: "bot=b" }]);
});

test("a person cannot have two views of one list under one name, also when both come at once", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "operator");
  const { actor: other } = await signedIn(database.prisma, "operator");
  const both = await Promise.allSettled(
    [1, 2].map(() => changeSavedView(actor, change({ intent: "create", name: "A" }))),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const again = changeSavedView(actor, change({ intent: "create", name: "A" }));
  await expect(again).rejects.toMatchObject({ code: "conflict", details: { fields: { name: expect.any(String) } } });
  await changeSavedView(other, change({ intent: "create", name: "A" }));
  expect(await listSavedViews(actor, "turns")).toHaveLength(1);
});

test("every change of a view is in the audit log, with what was before", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "operator");
  const id = (await changeSavedView(actor, change({ intent: "create", name: "A" }))) ?? "";
  await changeSavedView(actor, change({ intent: "rename", id, name: "B" }));
  await changeSavedView(actor, change({ intent: "update", id, search: "bot=c" }));
  await changeSavedView(actor, change({ intent: "delete", id }));
  const { rows } = await database.owner.query(
    "select action, target_name, before, after from console.audit_log where target_kind = 'view' order by seq",
  );
  expect(rows).toMatchObject([
    { action: "view.created", target_name: "A", after: { search: "bot=a&sort=-x" } },
    { action: "view.renamed", target_name: "B", before: { name: "A" }, after: { name: "B" } },
    { action: "view.changed", before: { search: "bot=a&sort=-x" }, after: { search: "bot=c" } },
    { action: "view.deleted", target_name: "B", before: { search: "bot=c", shared: false } },
  ]);
});

test("the form leads back to the list with the view open, never to another site, and names what is wrong", async () => {
  await using database = await testDatabase();
  const { cookie } = await signedIn(database.prisma, "operator");
  const form = { ...at, intent: "create", name: "A" };
  const done = (await action(post("/views", form, { cookie }))) as Response;
  expect(done.status).toBe(302);
  expect(done.headers.get("location")).toMatch(/^\/turns\?bot=a&sort=-x&view=[0-9a-f-]{36}$/);
  const away = (await action(post("/views", { ...form, name: "B", pathname: "//evil.test" }, { cookie }))) as Response;
  expect(away.headers.get("location")).toBe("/");
  const wrong = await action(post("/views", { ...form, name: " " }, { cookie }));
  expect(wrong).toMatchObject({
    data: { ok: false, fields: { name: "Give the view a name." } },
    init: { status: 400 },
  });
});
