import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { backup } from "../../scripts/backup/backup.mjs";
import { restore } from "../../scripts/backup/restore.mjs";
import { swap, undoSwap } from "../../scripts/backup/swap.mjs";
import { openDatabase, urlFor } from "../../scripts/database/database.mjs";
import { tryLock } from "../../scripts/process/lock.mjs";
import { migrate } from "../../scripts/database/migrate.mjs";
import { readSecrets, secretsFile } from "../../scripts/setup/secrets.mjs";

const SLOW = 120_000;

function workspace(): Disposable & { dataDir: string; otherDir: string; file: string } {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "wheelhouse backup "));
  fs.chmodSync(root, 0o755);
  return {
    dataDir: path.join(root, "the data"),
    otherDir: path.join(root, "other data"),
    file: path.join(root, "a backup.tar.gz"),
    [Symbol.dispose]: () => fs.rmSync(root, { recursive: true, force: true }),
  };
}

type Opened = Awaited<ReturnType<typeof openDatabase>>;

/** Runs statements as the owner while the database of a directory is open. */
async function withDatabase<T>(dataDir: string, work: (client: pg.Client, opened: Opened) => Promise<T>): Promise<T> {
  const opened = await openDatabase({ dataDir });
  const client = new pg.Client({ connectionString: urlFor(opened.file, "owner") });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await work(client, opened);
  } finally {
    await client.end();
    await opened.stop();
  }
}

/** The number of rows and a sum over all of them. */
async function fingerprintOf(client: pg.Client): Promise<unknown> {
  const { rows } = await client.query(
    "select count(*)::int as count, md5(string_agg(id || text, ',' order by id)) as sum from runtime.drill",
  );
  return rows[0];
}

function sumOfTree(dir: string): Record<string, string> {
  return Object.fromEntries(
    fs
      .readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(dir, file), createHash("sha256").update(fs.readFileSync(file)).digest("hex")]),
  );
}

async function fill(dataDir: string): Promise<unknown> {
  return withDatabase(dataDir, async (client, { file }) => {
    await migrate({ url: urlFor(file, "owner") });
    await client.query(
      "create table runtime.drill as select n as id, md5(n::text) as text from generate_series(1, 20000) n",
    );
    const long = "a name that is rather long ".repeat(6);
    fs.mkdirSync(path.join(dataDir, "uploads", long), { recursive: true });
    fs.writeFileSync(path.join(dataDir, "uploads", long, "model.vrm"), Buffer.alloc(700_001, "wheelhouse"));
    fs.writeFileSync(path.join(dataDir, "uploads", "empty"), "");
    return fingerprintOf(client);
  });
}

test("a backup made while rows are written comes back with equal counts and checksums", { timeout: SLOW }, async () => {
  using place = workspace();
  const before = await fill(place.dataDir);
  const uploads = sumOfTree(path.join(place.dataDir, "uploads"));
  const secrets = readSecrets(place.dataDir);

  await withDatabase(place.dataDir, async (client) => {
    await client.query("create table runtime.noise (n int)");
    let done = false;
    const noise = (async () => {
      while (!done) await client.query("insert into runtime.noise select generate_series(1, 2000)");
    })();
    const { files } = await backup({ dataDir: place.dataDir }, place.file, { withSecrets: true });
    done = true;
    await noise;
    expect(files).toBeGreaterThan(100);
  });
  expect(fs.statSync(place.file).mode & 0o777).toBe(0o600);
  expect(fs.readdirSync(path.dirname(place.file)).filter((name) => name.endsWith(".part"))).toEqual([]);

  await withDatabase(place.dataDir, (client) => client.query("truncate runtime.drill"));
  fs.rmSync(path.join(place.dataDir, "uploads"), { recursive: true });
  fs.rmSync(secretsFile(place.dataDir));
  const { missingKeys } = await restore({ dataDir: place.dataDir }, place.file);
  expect(missingKeys).toEqual([]);
  expect(await withDatabase(place.dataDir, fingerprintOf)).toEqual(before);
  expect(sumOfTree(path.join(place.dataDir, "uploads"))).toEqual(uploads);
  expect(readSecrets(place.dataDir)).toEqual(secrets);
  expect(fs.readdirSync(place.dataDir).filter((name) => /restored|before-restore|restore\.json/.test(name))).toEqual(
    [],
  );
});

test(
  "without secrets they stay out, another installation can take it over, and is told what it lacks",
  { timeout: SLOW },
  async () => {
    using place = workspace();
    const before = await fill(place.dataDir);
    await backup({ dataDir: place.dataDir }, place.file, { withSecrets: false });
    const own = readSecrets(place.dataDir);

    await withDatabase(place.otherDir, () => Promise.resolve());
    const others = readSecrets(place.otherDir);
    const { missingKeys } = await restore({ dataDir: place.otherDir }, place.file);
    expect(missingKeys).toEqual(own?.keys.map(({ id }) => id));
    expect(readSecrets(place.otherDir)).toEqual(others);
    expect(await withDatabase(place.otherDir, fingerprintOf)).toEqual(before);
    expect(fs.readFileSync(place.file).includes(own?.keys[0]?.key ?? "")).toBe(false);
  },
);

test("a damaged or cut backup is refused before anything is touched", { timeout: SLOW }, async () => {
  using place = workspace();
  const before = await fill(place.dataDir);
  await backup({ dataDir: place.dataDir }, place.file, { withSecrets: false });
  const whole = fs.readFileSync(place.file);
  const flipped = Buffer.from(whole);
  flipped[Math.floor(whole.length / 2)] = (flipped[Math.floor(whole.length / 2)] ?? 0) ^ 0xff;
  for (const bytes of [whole.subarray(0, whole.length - 4000), flipped, Buffer.from("not a backup")]) {
    fs.writeFileSync(place.file, bytes);
    await expect(restore({ dataDir: place.dataDir }, place.file)).rejects.toThrow(/Nothing was changed/);
  }
  expect(await withDatabase(place.dataDir, fingerprintOf)).toEqual(before);
});

test("a restore refuses while Wheelhouse runs, and a backup never writes over a file", { timeout: SLOW }, async () => {
  using place = workspace();
  await withDatabase(place.dataDir, () => Promise.resolve());
  await backup({ dataDir: place.dataDir }, place.file, { withSecrets: false });
  await expect(backup({ dataDir: place.dataDir }, place.file, { withSecrets: false })).rejects.toThrow(
    "exists already",
  );
  const lock = tryLock(path.join(place.dataDir, "start.lock"), { address: "http://127.0.0.1:3000" });
  await expect(restore({ dataDir: place.dataDir }, place.file)).rejects.toThrow(
    "Wheelhouse runs at http://127.0.0.1:3000: stop it first",
  );
  if ("release" in lock) lock.release();
  await expect(
    restore({ dataDir: place.dataDir, databaseUrl: "postgres://127.0.0.1:1/x" }, place.file),
  ).rejects.toThrow("unset DATABASE_URL");
});

test("a swap that was cut short at any rename is undone", () => {
  using place = workspace();
  const at = (name: string) => path.join(place.dataDir, name);
  for (const cutAfter of [0, 1, 2, 3, 4]) {
    fs.rmSync(place.dataDir, { recursive: true, force: true });
    fs.mkdirSync(place.dataDir, { recursive: true });
    for (const name of ["one", "one.new", "two.new"]) fs.writeFileSync(at(name), name);
    const moves = [
      { from: at("one.new"), to: at("one"), existed: true },
      { from: at("two.new"), to: at("two"), existed: false },
    ];
    fs.writeFileSync(at("restore.json"), JSON.stringify({ moves }));
    const steps = [
      () => fs.renameSync(at("one"), at("one.before-restore")),
      () => fs.renameSync(at("one.new"), at("one")),
      () => fs.renameSync(at("two.new"), at("two")),
      // The undoing itself was cut short.
      () => fs.rmSync(at("one")),
    ];
    for (const step of steps.slice(0, cutAfter)) step();
    expect(undoSwap(place.dataDir)).toBe(true);
    expect(fs.readdirSync(place.dataDir)).toEqual(["one"]);
    expect(fs.readFileSync(at("one"), "utf8")).toBe("one");
    expect(undoSwap(place.dataDir)).toBe(false);
  }
  fs.writeFileSync(at("one.new"), "new");
  swap(place.dataDir, [{ from: at("one.new"), to: at("one") }]);
  expect(fs.readFileSync(at("one"), "utf8")).toBe("new");
  expect(fs.readdirSync(place.dataDir)).toEqual(["one"]);
});
