import path from "node:path";
import { publicAddress, required } from "../src/environment";
import { derivedSecret } from "../src/secrets";

export default () => ({
  // Only the console's proxy may reach Strapi. Containers, which have a network of their own, set CMS_HOST.
  host: process.env.CMS_HOST || "127.0.0.1",
  port: Number(process.env.CMS_PORT || 1337),
  // Absolute: with a bare path Strapi would serve the panel below it but the API not.
  url: publicAddress().url,
  proxy: { koa: true },
  app: { keys: [derivedSecret("app-key-1").toString("base64"), derivedSecret("app-key-2").toString("base64")] },
  dirs: { public: path.resolve(required("DATA_DIR"), "cms-public") },
  logger: { updates: { enabled: false }, startup: { enabled: false } },
  transfer: { remote: { enabled: false } },
});
