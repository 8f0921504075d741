/** Where one session of the archive, or its replay, stands. A key may hold anything, a slash as well. */
export function sessionPath(session: string, view: "" | "/replay" | "/part" | "/live" = ""): string {
  return `/events/session/${encodeURIComponent(session)}${view}`;
}

export function replayPath(session: string, run: string | null, at?: string): string {
  const params = new URLSearchParams({ ...(run !== null && { run }), ...(at !== undefined && { at }) });
  return `${sessionPath(session, "/replay")}${params.size > 0 ? `?${params}` : ""}`;
}

/** The bot that a key names, where it is built as the bridges build it: agent:<bot>:<thread>. */
export function botOfSession(session: string): string | null {
  return /^agent:([A-Za-z0-9._-]{1,128}):/.exec(session)?.[1] ?? null;
}
