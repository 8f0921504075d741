import { expect, test } from "vitest";
import {
  changeCredential,
  createCredential,
  openCredential,
} from "~/features/settings/credentials/change-credential.server";
import { getCredential, listCredentials } from "~/features/settings/credentials/credential-list.server";
import { changeSetting } from "~/features/settings/rules/change-setting.server";
import { loader } from "~/routes/settings/credential";
import { action as settingsAction } from "~/routes/settings/settings";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";
import { get, post } from "../setup/request";

const SECRET = "sk-live-0123456789abcdef";
const INPUT = { name: "Acme", description: "Opens the shop", kind: "api-key", secret: SECRET } as const;

test("a credential goes in, opens only on the server, and its value is in no page, no list and no audit entry", async () => {
  await using database = await testDatabase();
  const { actor, cookie } = await signedIn(database.prisma, "admin");
  const { id } = await createCredential(actor, INPUT);
  expect(await openCredential(id)).toBe(SECRET);
  const shown = JSON.stringify([
    await listCredentials(),
    await loader(get(`/settings/credentials/${id}`, { cookie, params: { id } })),
  ]);
  expect(shown).toContain("cdef");
  expect(shown).not.toContain(SECRET);
  expect(shown).not.toMatch(/1:[^:]+:[^:]+:/);
  await changeCredential(actor, id, { intent: "replace", secret: "another-value-0123456789" });
  expect(await openCredential(id)).toBe("another-value-0123456789");
  expect(await getCredential(id)).toMatchObject({ lastFour: "6789", replacedBy: actor.name });
  const { rows } = await database.sql.query("select action, before, after from console.audit_log order by seq");
  expect(rows.map(({ action }) => action)).toEqual(["credential.created", "credential.replaced"]);
  expect(JSON.stringify(rows)).not.toContain("0123456789");
});

test("a sealed value that was moved to another row does not open", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "admin");
  const { id } = await createCredential(actor, INPUT);
  const other = await createCredential(actor, { ...INPUT, name: "Other" });
  await database.sql.query(
    "update console.credentials set secret = (select secret from console.credentials where id = $1) where id = $2",
    [id, other.id],
  );
  await expect(openCredential(other.id)).rejects.toMatchObject({ code: "unavailable" });
});

test("a setting takes its secret from a credential, which then says so and cannot go", async () => {
  await using database = await testDatabase();
  const { actor, cookie } = await signedIn(database.prisma, "admin");
  const { id } = await createCredential(actor, INPUT);
  const form = { intent: "set", scope: "bot:nova", key: "provider_connection:acme", credential: id, value: "" };
  await settingsAction(post("/settings", form, { cookie }));
  expect((await getCredential(id)).uses).toEqual([
    {
      label: "Connection to acme",
      where: "nova",
      href: "/settings?scope=bot%3Anova&key=provider_connection%3Aacme",
    },
  ]);
  const remove = () => changeCredential(actor, id, { intent: "delete", confirmation: "Acme" });
  await expect(remove()).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("nova") });
  await changeSetting(actor, { scope: { type: "bot", id: "nova" }, key: form.key, seen: null }, "unset");
  await expect(changeCredential(actor, id, { intent: "delete", confirmation: "acme" })).rejects.toMatchObject({
    code: "invalid",
  });
  expect(await remove()).toMatchObject({ isGone: true });
  const answer = await settingsAction(post("/settings", form, { cookie }));
  expect(answer).toMatchObject({ data: { fields: { credential: expect.any(String) } } });
});

test("two credentials cannot share a name, and an operator sees them without changing any", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "admin");
  await createCredential(actor, INPUT);
  await expect(createCredential(actor, INPUT)).rejects.toMatchObject({ code: "conflict" });
  const operator = await signedIn(database.prisma, "operator");
  const viewer = await signedIn(database.prisma, "viewer");
  await expect(createCredential(operator.actor, { ...INPUT, name: "B" })).rejects.toMatchObject({ code: "forbidden" });
  const { id } = (await listCredentials())[0]!;
  const args = (cookie: string) => get(`/settings/credentials/${id}`, { cookie, params: { id } });
  await expect(loader(args(operator.cookie))).resolves.toMatchObject({ mayWrite: false });
  await expect(loader(args(viewer.cookie))).rejects.toMatchObject({ code: "forbidden" });
});
