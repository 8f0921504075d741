// Stands in for scripts/cms.mjs: says that it runs, and ends with whoever started it.
import fs from "node:fs";
import path from "node:path";

const { DATA_DIR = ".", CMS_DATABASE_URL, CMS_PORT, CMS_SECRET } = process.env;
const phase = CMS_DATABASE_URL && CMS_PORT && CMS_SECRET ? "ready" : "failed";
fs.writeFileSync(path.join(DATA_DIR, "cms.json"), JSON.stringify({ phase, detail: "", pid: process.pid }));
process.on("SIGTERM", () => process.exit(0));
process.on("disconnect", () => process.exit(0));
setInterval(() => undefined, 60_000);
