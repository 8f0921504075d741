import type pg from "pg";

type Node = {
  "Node Type": string;
  "Relation Name"?: string;
  "Sort Key"?: string[];
  "Plan Rows": number;
  Plans?: Node[];
};

/** Runs queries and keeps the plan of each that reads turns or bots. */
export function explainedSql(pool: pg.Pool) {
  const plans: { text: string; plan: Node }[] = [];
  const query = async (asked: string | pg.QueryConfig, given?: unknown[]) => {
    const { text, values: params } = typeof asked === "string" ? { text: asked, values: given } : asked;
    if (/runtime\.(turn|bot_)/.test(text)) {
      const { rows } = await pool.query<{ "QUERY PLAN": [{ Plan: Node }] }>(`explain (format json) ${text}`, params);
      plans.push({ text, plan: rows[0]!["QUERY PLAN"][0].Plan });
    }
    return pool.query(text, params);
  };
  return { sql: { query } as unknown as pg.PoolClient, plans };
}

/** What a plan must not do with a table of a million rows: read it from end to end, or sort it. */
export function misdeeds(plan: Node, smallTables: ReadonlySet<string>): string[] {
  const own: string[] = [];
  const table = plan["Relation Name"];
  if (plan["Node Type"] === "Seq Scan" && table && !smallTables.has(table)) own.push(`reads all of ${table}`);
  // An incremental sort puts rows in order that come nearly so; a sort needs all of them first.
  if (plan["Node Type"] === "Sort" && (plan.Plans ?? []).some((below) => below["Plan Rows"] > 10_000))
    own.push(`sorts by ${plan["Sort Key"]?.join()}`);
  return [...own, ...(plan.Plans ?? []).flatMap((below) => misdeeds(below, smallTables))];
}
