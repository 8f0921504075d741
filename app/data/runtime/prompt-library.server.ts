import { conditions } from "~/data/conditions.server";
import type { Sql } from "~/data/postgres.server";
import type { LibraryFilter, LibraryGroup, LibraryOrder, LibraryPosition, LibraryRow } from "./prompt-library";

/** A prompt that came with the product, as far as a list shows it. */
export type ShippedPrompt = {
  key: string;
  title: string;
  category: string;
  folder: string;
  body: string;
  sha256: string;
};

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

/** Every prompt that is stored, and those that only came along. Its one parameter, $1, is the shipped ones as JSON. */
const ROWS = `with shipped as (
    select * from json_to_recordset($1::json) as d(key text, title text, category text, folder text, body text, sha256 text)
  ), prompts as (
    select p.key, p.scope_type, p.scope_id, p.title, p.category, p.folder, p.is_protected, p.newest_version, p.active_version,
           p.updated_at, p.updated_by, pin.version as pinned_version,
           case when p.scope_type = 'global' and exists (
                  select from shipped d join runtime.prompt_template_versions v on v.body_sha256 = d.sha256
                   where d.key = p.key and v.key = p.key and v.scope_type = p.scope_type and v.scope_id = p.scope_id and v.version = p.active_version)
                then 'shipped'
                when exists (select from shipped d where d.key = p.key) then 'override'
                when p.scope_type = 'bot' and exists (
                  select from runtime.prompt_templates g where g.key = p.key and g.scope_type = 'global' and g.scope_id = '*')
                then 'override' else 'own' end as standing,
           array_remove(array[
             case when pin.version is not null then 'pinned' end,
             case when p.is_protected then 'protected' end,
             case when request.id is not null then 'waiting' end,
             case when p.active_version < p.newest_version then 'behind' end
           ], null) as states,
           null::text as body
      from runtime.prompt_templates p
      left join runtime.prompt_pins pin on pin.key = p.key and pin.scope_type = p.scope_type and pin.scope_id = p.scope_id
      left join runtime.prompt_pin_requests request on request.status = 'open'
        and request.key = p.key and request.scope_type = p.scope_type and request.scope_id = p.scope_id
    union all
    select d.key, 'default', '*', d.title, d.category, d.folder, false, 0, 0, null, null, null, 'shipped', '{}', d.body
      from shipped d
     where not exists (
       select from runtime.prompt_templates p where p.key = d.key and p.scope_type = 'global' and p.scope_id = '*')
  )`;

const SCOPE = "case p.scope_type when 'bot' then 'bot:' || p.scope_id else p.scope_type end";
const VERSION_TOKENS = `(select v.tokens from runtime.prompt_template_versions v
  where v.key = p.key and v.scope_type = p.scope_type and v.scope_id = p.scope_id and v.version = p.active_version)`;

/** What a column sorts by: never null, so that a position can be compared. */
const SORTS: Record<LibraryOrder["sort"], { by: string; type: string }> = {
  key: { by: "p.key", type: "text" },
  title: { by: "lower(p.title)", type: "text" },
  category: { by: "p.category || ' ' || p.folder", type: "text" },
  changed: { by: "coalesce(p.updated_at, '-infinity')", type: "timestamptz" },
  newest: { by: "p.newest_version", type: "integer" },
  tokens: { by: `coalesce(${VERSION_TOKENS}, -1)`, type: "integer" },
};

/** In the key, the title or the words of the active body. */
function addWords(where: ReturnType<typeof conditions>, words: LibraryFilter["words"]): void {
  for (const { text, negated } of words) {
    const like = where.place(`%${text.replace(/[\\%_]/g, "\\$&")}%`);
    const word = where.place(text);
    const found = `(p.key ilike ${like} or p.title ilike ${like} or coalesce(p.body ilike ${like}, false) or (p.key, p.scope_type, p.scope_id) in (
      select s.key, s.scope_type, s.scope_id from runtime.prompt_searches s where s.words @@ runtime.prompt_query(${word})))`;
    where.add(negated ? `not ${found}` : found);
  }
}

function whereOf(shipped: readonly ShippedPrompt[], filter: LibraryFilter) {
  const where = conditions();
  where.place(JSON.stringify(shipped));
  addWords(where, filter.words);
  return where;
}

/** One page by position. */
export async function listLibrary(
  sql: Sql,
  shipped: readonly ShippedPrompt[],
  filter: LibraryFilter,
  order: LibraryOrder,
  after: LibraryPosition | null,
  limit: number,
): Promise<{ rows: LibraryRow[]; next: LibraryPosition | null }> {
  const where = whereOf(shipped, filter);
  const { only, not } = filter;
  where.choose("p.category", only.category, not.category);
  where.choose("p.scope_type", only.scope, not.scope);
  where.choose("p.standing", only.standing, not.standing);
  if (only.bot.length > 0) where.add(`p.scope_type = 'bot' and p.scope_id = any(${where.place(only.bot)}::text[])`);
  if (not.bot.length > 0) where.add(`not (p.scope_type = 'bot' and p.scope_id = any(${where.place(not.bot)}::text[]))`);
  if (only.state.length > 0) where.add(`p.states && ${where.place(only.state)}::text[]`);
  if (not.state.length > 0) where.add(`not (p.states && ${where.place(not.state)}::text[])`);
  const inFolders = (folders: string) =>
    `exists (select from unnest(${folders}::text[]) f where p.folder = f or (f <> '' and starts_with(p.folder, f || '/')))`;
  if (only.folder.length > 0) where.add(inFolders(where.place(only.folder)));
  if (not.folder.length > 0) where.add(`not ${inFolders(where.place(not.folder))}`);
  const { by, type } = SORTS[order.sort];
  const direction = order.descending ? "desc" : "asc";
  if (after) {
    const [value, key, scope] = [after.value, after.key, after.scope].map(where.place);
    where.add(`(${by}, p.key, ${SCOPE}) ${order.descending ? "<" : ">"} (${value}::${type}, ${key}, ${scope})`);
  }
  const { rows } = await sql.query<LibraryRow & { position: string }>(
    `${ROWS}, page as (
       select p.*, ${SCOPE} as scope, (${by})::text as position from prompts p ${where.toString()}
        order by ${by} ${direction}, p.key ${direction}, ${SCOPE} ${direction} limit ${limit + 1}
     )
     select p.key, p.scope, p.title, p.category, p.folder, p.is_protected, p.newest_version, p.active_version,
            p.pinned_version, p.standing, p.states, p.updated_by, p.position,
            to_char(p.updated_at at time zone 'UTC', ${ISO}) as updated_at, ${VERSION_TOKENS} as tokens
       from page p order by ${sortedAgain(type)} ${direction}, p.key ${direction}, p.scope ${direction}`,
    where.values,
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    rows: rows.slice(0, limit).map(({ position: _position, ...row }) => row),
    next: last ? { value: last.position, key: last.key, scope: last.scope } : null,
  };
}

function sortedAgain(type: string): string {
  return `p.position::${type}`;
}

/** How many prompts share each set of facts, of those with the words: facets are counted from these. */
export async function groupLibrary(
  sql: Sql,
  shipped: readonly ShippedPrompt[],
  words: LibraryFilter["words"],
): Promise<LibraryGroup[]> {
  const where = conditions();
  where.place(JSON.stringify(shipped));
  addWords(where, words);
  const { rows } = await sql.query<LibraryGroup>(
    `${ROWS} select p.category, p.folder, p.scope_type as scope, case when p.scope_type = 'bot' then p.scope_id end as bot,
            p.standing, p.states, count(*)::int as count
       from prompts p ${where.toString()} group by 1, 2, 3, 4, 5, 6`,
    where.values,
  );
  return rows;
}

/** How many turns of the last 24 hours name each prompt, at most `cap` + 1 of each. */
export async function countPromptTurns(
  sql: Sql,
  prompts: readonly { key: string; scope: string }[],
  cap: number,
): Promise<Map<string, number>> {
  const { rows } = await sql.query<{ key: string; scope: string; turns: number }>(
    `select p.key, p.scope, (
        select count(*)::int from (
          select from runtime.turn_prompts t
           where t.key = p.key and t.scope = p.scope and t.turn_created_at >= now() - interval '24 hours' limit ${cap + 1}
        ) named
      ) as turns
       from unnest($1::text[], $2::text[]) as p(key, scope)`,
    [prompts.map(({ key }) => key), prompts.map(({ scope }) => scope)],
  );
  return new Map(rows.map(({ key, scope, turns }) => [`${key}@${scope}`, turns]));
}

/** Prompts for the palette: those whose key or title holds the text, the shortest key first. */
export async function findPromptsByName(
  sql: Sql,
  text: string,
  limit: number,
): Promise<{ key: string; scope: string; title: string }[]> {
  const { rows } = await sql.query<{ key: string; scope: string; title: string }>(
    `select p.key, ${SCOPE} as scope, p.title from runtime.prompt_templates p
      where p.key ilike $1 or p.title ilike $1
      order by starts_with(lower(p.key), lower($2)) desc, length(p.key), p.key, scope limit $3`,
    [`%${text.replace(/[\\%_]/g, "\\$&")}%`, text, limit],
  );
  return rows;
}

/** What an editor offers to put in: keys that hold in a scope, and the content that other prompts take in. */
export async function listPromptNames(
  sql: Sql,
  bot: string | null,
  limit: number,
): Promise<{ keys: { key: string; title: string }[]; content: string[] }> {
  const { rows } = await sql.query<{ keys: { key: string; title: string }[]; content: string[] }>(
    `select coalesce((select json_agg(k) from (
               select key, max(title) as title from runtime.prompt_templates
                where scope_type = 'global' or scope_id = $1 group by key order by key limit $2) k), '[]') as keys,
            array(select distinct unnest(content_paths) from runtime.prompt_searches where content_paths <> '{}' order by 1 limit $2) as content`,
    [bot ?? "", limit],
  );
  return rows[0]!;
}
