import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readClusterFile } from "../../scripts/postgres/embedded.mjs";
import { runningServer } from "../../scripts/postgres/server.mjs";
import { type LauncherProject, launcherProject } from "../setup/launcher-project";

const SLOW = 90_000;

/** Stands in for the console's code: answers with its words, the environment it got and the role it reaches the database as. */
const COMMANDS = `import pg from "pg";
async function runCli(argv) {
  if (argv.includes("--fail")) { process.stderr.write("It cannot be done.\\n"); return 1; }
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const { rows } = await client.query("select current_user as role");
  await client.end();
  process.stdout.write(JSON.stringify({ argv, role: rows[0].role, undef: Object.values(process.env).includes("undefined") }) + "\\n");
  return 0;
}
export const entry = { module: { runCli } };
`;

function hasServer(project: LauncherProject): boolean {
  return runningServer(readClusterFile(project.dataDir)?.cluster ?? "") !== null;
}

test(
  "a command starts the database it needs, answers alone on standard output, and stops it again",
  { timeout: SLOW },
  async () => {
    await using project = await launcherProject({ commands: COMMANDS });
    const { code, output } = await project.cli("key", "create", "--name", "a name");
    expect(code).toBe(0);
    expect(JSON.parse(output)).toEqual({
      argv: ["key", "create", "--name", "a name"],
      role: "wheelhouse_app",
      undef: false,
    });
    expect(hasServer(project)).toBe(false);

    const failed = await project.cli("link", "--fail");
    expect(failed).toEqual({ code: 1, output: "It cannot be done.\n" });
    expect(hasServer(project)).toBe(false);
  },
);

test("beside the running product a command uses its database and leaves it running", { timeout: SLOW }, async () => {
  await using project = await launcherProject({ commands: COMMANDS });
  const start = project.start({ CMS: "off" });
  await start.says(/sign-in\/link/);
  expect((await project.cli("usage", "rebuild")).code).toBe(0);
  expect((await project.cli("migrate", "--dry-run")).output).toBe("Nothing to apply\n");
  expect(hasServer(project)).toBe(true);
  const refused = await project.cli("restore", "x");
  expect(refused.code).toBe(1);
  start.child.kill("SIGTERM");
  expect(await start.ended).toBe(0);
  expect(hasServer(project)).toBe(false);
});

test("every wrong use is one line and a code that is not 0", { timeout: SLOW }, async () => {
  await using project = await launcherProject({ commands: COMMANDS });
  for (const [args, line] of [
    [["nonsense"], 'There is no command "nonsense"'],
    [["backup"], "Use it like this: backup FILE [--with-secrets]"],
    [["backup", "a", "--all"], "Use it like this: backup FILE [--with-secrets]"],
    [["restore", "absent.tar.gz"], "There is no "],
    [["backup", "/absent/file"], "There is no directory /absent"],
  ] as const) {
    const { code, output } = await project.cli(...args);
    expect({ code, lines: output.trim().split("\n").length }).toEqual({ code: 1, lines: 1 });
    expect(output).toContain(line);
  }
});

test("doctor names what is wrong and fails, and is content with a good directory", { timeout: SLOW }, async () => {
  await using project = await launcherProject({ commands: COMMANDS });
  await project.cli("migrate");
  const good = await project.cli("doctor");
  expect(good.output).not.toContain("WRONG");
  expect(good.output).toMatch(/ok {4}audit log .*whole, \d+ entries/);
  expect(good.code).toBe(0);
  fs.rmSync(path.join(project.dataDir, "secrets.json"));
  fs.chmodSync(path.join(project.dataDir, "database.json"), 0o644);
  const bad = await project.cli("doctor");
  expect(bad.code).toBe(1);
  expect(bad.output).toMatch(/WRONG secrets .*put it back/);
  expect(bad.output).toMatch(/WRONG permissions .*chmod 600/);
  expect(bad.output).toMatch(/ok {4}database .*Postgres 18/);
});

test("a command that is killed leaves a server that the next one adopts and stops", { timeout: SLOW }, async () => {
  await using project = await launcherProject({ commands: COMMANDS });
  await project.cli("migrate");
  const script = `import { openDatabase } from ${JSON.stringify(path.join(project.dir, "scripts/database/database.mjs"))};
    await openDatabase({ dataDir: process.argv[1] }); console.log("open"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, project.dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("exit", resolve));
  expect(hasServer(project)).toBe(true);
  expect((await project.cli("key", "create")).code).toBe(0);
  expect(hasServer(project)).toBe(false);
});

test(
  "a command that is interrupted leaves no server, also when npm repeats the signal",
  { timeout: SLOW },
  async () => {
    const waits =
      'export const entry = { module: { runCli: () => new Promise(() => setInterval(() => process.stdout.write("waits"), 100)) } };';
    await using project = await launcherProject({ commands: waits });
    const command = project.spawn(["scripts/wheelhouse.mjs", "key", "create"]);
    await command.says(/waits/);
    command.child.kill("SIGINT");
    command.child.kill("SIGINT");
    expect(await command.ended).toBe(130);
    expect(hasServer(project)).toBe(false);
  },
);
