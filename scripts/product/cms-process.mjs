import path from "node:path";
import { urlFor } from "../database/database.mjs";
import { rememberChild } from "../process/leftovers.mjs";
import { inProject, projectDir } from "../setup/project.mjs";
import { superviseChild } from "../process/supervised-child.mjs";

/**
 * Starts the CMS's own supervisor beside the console. It installs, builds and watches Strapi, and tells how it goes in
 * `cms.json`; nobody waits for it.
 * @param {{ settings: import("../setup/settings.mjs").Settings, database: import("../database/database.mjs").DatabaseFile, secret: string, port: number, say: (line: string) => void }} options
 */
export function startCms({ settings, database, secret, port, say }) {
  return superviseChild({
    name: "CMS supervisor",
    args: [inProject("scripts", "cms.mjs")],
    env: {
      ...process.env,
      DATA_DIR: settings.dataDir,
      CMS_DATABASE_URL: urlFor(database, "cms"),
      CMS_PORT: String(port),
      CMS_SECRET: secret,
      PUBLIC_URL: settings.publicUrl,
    },
    cwd: projectDir,
    logFile: path.join(settings.dataDir, "cms.log"),
    say,
    remember: (identity) => rememberChild(settings.dataDir, "cms", identity),
  });
}
