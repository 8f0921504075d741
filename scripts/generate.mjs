import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { Failure } from "./process/failure.mjs";
import { fingerprint, isStamped, stamp } from "./setup/fingerprint.mjs";
import { inProject, projectDir } from "./setup/project.mjs";
import { run } from "./process/run.mjs";

const stampFile = inProject(".cache", "prisma-client");
const generated = inProject("app", "data", "console", "generated", "client.ts");

/**
 * What every Prisma command needs here. The command line downloads a native engine unless it is pointed at an
 * executable; generating and validating never run it, so Node's own does. CHECKPOINT_DISABLE keeps it from calling home.
 */
export const prismaEnvironment = {
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  CHECKPOINT_DISABLE: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
};

/** Makes the Prisma client again when the schema changed. @returns {Promise<boolean>} whether it had to */
export async function generate() {
  const { version } = JSON.parse(fs.readFileSync(inProject("node_modules", "prisma", "package.json"), "utf8"));
  const value = fingerprint(["prisma/schema", "prisma.config.ts"], { extra: version });
  if (isStamped(stampFile, value) && fs.existsSync(generated)) return false;
  const { code, output } = await run(
    process.execPath,
    [inProject("node_modules", "prisma", "build", "index.js"), "generate"],
    { cwd: projectDir, env: { ...process.env, ...prismaEnvironment } },
  );
  if (code !== 0) throw new Failure(`The Prisma client could not be generated:\n${output.trim()}`);
  stamp(stampFile, value);
  return true;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const changed = await generate();
  process.stdout.write(changed ? "Prisma client generated\n" : "Prisma client is up to date\n");
}
