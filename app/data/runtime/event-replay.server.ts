import { conditions } from "~/data/conditions.server";
import type { Sql } from "~/data/postgres.server";
import type { EventPosition } from "./event-archive.server";

/** An event with what a replay draws of it. Runtimes name the parts of a payload differently. */
export type ReplayRow = {
  id: string;
  seq: number | null;
  gap: number;
  run: string | null;
  kind: string;
  /** Milliseconds since 1970. */
  at: number;
  text: string | null;
  tool: string | null;
  call: string | null;
  parent: string | null;
  arguments: string | null;
  result: string | null;
  failed: boolean;
  status: string | null;
  model: string | null;
};

const LONGEST = 4_000;
const BEFORE = `(select max(b.seq) from runtime.agent_events b where b.session_key = e.session_key and b.seq < e.seq)`;
const SHOWN = `
  e.id::text as id, e.seq::float8 as seq, coalesce(e.seq - 1 - ${BEFORE}, 0)::int as gap, e.run_id as run, e.kind,
  (extract(epoch from e.created_at) * 1000)::float8 as at,
  case when e.kind in ('assistant_delta', 'reasoning_delta') then coalesce(p.j ->> 'text', p.j ->> 'delta')
       else left(coalesce(p.j ->> 'text', p.j ->> 'message', p.j ->> 'content', p.j ->> 'summary', nullif(p.j::text, 'null')), ${LONGEST}) end as text,
  coalesce(p.j ->> 'tool_name', p.j ->> 'tool', p.j ->> 'name') as tool, coalesce(p.j ->> 'tool_use_id', p.j ->> 'call_id') as call,
  p.j ->> 'parent_tool_use_id' as parent,
  left(coalesce(p.j ->> 'arguments', p.j ->> 'tool_arguments', p.j ->> 'parameters'), ${LONGEST}) as arguments,
  left(coalesce(p.j ->> 'result', p.j ->> 'tool_result'), ${LONGEST}) as result,
  coalesce(p.j ->> 'is_error' = 'true', false) or coalesce(p.j ->> 'tool_error', 'false') not in ('false', '') as failed,
  coalesce(p.j ->> 'status', p.j ->> 'end_reason') as status, p.j ->> 'model' as model`;
const PAYLOAD = "cross join lateral (select e.payload_json::jsonb as j) p";

function of(session: string, run: string | null) {
  const all = conditions();
  all.add(`e.session_key = ${all.place(session)}`);
  if (run !== null) all.add(`e.run_id = ${all.place(run)}`);
  return all;
}

type Conditions = ReturnType<typeof conditions>;

function addSide(all: Conditions, side: "before" | "after", { seq, id }: EventPosition): void {
  const at = `${all.place(id)}::bigint`;
  if (seq === null)
    all.add(side === "after" ? `(e.seq is null and e.id > ${at})` : `(e.seq is not null or e.id < ${at})`);
  else {
    const number = `${all.place(seq)}::bigint`;
    all.add(
      side === "after" ? `((e.seq, e.id) > (${number}, ${at}) or e.seq is null)` : `(e.seq, e.id) < (${number}, ${at})`,
    );
  }
}

/** Where a part of a replay begins. */
export type ReplayStart =
  | { after: EventPosition }
  | { before: EventPosition }
  /** At this number or, where it is missing, the next one. */
  | { seq: string }
  /** Among those without a number, at this id or the next one. */
  | { unnumbered: string }
  | null;

/** The next events of a session, or of one run of it, in the order of the archive. */
export async function readReplay(
  sql: Sql,
  session: string,
  run: string | null,
  start: ReplayStart,
  limit: number,
): Promise<ReplayRow[]> {
  const all = of(session, run);
  const backwards = start !== null && "before" in start;
  if (start && "after" in start) addSide(all, "after", start.after);
  else if (start && "before" in start) addSide(all, "before", start.before);
  else if (start && "seq" in start) all.add(`(e.seq >= ${all.place(start.seq)}::bigint or e.seq is null)`);
  else if (start) all.add(`e.seq is null and e.id >= ${all.place(start.unnumbered)}::bigint`);
  const order = backwards ? "e.seq desc nulls first, e.id desc" : "e.seq, e.id";
  const { rows } = await sql.query<ReplayRow>(
    `select ${SHOWN} from (select * from runtime.agent_events e ${all.toString()} order by ${order} limit ${limit}) e ${PAYLOAD}
      order by e.seq, e.id`,
    all.values,
  );
  return rows;
}

/** Where an event stands, for a replay that begins there. */
export async function findPosition(
  sql: Sql,
  session: string,
  id: string,
): Promise<(EventPosition & { run: string | null }) | null> {
  const { rows } = await sql.query<EventPosition & { run: string | null }>(
    "select e.id::text as id, e.seq::text as seq, e.run_id as run from runtime.agent_events e where e.id = $2::bigint and e.session_key = $1",
    [session, id],
  );
  return rows[0] ?? null;
}

export type EarlierTexts = { run: string | null; kind: "assistant_delta" | "reasoning_delta"; text: string };

/** What runs had said before a place, put together, and what else had happened in them. */
export async function readEarlier(
  sql: Sql,
  session: string,
  runs: (string | null)[],
  before: EventPosition,
): Promise<{ texts: EarlierTexts[]; marks: ReplayRow[] }> {
  const named = runs.filter((run) => run !== null);
  const those = (deltas: boolean) => {
    const all = of(session, null);
    const list = `e.run_id = any(${all.place(named)}::text[])`;
    all.add(runs.includes(null) ? `(${list} or e.run_id is null)` : list);
    all.add(`e.kind ${deltas ? "in" : "not in"} ('assistant_delta', 'reasoning_delta')`);
    addSide(all, "before", before);
    return all;
  };
  const texts = those(true);
  const marks = those(false);
  const [said, happened] = await Promise.all([
    sql.query<EarlierTexts>(
      `select e.run_id as run, e.kind, string_agg(coalesce(p.j ->> 'text', p.j ->> 'delta'), '' order by e.seq, e.id) as text
         from runtime.agent_events e ${PAYLOAD} ${texts.toString()} group by e.run_id, e.kind`,
      texts.values,
    ),
    sql.query<ReplayRow>(
      `select ${SHOWN} from (select * from runtime.agent_events e ${marks.toString()} order by e.seq desc nulls first, e.id desc limit 1000) e ${PAYLOAD}
        order by e.seq, e.id`,
      marks.values,
    ),
  ]);
  return { texts: said.rows, marks: happened.rows };
}

/** Events of a session that were stored after an id, whatever their numbers. */
export async function readNewer(
  sql: Sql,
  session: string,
  run: string | null,
  afterId: string,
  limit: number,
): Promise<ReplayRow[]> {
  const all = of(session, run);
  all.add(`e.id > ${all.place(afterId)}::bigint`);
  const { rows } = await sql.query<ReplayRow>(
    `select ${SHOWN} from (select * from runtime.agent_events e ${all.toString()} order by e.id limit ${limit}) e ${PAYLOAD} order by e.id`,
    all.values,
  );
  return rows;
}
