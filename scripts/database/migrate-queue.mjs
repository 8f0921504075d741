/**
 * Brings the job queue's own schema up to date. The worker would do it too, but two first starts at once would meet over
 * its creation: call this under the lock of the migrations.
 * @param {string} url the owner's
 */
export async function migrateQueue(url) {
  // Not at the top: this file is read before anything is installed.
  const { Logger, runMigrations } = await import("graphile-worker");
  const silent = new Logger(() => () => undefined);
  await runMigrations({ connectionString: url, maxPoolSize: 1, logger: silent });
}
