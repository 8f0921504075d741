import { expect, test } from "vitest";
import { turnWorld } from "../setup/turn-world";

test("no partition gathers statistics of the words of its texts", async () => {
  await using api = await turnWorld();
  await api.send({ type: "turn.start", bot: "nova", id: "a", user_prompt: "lantern" });
  const { rows } = await api.database.owner.query<{ target: number | null }>(
    `select a.attstattarget as target from pg_index i join pg_attribute a on a.attrelid = i.indexrelid
      where i.indexprs is not null and i.indrelid in (select inhrelid from pg_inherits where inhparent = 'runtime.turn_payloads'::regclass)`,
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every(({ target }) => target === 0)).toBe(true);
});
