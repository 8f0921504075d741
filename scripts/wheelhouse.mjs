import "./setup/node-version.mjs";
import path from "node:path";
import { backup } from "./backup/backup.mjs";
import { restore } from "./backup/restore.mjs";
import { undoSwap } from "./backup/swap.mjs";
import { endTracked } from "./process/children.mjs";
import { doctor } from "./commands/doctor.mjs";
import { openDatabase, readDatabaseFile, urlFor } from "./database/database.mjs";
import { Failure, lastWordsOf } from "./process/failure.mjs";
import { isInstalled } from "./setup/installed.mjs";
import { lockHolder } from "./process/lock.mjs";
import { migrate } from "./database/migrate.mjs";
import { leaveServers } from "./postgres/embedded.mjs";
import { projectDir } from "./setup/project.mjs";
import { withServerModule } from "./product/server-build.mjs";
import { loadEnvFile, readSettings } from "./setup/settings.mjs";
import { onStopSignals } from "./process/stop-signals.mjs";

const usage = `Usage: npm run -s wheelhouse -- <command>

  start                                  run Wheelhouse
  migrate [--dry-run]                    apply what is new to the database, or only say what
  user create --email E --role R --password-stdin
  link --email E                         a one-time sign-in link
  key create --name N --scopes a,b [--bot slug[,slug]|*]
  secrets rotate                         encrypt with a new key
  sample load|remove                     a believable week to look at, or take it away
  backup FILE [--with-secrets]           database and uploads into one file
  restore FILE                           put a backup in the place of what is here
  doctor                                 check everything a start depends on
`;

/** What the console's own code does, or says that it does not know. */
const productCommands = ["user", "link", "key", "secrets", "usage", "sample"];

/** npm runs scripts in the project; a file is meant from where the person stands. @param {string} file */
function fromHere(file) {
  const where = process.env.npm_lifecycle_event === "wheelhouse" ? process.env.INIT_CWD : undefined;
  return path.resolve(where ?? process.cwd(), file);
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}

/** @param {string[]} args @param {string[]} flags @param {string} form */
function oneFile(args, flags, form) {
  const unknown = args.find((arg) => arg.startsWith("--") && !flags.includes(arg));
  const files = args.filter((arg) => !arg.startsWith("--"));
  if (unknown || files.length !== 1) throw new Failure(`Use it like this: ${form}`);
  return fromHere(/** @type {string} */ (files[0]));
}

/** The settings of the environment; without DATABASE_URL an external database is found by `database.json`. */
function commandSettings() {
  loadEnvFile();
  const settings = readSettings();
  const known = readDatabaseFile(settings.dataDir);
  if (!settings.databaseUrl && known?.mode === "external")
    return { ...settings, databaseUrl: urlFor(known, "superuser") };
  return settings;
}

/** @param {import("./setup/settings.mjs").Settings} settings @param {string[]} args */
async function runMigrate(settings, args) {
  const dryRun = args.includes("--dry-run");
  const database = await openDatabase(settings);
  try {
    const names = await migrate({ url: urlFor(database.file, "owner"), dryRun });
    for (const name of names) print(`${dryRun ? "would apply" : "applied"} ${name}`);
    if (names.length === 0) print("Nothing to apply");
  } finally {
    await database.stop();
  }
}

/** @param {import("./setup/settings.mjs").Settings} settings @param {string[]} args */
async function runBackup(settings, args) {
  const file = oneFile(args, ["--with-secrets"], "backup FILE [--with-secrets]");
  const withSecrets = args.includes("--with-secrets");
  const { files, bytes } = await backup(settings, file, { withSecrets });
  print(`Wrote ${file}: ${files} files, ${(bytes / 1024 ** 2).toFixed(1)} MB`);
  print(
    withSecrets
      ? "It holds the secrets: keep it as safe as them."
      : "It does not hold the secrets: keep a copy of secrets.json apart from it.",
  );
}

/** @param {import("./setup/settings.mjs").Settings} settings @param {string[]} args */
async function runRestore(settings, args) {
  const file = oneFile(args, [], "restore FILE");
  const { manifest, missingKeys } = await restore(settings, file);
  print(`Restored the backup of ${manifest.created_at}`);
  if (missingKeys.length > 0) {
    print(
      `Its secrets are not in it, and ${settings.dataDir}/secrets.json lacks its key(s) ${missingKeys.join(", ")}: what they encrypted cannot be read until you put them back.`,
    );
  }
}

/** @param {string[]} argv @returns {Promise<number>} the exit code */
async function main([command, ...args]) {
  if (!command || ["help", "--help", "-h"].includes(command)) {
    process.stdout.write(usage);
    return command ? 0 : 1;
  }
  const settings = commandSettings();
  if (command === "doctor") return (await doctor(settings)) ? 0 : 1;
  if (!isInstalled(projectDir)) throw new Failure("The packages are not installed: run npm ci, or npm start once.");
  const running = lockHolder(path.join(settings.dataDir, "start.lock"));
  if (!running) undoSwap(settings.dataDir);
  if (command === "migrate") await runMigrate(settings, args);
  else if (command === "backup") await runBackup(settings, args);
  else if (command === "restore") await runRestore(settings, args);
  else if (productCommands.includes(command)) {
    // Standard output belongs to the answer.
    process.env.LOG_LEVEL ??= "silent";
    // A link must lead to the console that runs, whatever port this shell would give a new one.
    const publicUrl = running?.address ?? settings.publicUrl;
    return withServerModule(
      { ...settings, publicUrl },
      async (module) => (await module.runCli([command, ...args])) ?? 0,
    );
  } else throw new Failure(`There is no command "${command}". See: npm run -s wheelhouse -- help`);
  return 0;
}

if (process.argv[2] === "start") await import("./start.mjs");
else {
  onStopSignals({
    stop() {
      endTracked("SIGTERM");
      void leaveServers().finally(() => process.exit(130));
    },
    stopAtOnce: () => process.exit(130),
  });
  try {
    process.exit(await main(process.argv.slice(2)));
  } catch (error) {
    process.stderr.write(`${lastWordsOf(error)}\n`);
    process.exit(1);
  }
}
