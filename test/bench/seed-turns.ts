import pg from "pg";
import { errorFingerprint, preview, searchPairs } from "~/features/turns/ingest/turn-texts";
import { uuid } from "~/lib/uuid.server";
import { CJK_NEEDLE, NEEDLE, newRandom, newWriter } from "./words";

const DAY = 24 * 3_600_000;
const AT_ONCE = 1_000;
const MODELS = [
  ["gpt-4o", "openai"],
  ["gpt-4o-mini", "openai"],
  ["claude-sonnet-4", "anthropic"],
  ["gemini-2.5-flash", "google"],
  ["llama-3.3-70b", "groq"],
] as const;
const CHANNELS = ["web", "discord", "slack", "api"];
const TAGS = ["beta", "billing", "support", "night", "trial", "import", "vip", "eval"];
const ERRORS = [
  "Rate limit reached for requests, try again in 12 s",
  "connect ECONNREFUSED 10.0.0.7:443",
  "The model produced no output",
  'Tool "search" answered 502',
  "context length exceeded: 131072 tokens",
];

type Seeded = { textBytes: number };

function makeTurns(rows: number, days: number, now: number) {
  const random = newRandom(42);
  const write = newWriter(random);
  const among = <T>(all: readonly T[]) => all[Math.floor(all.length * random() ** 1.6)]!;
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const bots = Array.from({ length: 20 }, (_, i) => `bot-${i + 1}`);
  const users = Array.from({ length: 500 }, (_, i) => `user-${i + 1}`);
  const every = Math.ceil(rows / 50);
  return (index: number) => {
    // Oldest first, as they came.
    const at = now - days * DAY + Math.floor((index + random()) * ((days * DAY) / rows)) - 60_000;
    const luck = random();
    const script = luck < 0.04 ? "cjk" : luck < 0.06 ? "arabic" : "latin";
    const about = Math.floor(random() * 400);
    let prompt = write(1_300, script, about);
    const response = write(1_000, script, about);
    // Rare, and some of them in the last week.
    if (index % every === 0) prompt += ` ${NEEDLE} `;
    if (index % every === 1) prompt += `去${CJK_NEEDLE}看`;
    const fate = random();
    const status =
      fate < 0.93 ? "ok" : fate < 0.97 ? "error" : fate < 0.98 ? "timeout" : fate < 0.99 ? "aborted" : "interrupted";
    const error = status === "error" ? among(ERRORS) : null;
    const [model, provider] = among(MODELS);
    const latency = Math.round(Math.exp(7.8 + 0.9 * normal()));
    const input = 300 + Math.floor(random() * 4_000);
    const output = 50 + Math.floor(random() * 800);
    return {
      id: uuid(at),
      created_at: new Date(at).toISOString(),
      bot_id: among(bots),
      user_id: among(users),
      session_id: `session-${Math.floor(index / 5)}`,
      model,
      provider,
      channel: among(CHANNELS),
      environment: random() < 0.9 ? "production" : "staging",
      tags: random() < 0.3 ? [among(TAGS)] : [],
      status,
      error_text: error,
      error_fingerprint: errorFingerprint(error),
      ended_at: new Date(at + latency).toISOString(),
      latency_ms: latency,
      ttft_ms: Math.round(latency * (0.1 + 0.3 * random())),
      input_tokens: input,
      output_tokens: output,
      cost_usd: ((input * 2.5 + output * 10) / 1e6).toFixed(9),
      tool_call_count: random() < 0.6 ? 0 : 1 + Math.floor(random() ** 3 * 12),
      llm_call_count: 0,
      prompt_preview: preview(prompt),
      response_preview: preview(response),
      user_prompt: prompt,
      response_text: response,
      search_pairs: script === "latin" && !prompt.includes(CJK_NEEDLE) ? null : searchPairs(prompt, response),
    };
  };
}

const LOG = `id text, created_at timestamptz, bot_id text, user_id text, session_id text, model text, provider text, channel text,
  environment text, tags text[], status text, error_text text, error_fingerprint text, ended_at timestamptz, latency_ms integer, ttft_ms integer,
  input_tokens integer, output_tokens integer, cost_usd numeric, tool_call_count integer, llm_call_count integer, prompt_preview text, response_preview text`;
const LOG_NAMES = LOG.split(",").map((each) => each.trim().split(" ")[0]!);
const TEXT = "user_prompt text, response_text text, search_pairs text";

/** A house full of turns: rows, texts and keys, straight into the tables. Indexes are built when all is there. */
export async function seedTurns(
  superuserUrl: string,
  { rows, days, now = Date.now() }: { rows: number; days: number; now?: number },
): Promise<Seeded> {
  const pool = new pg.Pool({ connectionString: superuserUrl, max: 2 });
  const make = makeTurns(rows, days, now);
  let textBytes = 0;
  try {
    for (let day = -days - 1; day <= 2; day++)
      for (const table of ["turn_logs", "turn_payloads", "tool_call_records", "tool_call_results", "llm_calls"])
        await pool.query("select runtime.ensure_partition($1, $2)", [table, new Date(now + day * DAY)]);
    const indexes = await dropIndexes(pool);
    let next = 0;
    const fill = async () => {
      const client = await pool.connect();
      // What is loaded here is counted by a rebuild, as after a restore.
      await client.query("set session_replication_role = replica");
      await client.query("set synchronous_commit = off");
      while (next < rows) {
        const some = Array.from({ length: Math.min(AT_ONCE, rows - next) }, () => make(next++));
        for (const { user_prompt, response_text } of some)
          textBytes += Buffer.byteLength(user_prompt) + Buffer.byteLength(response_text);
        await client.query(
          `with given as materialized (select * from json_to_recordset($1::json) as t(${LOG}, ${TEXT})),
                keys as (insert into runtime.turn_keys (id, created_at, source) select id, created_at, 'seed' from given),
                texts as (insert into runtime.turn_payloads (id, created_at, user_prompt, response_text, search_pairs, ended)
                          select id, created_at, user_prompt, response_text, search_pairs, true from given)
           insert into runtime.turn_logs (${LOG_NAMES.join(", ")}, source) select ${LOG_NAMES.join(", ")}, 'seed' from given`,
          [JSON.stringify(some)],
        );
      }
      await client.query("reset session_replication_role");
      client.release();
    };
    await Promise.all([fill(), fill()]);
    await buildIndexes(pool, indexes);
  } finally {
    await pool.end();
  }
  return { textBytes };
}

async function dropIndexes(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    `select c.oid::regclass::text as name, pg_get_indexdef(c.oid) as definition
       from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid in ('runtime.turn_logs'::regclass, 'runtime.turn_payloads'::regclass) and not i.indisprimary`,
  );
  for (const { name } of rows) await pool.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition.replace(" ON ONLY ", " ON "));
}

async function buildIndexes(pool: pg.Pool, definitions: string[]): Promise<void> {
  const waiting = definitions.toSorted((a, b) => Number(b.includes("USING gin")) - Number(a.includes("USING gin")));
  const build = async () => {
    const client = await pool.connect();
    await client.query("set maintenance_work_mem = '512MB'");
    for (let next = waiting.shift(); next; next = waiting.shift()) await client.query(next);
    client.release();
  };
  // One builds the texts' index meanwhile.
  await Promise.all([build(), build()]);
  // As a partition that is made by the house.
  await pool.query(
    "select runtime.keep_no_word_statistics(relname) from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'runtime.turn_payloads'::regclass",
  );
  for (const table of ["turn_keys", "turn_logs", "turn_payloads"]) await pool.query(`vacuum analyze runtime.${table}`);
}
