import { pathToFileURL } from "node:url";
import { build } from "../build.mjs";
import { consoleEnvironment } from "./console-process.mjs";
import { openDatabase, urlFor } from "../database/database.mjs";
import { Failure } from "../process/failure.mjs";
import { isInstalled } from "../setup/installed.mjs";
import { migrate } from "../database/migrate.mjs";
import { inProject, projectDir } from "../setup/project.mjs";

/** @typedef {import("../setup/settings.mjs").Settings} Settings */
/**
 * What the console's server build offers to programs beside the server.
 * @typedef {{ runCli: (argv: string[]) => Promise<number | void>, runWorker: () => Promise<void> }} ServerModule
 */

/**
 * Loads the console's own code into this process, with its environment set and its database ready, and hands it to
 * `work`. Whatever is missing is made, as a start would.
 * @template T
 * @param {Settings} settings
 * @param {(module: ServerModule) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withServerModule(settings, work) {
  if (!isInstalled(projectDir)) throw new Failure("The packages are not installed: run npm ci, or npm start once.");
  await build();
  const database = await openDatabase(settings);
  try {
    await migrate({ url: urlFor(database.file, "owner") });
    // Assigning undefined would set the word.
    const set = Object.entries(consoleEnvironment(settings, database.file, settings.cmsUrl));
    for (const [name, value] of set) if (value !== undefined) process.env[name] = value;
    process.chdir(projectDir);
    const loaded = await import(pathToFileURL(inProject("build", "server", "index.js")).href);
    return await work(loaded.entry.module);
  } finally {
    await database.stop();
  }
}
