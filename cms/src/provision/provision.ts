import type { Core } from "@strapi/strapi";
import { provisionAdmin } from "./admin";
import { provisionTokens } from "./tokens";

const provisionLock = 7_206_001;

/** Puts in place what a person would otherwise click together. Safe to repeat; two processes take turns. */
export async function provision(strapi: Core.Strapi): Promise<void> {
  await strapi.db.transaction(async ({ trx }) => {
    await trx.raw("select pg_advisory_xact_lock(?)", [provisionLock]);
    await provisionAdmin(strapi);
    await provisionTokens(strapi);
  });
}
