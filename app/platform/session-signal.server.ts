import { db } from "~/data/console/prisma.server";
import { listen } from "~/data/postgres.server";
import type { RequestContext } from "./load-context";
import type { SessionUser } from "./session.server";
import { SESSION_IDLE_MS } from "./session-store.server";

/** Sessions run out without an event, so open streams look themselves from time to time. */
const LOOK_EVERY_MS = 60_000;

const held = new Map<string, Set<AbortController>>();
let watching: (() => void) | undefined;

async function look(): Promise<void> {
  const ids = [...held.keys()];
  const living = await db().session.findMany({
    where: {
      id: { in: ids },
      expiresAt: { gt: new Date() },
      lastSeenAt: { gt: new Date(Date.now() - SESSION_IDLE_MS) },
      user: { disabledAt: null },
    },
    select: { id: true },
  });
  const alive = new Set(living.map((session) => session.id));
  for (const id of ids) if (!alive.has(id)) for (const stream of held.get(id) ?? []) stream.abort();
}

function watch(): void {
  const lookQuietly = () => void look().catch(() => undefined);
  const unlisten = listen("wheelhouse_sessions", lookQuietly);
  const timer = setInterval(lookQuietly, LOOK_EVERY_MS).unref();
  watching = () => {
    unlisten();
    clearInterval(timer);
  };
}

/**
 * Aborts when the browser leaves or when the person's session ends. Event streams are given this and not
 * context.closed: a session that was revoked must not go on reading through a stream it opened before.
 */
export function sessionSignal(user: SessionUser, context: RequestContext): AbortSignal {
  const ended = new AbortController();
  const signal = AbortSignal.any([context.closed, ended.signal]);
  const streams = held.get(user.sessionId) ?? new Set();
  held.set(user.sessionId, streams.add(ended));
  if (!watching) watch();
  signal.addEventListener(
    "abort",
    () => {
      streams.delete(ended);
      if (streams.size === 0) held.delete(user.sessionId);
      if (held.size > 0) return;
      watching?.();
      watching = undefined;
    },
    { once: true },
  );
  return signal;
}
