import { pool } from "~/data/postgres.server";
import { findTurnsById, findSessionsById } from "~/data/runtime/turn-lookup.server";
import { sessionHref, statusWord, turnHref } from "~/features/turns/one/turn-view";
import type { PaletteProvider } from "~/platform/palette.server";

/** What ids are made of; anything else is not looked up. */
const ID = /^[A-Za-z0-9._:-]{3,128}$/;
const MOST = 5;

/** The palette finds a turn and a session by the id, or by how it begins. */
export const turnPalette: PaletteProvider = {
  permission: "turns:read",
  async find(query) {
    if (!ID.test(query)) return [];
    const [turns, sessions] = await Promise.all([
      findTurnsById(pool("pages"), query, MOST),
      findSessionsById(pool("pages"), query, MOST),
    ]);
    return [
      ...turns.map(({ id, bot_id, status }) => ({
        ...{ group: "Turns", label: id, note: `${bot_id}, ${statusWord(status)}`, bot: bot_id, to: turnHref(id) },
      })),
      ...sessions.map(({ id, bot_id }) => ({
        group: "Sessions",
        label: id,
        note: bot_id,
        bot: bot_id,
        to: sessionHref(id),
      })),
    ];
  },
};
