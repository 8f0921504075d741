import { recountTurns } from "~/features/turns/fold-turn-ledger.server";
import { productHouse } from "./product-house";
import { seedTurns } from "./seed-turns";

export type { Times } from "./product-house";
export type TurnHouse = Awaited<ReturnType<typeof turnHouse>>;

/** The product full of turns. */
export async function turnHouse({ rows, days }: { rows: number; days: number }) {
  const house = await productHouse();
  const { pool, superuserUrl } = house;
  // All texts are kept: the search has a month before it and looks at a week.
  await pool.query(
    `insert into runtime.runtime_settings (scope_type, scope_id, key, value, updated_by)
     values ('global', '*', 'turns.retention', '{"rows_days": 400, "payloads_hours": 9600}', 'bench')`,
  );
  const seedStarted = performance.now();
  const { textBytes } = await seedTurns(superuserUrl, { rows, days });
  const seedS = (performance.now() - seedStarted) / 1000;
  const countStarted = performance.now();
  await recountTurns();
  const recountS = (performance.now() - countStarted) / 1000;
  await pool.query("vacuum analyze runtime.turn_margins");
  await pool.query("checkpoint");
  return { ...house, textBytes, seedS, recountS };
}
