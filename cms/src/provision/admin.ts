import { randomBytes } from "node:crypto";
import type { Core } from "@strapi/strapi";

type UserService = {
  exists(): Promise<boolean>;
  createFirstAdmin(user: { email: string; firstname: string; lastname: string; password: string }): Promise<unknown>;
};

/**
 * While Strapi has no user, whoever comes first may become super admin. So one exists from the first boot, with a
 * password that nobody ever sees: people come in through the console.
 */
export async function provisionAdmin(strapi: Core.Strapi): Promise<void> {
  const users = strapi.service("admin::user") as unknown as UserService;
  if (await users.exists()) return;
  await users.createFirstAdmin({
    email: "console@wheelhouse.invalid",
    firstname: "Wheelhouse",
    lastname: "Console",
    // bcrypt reads at most 72 bytes.
    password: randomBytes(48).toString("base64url"),
  });
  strapi.log.info("The first admin was made");
}
