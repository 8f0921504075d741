import { randomBytes } from "node:crypto";
import path from "node:path";
import { readState, writeState } from "./state-files.mjs";

/**
 * @typedef {{ id: string, key: string, created_at: string }} SecretKey key: 32 bytes in base64
 * @typedef {{ keys: SecretKey[], cms: string }} Secrets keys[0] encrypts; all of them decrypt
 */

/** @param {string} dataDir */
export function secretsFile(dataDir) {
  return path.join(dataDir, "secrets.json");
}

/** @param {string} dataDir @returns {Secrets | null} */
export function readSecrets(dataDir) {
  return readState(secretsFile(dataDir));
}

/** The installation's secrets, made at its first start. @param {string} dataDir @returns {Secrets} */
export function ensureSecrets(dataDir) {
  const known = readSecrets(dataDir);
  if (known?.keys?.length && known.cms) return known;
  /** @type {Secrets} */
  const secrets = {
    keys: known?.keys?.length
      ? known.keys
      : [
          {
            id: randomBytes(4).toString("hex"),
            key: randomBytes(32).toString("base64"),
            created_at: new Date().toISOString(),
          },
        ],
    cms: known?.cms || randomBytes(32).toString("base64"),
  };
  writeState(secretsFile(dataDir), secrets);
  return secrets;
}
