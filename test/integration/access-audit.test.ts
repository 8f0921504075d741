import { expect, test } from "vitest";
import { NO_FILTERS, readAuditFilters } from "~/features/access/audit-filters";
import { findAuditEntry, listAudit, listAuditFacets, readAudit } from "~/features/access/audit-list.server";
import { exportAudit } from "~/features/access/export-audit.server";
import { transaction } from "~/data/postgres.server";
import { audit, systemActor } from "~/platform/audit.server";
import { verifyAuditChain } from "~/platform/verify-audit.server";
import { signedIn } from "../factories/user";
import { readAuditChain } from "../../scripts/commands/audit-chain.mjs";
import { testDatabase, type TestDatabase } from "../setup/database";

const actor = systemActor("test");
const entry = (n: number, action = "thing.changed") => ({
  action,
  target: { kind: "thing", id: `${n}`, name: `Thing ${n}` },
  after: { n, text: "naïve \0 ☃" },
});

async function write(database: TestDatabase, count: number): Promise<void> {
  for (let i = 1; i <= count; i++) await audit(database.prisma, actor, entry(i));
}

/** As somebody would who owns the tables. */
async function tamper(database: TestDatabase, statement: string): Promise<void> {
  await database.owner.query("alter table console.audit_log disable trigger audit_log_append_only");
  await database.owner.query(statement);
  await database.owner.query("alter table console.audit_log enable trigger audit_log_append_only");
}

test("entries from Prisma's and from pg's transactions make one chain without gaps, also when written at once", async () => {
  await using database = await testDatabase();
  await Promise.all(
    Array.from({ length: 30 }, (_, i) =>
      i % 2
        ? database.prisma.$transaction((tx) => audit(tx, actor, entry(i)))
        : transaction((sql) => audit(sql, actor, entry(i))),
    ),
  );
  expect(await verifyAuditChain(database.sql, 7)).toMatchObject({ whole: true, count: 30 });
  expect(await readAuditChain(database.owner)).toEqual({ count: "30", seq: null, reason: null });
});

test("an entry of a transaction that fails is not there, and the chain goes on", async () => {
  await using database = await testDatabase();
  await write(database, 1);
  const failing = database.prisma.$transaction(async (tx) => {
    await audit(tx, actor, entry(2));
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  await write(database, 1);
  expect(await verifyAuditChain(database.sql)).toMatchObject({ whole: true, count: 2 });
});

test("the console's role can neither change nor remove nor invent an entry", async () => {
  await using database = await testDatabase();
  await write(database, 2);
  for (const statement of [
    "update console.audit_log set actor_name = 'somebody'",
    "delete from console.audit_log",
    "truncate console.audit_log",
    "insert into console.audit_log select * from console.audit_log",
    "update console.audit_head set seq = 0",
  ])
    await expect(database.sql.query(statement)).rejects.toThrow(/permission denied/);
  await expect(database.owner.query("delete from console.audit_log")).rejects.toThrow(/append-only/);
});

test("a change behind the console's back is found, and where", async () => {
  await using database = await testDatabase();
  await write(database, 20);
  await tamper(database, "update console.audit_log set actor_name = 'somebody else' where seq = 7");
  expect(await verifyAuditChain(database.sql)).toMatchObject({ whole: false, seq: "7", reason: /changed/ });
  expect(await readAuditChain(database.owner)).toMatchObject({ seq: "7", reason: /changed/ });
});

test.each([
  ["an entry cut out", "delete from console.audit_log where seq = 9", "9"],
  ["the newest entries cut off", "delete from console.audit_log where seq > 17", "18"],
  [
    "an entry rewritten with a hash of its own",
    `update console.audit_log a set action = 'x',
     hash = sha256(prev_hash || console.audit_canonical(jsonb_populate_record(a, '{"action":"x"}'))) where seq = 5`,
    "6",
  ],
  ["an entry moved beyond the end", "update console.audit_log set seq = 99 where seq = 20", "20"],
])("%s is found", async (_name, statement, seq) => {
  await using database = await testDatabase();
  await write(database, 20);
  await tamper(database, statement);
  expect(await verifyAuditChain(database.sql, 6)).toMatchObject({ whole: false, seq });
  expect(await readAuditChain(database.owner)).toMatchObject({ seq });
});

test("the viewer narrows by actor, action, target and day, and pages by position", async () => {
  await using database = await testDatabase();
  const { actor: person } = await signedIn(database.prisma, "admin");
  await write(database, 5);
  await audit(database.prisma, person, entry(6, "thing.removed_100%"));
  const list = async (search: string, limit = 50) => {
    const { rows, next } = await listAudit(readAuditFilters(`http://x/access/audit${search}`, "UTC"), limit);
    return { seqs: rows.map((row) => Number(row.seq)), next };
  };
  expect((await list("")).seqs).toEqual([6, 5, 4, 3, 2, 1]);
  expect((await list(`?actor=${encodeURIComponent(person.name)}`)).seqs).toEqual([6]);
  expect((await list(`?actor=!test`)).seqs).toEqual([6]);
  expect((await list("?action=thing")).seqs).toHaveLength(6);
  expect((await list("?action=thing.changed")).seqs).toHaveLength(5);
  expect((await list("?action=thing.changed&action=nothing")).seqs).toHaveLength(5);
  expect((await list("?q=%22Thing+3%22")).seqs).toEqual([3]);
  expect((await list("?q=100%25")).seqs).toEqual([6]);
  expect((await list("?range=today")).seqs).toHaveLength(6);
  expect((await list("?range=2020-01-01..2020-01-02")).seqs).toEqual([]);
  expect((await list("?range=nonsense&after=nonsense")).seqs).toHaveLength(6);
  const first = await list("", 4);
  expect(first.next).toBe("3");
  expect((await list("?after=3", 4)).seqs).toEqual([2, 1]);
  const facets = await listAuditFacets(readAuditFilters("http://x/?actor=nobody", "UTC"));
  expect(facets.actor).toEqual([
    expect.objectContaining({ value: "test", count: 5 }),
    expect.objectContaining({ value: person.name, count: 1 }),
  ]);
  expect(await findAuditEntry("3")).toMatchObject({ targetName: "Thing 3", after: { n: 3, text: "naïve \uFFFD ☃" } });
  expect(await findAuditEntry("99")).toBeNull();
});

test("the export holds every entry that the filters let through, as lines of JSON or as a table", async () => {
  await using database = await testDatabase();
  const count = 450;
  await database.owner.query(
    `select console.append_audit(jsonb_build_object('id', gen_random_uuid(), 'actor_kind', 'system', 'actor_id', 's',
       'actor_name', '=cmd()', 'action', 'a.b', 'target_kind', 't', 'target_id', n::text, 'target_name', 'with "quotes", and'))
     from generate_series(1, ${count}) n`,
  );
  const filters = readAuditFilters("http://x/?action=a", "UTC");
  const lines = (await exportAudit(filters, "jsonl", readAudit(filters, database.sql, 100)).text()).trim().split("\n");
  expect(lines.map((line) => Number((JSON.parse(line) as { seq: string }).seq))).toEqual(
    Array.from({ length: count }, (_, i) => i + 1),
  );
  const table = await exportAudit(NO_FILTERS, "csv").text();
  const [head, first] = table.split("\r\n");
  expect(head).toMatch(/^seq,at,actor_kind/);
  expect(first).toContain(`'=cmd(),a.b,t,1,"with ""quotes"", and"`);
  expect(table.trim().split("\r\n")).toHaveLength(count + 1);
});
