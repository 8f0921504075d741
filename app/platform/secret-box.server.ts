import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { AppError } from "~/lib/errors";
import { keyring, type Keyring, type SecretKey } from "./keyring.server";

/** Where a secret lives. It is bound to this place: moved to another row or column it does not open. */
export type SecretPlace = { table: string; row: string; column: string };

const VERSION = "1";

function bind({ table, row, column }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([table, row, column]));
}

/** AES-256-GCM, as version:keyId:iv:ciphertext:tag. */
export function seal(text: string, place: SecretPlace, ring: Keyring = keyring()): string {
  return sealWith(ring.current(), text, place);
}

export function sealWith(key: SecretKey, text: string, place: SecretPlace): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.key, iv).setAAD(bind(place));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return [VERSION, key.id, ...[iv, sealed, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(":");
}

export function unseal(sealed: string, place: SecretPlace, ring: Keyring = keyring()): string {
  const [version, keyId, iv, text, tag] = sealed.split(":");
  const broken = () => new AppError("unavailable", "A stored secret cannot be read with the keys that are here.");
  if (version !== VERSION || !keyId || !iv || text === undefined || !tag) throw broken();
  const key = ring.find(keyId);
  if (!key) throw broken();
  try {
    const decipher = createDecipheriv("aes-256-gcm", key.key, Buffer.from(iv, "base64url"), { authTagLength: 16 });
    decipher.setAAD(bind(place)).setAuthTag(Buffer.from(tag, "base64url"));
    return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]).toString("utf8");
  } catch {
    throw broken();
  }
}

/** Which key sealed a value. */
export function sealedBy(sealed: string): string | undefined {
  return sealed.split(":")[1];
}
