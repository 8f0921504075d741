// Runs Strapi alone in this process; it handles SIGTERM itself, and a second handler would make it fail.
const { createRequire } = require("node:module");
const path = require("node:path");

const appDir = path.join(__dirname, "..", "..", "cms");
const { createStrapi } = createRequire(path.join(appDir, "package.json"))("@strapi/strapi");

createStrapi({ appDir, distDir: path.join(appDir, "dist") }).start();
