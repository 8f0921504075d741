import { hkdfSync } from "node:crypto";
import { required } from "./environment";

/**
 * Every secret of Strapi comes from CMS_SECRET, so there is one to keep and none to store. The console derives
 * "console-token" the same way (app/data/cms/cms-token.server.ts), so the two labels are a contract.
 */
export function derivedSecret(label: string, bytes = 32): Buffer {
  const master = required("CMS_SECRET");
  if (master.length < 32) throw new Error("CMS_SECRET needs at least 32 characters");
  return Buffer.from(hkdfSync("sha256", master, "wheelhouse-cms/1", label, bytes));
}
