import type { Core } from "@strapi/strapi";
import { derivedSecret } from "../secrets";

type Token = { id: number; name: string; accessKey: string; type: string; lastUsedAt: string | null };
type TokenService = {
  hash(key: string): string;
  create(token: TokenWish & { kind: "content-api"; lifespan: null }): Promise<{ id: number }>;
  update(id: number, token: TokenWish): Promise<unknown>;
  getById(id: number): Promise<{ permissions?: string[] } | null>;
  revoke(id: number): Promise<unknown>;
};
type TokenWish = { name: string; description: string; type: "custom"; permissions: string[] };

/** What the console may read. Content types add their own actions here. */
const consoleToken: TokenWish = {
  name: "console",
  description: "The Wheelhouse console. Its key is derived from CMS_SECRET.",
  type: "custom",
  permissions: ["plugin::upload.content-api.find", "plugin::upload.content-api.findOne"],
};

export async function provisionTokens(strapi: Core.Strapi): Promise<void> {
  await revokeDefaults(strapi);
  await keepConsoleToken(strapi);
}

function tokenService(strapi: Core.Strapi): TokenService {
  return strapi.service("admin::api-token") as unknown as TokenService;
}

async function findToken(strapi: Core.Strapi, name: string): Promise<Token | null> {
  return (await strapi.db.query("admin::api-token").findOne({ where: { name } })) as Token | null;
}

/** On an empty database Strapi makes two tokens of its own, one of them all-powerful. */
async function revokeDefaults(strapi: Core.Strapi): Promise<void> {
  for (const name of ["Read Only", "Full Access"]) {
    const token = await findToken(strapi, name);
    if (!token || token.lastUsedAt) continue;
    await tokenService(strapi).revoke(token.id);
    strapi.log.info(`The default token "${name}" was revoked`);
  }
}

async function keepConsoleToken(strapi: Core.Strapi): Promise<void> {
  const service = tokenService(strapi);
  const known = await findToken(strapi, consoleToken.name);
  let id = known?.id;
  if (id === undefined) {
    id = (await service.create({ kind: "content-api", lifespan: null, ...consoleToken })).id;
  } else {
    const granted = (await service.getById(id))?.permissions ?? [];
    const wanted = consoleToken.permissions;
    const same = granted.length === wanted.length && wanted.every((action) => granted.includes(action));
    if (!same || known?.type !== "custom") await service.update(id, consoleToken);
  }
  // Strapi makes up a key when it creates a token; ours replaces it, so that nothing has to be handed over.
  const key = derivedSecret("console-token", 48).toString("hex");
  if (known?.accessKey === service.hash(key)) return;
  const encryption = strapi.service("admin::encryption") as unknown as { encrypt(text: string): string | null };
  await strapi.db
    .query("admin::api-token")
    .update({ where: { id }, data: { accessKey: service.hash(key), encryptedKey: encryption.encrypt(key) } });
  strapi.log.info("The console's token was set");
}
