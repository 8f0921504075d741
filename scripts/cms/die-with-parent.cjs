// Loaded before npm, the build and Strapi: when the supervisor is killed without a chance to clean up, they end too.
const { isMainThread } = require("node:worker_threads");

const parent = process.ppid;
const politeMs = 3000;

if (isMainThread && process.env.WHEELHOUSE_CMS_PARENT === String(parent)) {
  setInterval(() => {
    if (process.ppid === parent) return;
    setTimeout(() => process.exit(1), politeMs).unref();
    process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}
