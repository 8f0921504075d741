import { expect, test } from "vitest";
import { action as newAction } from "~/routes/webhooks/new";
import { action as hostsAction, loader as hostsLoader } from "~/routes/webhooks/hosts";
import { action, loader } from "~/routes/webhooks/webhook";
import { loader as listLoader } from "~/routes/webhooks/webhooks";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";
import { get, post } from "../setup/request";

const form = { intent: "create", name: "Pager", url: "https://pager.example.com/hook", "events[]": ["*"] };

test("the secret is in the answer to its making and in no page after", async () => {
  await using database = await testDatabase();
  const { cookie } = await signedIn(database.prisma, "admin");
  const made = (await newAction(post("/webhooks/new", form, { cookie }))) as {
    created: { id: string; secret: string };
  };
  expect(made.created.secret).toMatch(/^whsec_[\w-]{43}$/);
  const params = { id: made.created.id };
  const pages = [
    await listLoader(get("/webhooks", { cookie })),
    await loader(get(`/webhooks/${params.id}`, { cookie, params })),
  ];
  expect(JSON.stringify(pages)).not.toContain(made.created.secret);
});

test("bad input names its field and makes nothing", async () => {
  await using database = await testDatabase();
  const { cookie } = await signedIn(database.prisma, "admin");
  const tries: [Record<string, string | string[]>, string][] = [
    [{ ...form, url: "ftp://example.com" }, "url"],
    [{ ...form, url: "https://user:pw@example.com" }, "url"],
    [{ ...form, name: " " }, "name"],
    [{ ...form, "events[]": ["nonsense"] }, "events.0"],
  ];
  for (const [input, field] of tries) {
    const answer = (await newAction(post("/webhooks/new", input, { cookie }))) as unknown as {
      data: { fields: Record<string, string> };
    };
    expect(Object.keys(answer.data.fields)).toEqual([field]);
  }
  expect(await database.prisma.webhookEndpoint.count()).toBe(0);
});

test("an operator reads webhooks and may change none; a viewer does not see them", async () => {
  await using database = await testDatabase();
  const operator = await signedIn(database.prisma, "operator");
  const viewer = await signedIn(database.prisma, "viewer");
  expect((await listLoader(get("/webhooks", { cookie: operator.cookie }))).mayWrite).toBe(false);
  const refused = [
    () => newAction(post("/webhooks/new", form, { cookie: operator.cookie })),
    () => hostsAction(post("/webhooks/hosts", { intent: "allow", host: "a", note: "" }, { cookie: operator.cookie })),
    () => listLoader(get("/webhooks", { cookie: viewer.cookie })),
    () => hostsLoader(get("/webhooks/hosts", { cookie: viewer.cookie })),
  ];
  for (const work of refused) await expect(work()).rejects.toMatchObject({ code: "forbidden" });
});

test("deleting asks for the name and takes the log along", async () => {
  await using database = await testDatabase();
  const { cookie } = await signedIn(database.prisma, "admin");
  const made = (await newAction(post("/webhooks/new", form, { cookie }))) as { created: { id: string } };
  const params = { id: made.created.id };
  const send = (fields: Record<string, string>) => action(post("/webhooks/x", fields, { cookie, params }));
  await send({ intent: "test" });
  await send({ intent: "delete", confirmation: "pager" });
  expect(await database.prisma.webhookEndpoint.count()).toBe(1);
  await send({ intent: "delete", confirmation: "Pager" });
  expect(await database.prisma.webhookEndpoint.count()).toBe(0);
  expect(await database.prisma.webhookDelivery.count()).toBe(0);
  const { rows } = await database.owner.query("select action from console.audit_log order by seq");
  expect(rows.map((row: { action: string }) => row.action)).toEqual([
    "webhook.created",
    "webhook.tested",
    "webhook.deleted",
  ]);
});

test("allowed hosts are normal hosts, with a port or without", async () => {
  await using database = await testDatabase();
  const { cookie } = await signedIn(database.prisma, "admin");
  for (const host of ["Pager.LAN", "http://192.168.1.20:8080/", "[fd00::1]:443", "a/b", "http://u@h"])
    await hostsAction(post("/webhooks/hosts", { intent: "allow", host, note: "" }, { cookie }));
  const { hosts } = await hostsLoader(get("/webhooks/hosts", { cookie }));
  expect(hosts.map((host) => host.shown).sort()).toEqual(["192.168.1.20:8080", "[fd00::1]:443", "pager.lan"]);
});
