import { startProduct } from "../../setup/product.mjs";
import { signInPeople } from "./people";

/** The built product, started by the real command in a directory of its own, with its database and its CMS. */
export default async function setup(): Promise<() => Promise<void>> {
  const product = await startProduct({ env: { GALLERY: "on", LOG_LEVEL: "warn" } });
  try {
    process.env.E2E_ORIGIN = product.origin;
    process.env.E2E_DATA_DIR = product.dataDir;
    process.env.E2E_SESSIONS = JSON.stringify(await signInPeople(product.dataDir));
  } catch (error) {
    await product.remove();
    throw error;
  }
  return () => product.remove();
}
