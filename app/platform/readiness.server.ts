import { pool } from "~/data/postgres.server";

export type Readiness = { ready: boolean; checks: Record<string, string> };

/** Whether this process should get traffic. A stopping one says no before its door closes. */
export async function readiness({ draining }: { draining: boolean }): Promise<Readiness> {
  if (draining) return { ready: false, checks: { process: "stopping" } };
  const checks: Readiness["checks"] = { process: "ok" };
  try {
    await pool("pages").query("select 1");
    checks.database = "ok";
  } catch {
    checks.database = "the database does not answer";
  }
  return { ready: Object.values(checks).every((check) => check === "ok"), checks };
}
