import { hkdfSync } from "node:crypto";

/**
 * The key of the API token "console" in Strapi. Both sides derive it from CMS_SECRET, so nothing is handed over;
 * cms/src/secrets.ts does the same, and the contract test holds the two together.
 */
export function cmsToken(cmsSecret: string): string {
  return Buffer.from(hkdfSync("sha256", cmsSecret, "wheelhouse-cms/1", "console-token", 48)).toString("hex");
}
