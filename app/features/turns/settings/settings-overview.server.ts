import { pool } from "~/data/postgres.server";
import { listBotPauses } from "~/data/runtime/bot-pauses.server";
import { getMaskingRules } from "./masking-rules.server";
import { getRetention } from "./retention.server";

/** What is set, in three lines. */
export async function getSettingsOverview() {
  const [{ value, standard }, { rules }, pauses] = await Promise.all([
    getRetention(),
    getMaskingRules(),
    listBotPauses(pool()),
  ]);
  const on = rules.filter((rule) => rule.enabled);
  return {
    retention: value,
    isStandard: JSON.stringify(value) === JSON.stringify(standard),
    rules: {
      on: on.length,
      off: rules.length - on.length,
      masked: on.reduce((sum, rule) => sum + Number(rule.masked_count), 0),
    },
    pauses,
  };
}
