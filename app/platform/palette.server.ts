import { log } from "~/config/log.server";
import type { PaletteHit } from "./palette";
import { may, type Permission } from "./permissions";
import type { SessionUser } from "./session.server";

/** How an area answers the palette. It is asked only for people with the permission, and hands back a few hits. */
export type PaletteProvider = {
  permission: Permission;
  find: (query: string, user: SessionUser) => Promise<PaletteHit[]>;
};

const MOST_EACH = 6;
const LONGEST_QUERY = 200;

/** Asks every provider at once. One that fails is missing from the answer; the others are not. */
export async function searchPalette(
  providers: readonly PaletteProvider[],
  query: string,
  user: SessionUser,
): Promise<PaletteHit[]> {
  const term = query.trim().slice(0, LONGEST_QUERY);
  if (term === "") return [];
  const allowed = providers.filter(({ permission }) => may(user.role, permission));
  const answers = await Promise.allSettled(allowed.map(({ find }) => find(term, user)));
  return answers.flatMap((answer) => {
    if (answer.status === "fulfilled") return answer.value.slice(0, MOST_EACH);
    log.error({ err: answer.reason }, "a palette search failed");
    return [];
  });
}
