/** Where the console shows this CMS. Read by the configuration, at build time too: the path part is inlined into the panel. */
export function publicAddress(): { url: string; origin: string; path: string } {
  const base = new URL(process.env.PUBLIC_URL || "http://127.0.0.1:3000");
  const path = `${base.pathname.replace(/\/+$/, "")}/cms`;
  return { url: `${base.origin}${path}`, origin: base.origin, path };
}

/** A setting that the supervisor always gives; without it nothing may start on a guess. */
export function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the CMS is started by scripts/cms.mjs, which sets it`);
  return value;
}
