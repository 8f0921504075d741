import { expect, test } from "vitest";
import { openAlert, resolveAlert } from "~/platform/alerts.server";
import { loader as live } from "~/routes/live";
import { action, loader } from "~/routes/alerts/alerts";
import { loader as bell } from "~/routes/alerts/open";
import { signedIn } from "../factories/user";
import { dataDir } from "../setup/data-dir";
import { testDatabase } from "../setup/database";
import { get, post } from "../setup/request";

type Answer = { openAlerts: number };

async function* factsOf(response: Response): AsyncGenerator<Answer> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const data = /^data: (.*)$/m.exec(text.slice(0, end));
      text = text.slice(end + 2);
      if (data) yield JSON.parse(data[1]!) as Answer;
    }
  }
}

test("a page that is open learns of an alert within a second, and the stream ends with its browser", async () => {
  await using database = await testDatabase();
  using _dir = dataDir();
  const { cookie } = await signedIn(database.prisma, "viewer");
  const closed = new AbortController();
  const facts = factsOf(await live(get("/live", { cookie, context: { closed: closed.signal } })));
  expect((await facts.next()).value).toMatchObject({ openAlerts: 0 });
  const started = performance.now();
  await openAlert({ key: "a", severity: "error", title: "A" });
  expect((await facts.next()).value).toMatchObject({ openAlerts: 1 });
  expect(performance.now() - started).toBeLessThan(1_000);
  await resolveAlert("a");
  expect((await facts.next()).value).toMatchObject({ openAlerts: 0 });
  closed.abort();
  expect((await facts.next()).done).toBe(true);
});

test("an alert that somebody looks after rings no bell, and who it is stands in the audit log", async () => {
  await using database = await testDatabase();
  const { cookie, user } = await signedIn(database.prisma, "operator");
  const { id } = await openAlert({ key: "a", severity: "error", title: "A" });
  expect((await bell(get("/alerts/open", { cookie }))).alerts).toMatchObject([{ id, title: "A" }]);
  await action(post("/alerts", { intent: "acknowledge", id }, { cookie }));
  expect((await bell(get("/alerts/open", { cookie }))).alerts).toEqual([]);
  const page = await loader(get("/alerts?state=acknowledged", { cookie }));
  expect(page.page.rows).toMatchObject([{ id, acknowledgedByName: user.name }]);
  const { rows } = await database.owner.query("select action, actor_name from console.audit_log");
  expect(rows).toEqual([{ action: "alert.acknowledged", actor_name: user.name }]);
});

test("a viewer reads alerts and may not take them on", async () => {
  await using database = await testDatabase();
  const { cookie } = await signedIn(database.prisma, "viewer");
  const { id } = await openAlert({ key: "a", severity: "info", title: "A" });
  expect((await loader(get("/alerts", { cookie }))).mayWrite).toBe(false);
  await expect(action(post("/alerts", { intent: "acknowledge", id }, { cookie }))).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("pages of alerts follow on without a gap or a repeat, open ones first", async () => {
  await using database = await testDatabase();
  const { cookie } = await signedIn(database.prisma, "viewer");
  await database.owner.query(`insert into console.alerts (id, key, severity, title, opened_at, resolved_at)
    select gen_random_uuid(), 'k' || n, 'warning', 't' || n, now() - (n / 3) * interval '1 hour',
      case when n % 2 = 0 then now() end from generate_series(1, 120) n`);
  const seen: string[] = [];
  for (let after = ""; ;) {
    const { page } = await loader(get(`/alerts${after}`, { cookie }));
    seen.push(...page.rows.map((row) => `${row.state} ${row.id}`));
    if (page.next === null) break;
    after = `?after=${encodeURIComponent(page.next)}`;
  }
  expect(seen).toHaveLength(120);
  expect(new Set(seen).size).toBe(120);
  expect(seen.slice(0, 60).every((row) => row.startsWith("open"))).toBe(true);
});
