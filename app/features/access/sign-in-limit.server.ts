import { createHash } from "node:crypto";
import ipaddr from "ipaddr.js";
import { db, Prisma, type Db } from "~/data/console/prisma.server";
import { AppError } from "~/lib/errors";

const WINDOW_S = 15 * 60;
const LONGEST_WAIT_S = 24 * 3600;
const ACCOUNT_TRIES = 5;
const ADDRESS_TRIES = 20;

type Limit = { key: string; tries: number };
type Sqls = Pick<Db, "$queryRaw" | "$executeRaw">;

/** What people type into the e-mail field may be a password, so it is not stored as it is. */
function accountLimit(email: string): Limit {
  return { key: `account:${createHash("sha256").update(email).digest("base64url")}`, tries: ACCOUNT_TRIES };
}

/** One household or one machine has a whole /64 of IPv6 to try from, so that counts as one address. */
function addressLimit(address: string): Limit {
  const plain = ipaddr.isValid(address) ? ipaddr.process(address) : null;
  const place =
    plain?.kind() === "ipv6" ? (plain as ipaddr.IPv6).parts.slice(0, 4).join(":") : String(plain ?? address);
  return { key: `address:${place}`, tries: ADDRESS_TRIES };
}

/**
 * Counts a try before it is made, in one statement, so that a race of many cannot pass. Returns the seconds to wait, or
 * 0. Over the limit the door stays shut for a window, and twice as long at each further time within a day.
 */
async function take(limit: Limit, sql: Sqls): Promise<number> {
  const window = Prisma.sql`make_interval(secs => ${WINDOW_S})`;
  const rows = await sql.$queryRaw<{ wait: number }[]>(Prisma.sql`
    insert into console.rate_limits as l (key, tries, window_ends_at, forget_at)
    values (${limit.key}, 1, now() + ${window}, now() + interval '1 day')
    on conflict (key) do update set
      tries = case when l.blocked_until > now() then l.tries when l.window_ends_at <= now() then 1 else l.tries + 1 end,
      window_ends_at = case
        when l.blocked_until > now() or l.window_ends_at > now() then l.window_ends_at else now() + ${window} end,
      strikes = case
        when l.blocked_until > now() then l.strikes
        when l.forget_at <= now() then 0
        when l.window_ends_at > now() and l.tries >= ${limit.tries} then l.strikes + 1
        else l.strikes end,
      blocked_until = case
        when l.blocked_until > now() then l.blocked_until
        when l.window_ends_at > now() and l.tries >= ${limit.tries}
          then now() + make_interval(secs => least(${WINDOW_S} * 2 ^ l.strikes, ${LONGEST_WAIT_S}))
        else null end,
      forget_at = case
        when l.blocked_until > now() then l.forget_at
        else now() + make_interval(secs => least(${WINDOW_S} * 2 ^ l.strikes, ${LONGEST_WAIT_S})) + interval '1 day' end
    returning coalesce(extract(epoch from blocked_until - now()), 0)::float8 as wait`);
  return Math.max(0, rows[0]?.wait ?? 0);
}

/** Counts a try to sign in, or says how long to wait. The address comes first: a blocked one cannot block accounts. */
export async function takeSignInTry(email: string, address: string, sql: Sqls = db()): Promise<void> {
  for (const limit of [addressLimit(address), accountLimit(email)]) {
    const wait = await take(limit, sql);
    if (wait > 0) throw tooMany(wait);
  }
}

function tooMany(wait: number): AppError {
  const minutes = Math.ceil(wait / 60);
  return new AppError(
    "rate_limited",
    `Too many tries. Wait ${minutes === 1 ? "a minute" : `${minutes} minutes`} and try again.`,
    { retry_after_s: Math.ceil(wait) },
  );
}

/** After a sign-in that went well: the account starts afresh, and the address gets its tries back. */
export async function giveBackTries(email: string, address: string, tries: number, sql: Sqls = db()): Promise<void> {
  await sql.$executeRaw(Prisma.sql`delete from console.rate_limits where key = ${accountLimit(email).key}`);
  await sql.$executeRaw(
    Prisma.sql`update console.rate_limits set tries = greatest(tries - ${tries}, 0)
               where key = ${addressLimit(address).key}`,
  );
}
