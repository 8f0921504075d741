import { createHash, hkdfSync, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { env } from "~/config/env.server";
import { AppError } from "~/lib/errors";

export type SecretKey = { id: string; key: Buffer };
type SecretsFile = { keys: { id: string; key: string; created_at: string }[]; [other: string]: unknown };

/**
 * The keys that seal secrets. The first one seals; every one opens. They live in DATA_DIR/secrets.json, which other
 * processes change, so it is read again when it is newer or when an unknown key is asked for.
 */
export type Keyring = {
  current: () => SecretKey;
  find: (id: string) => SecretKey | undefined;
  /** Puts a new key in front of the file's. */
  addKey: () => SecretKey;
};

export function secretsPath(dataDir = env().DATA_DIR): string {
  return path.join(dataDir, "secrets.json");
}

function readFile(file: string): SecretsFile {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as SecretsFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { keys: [] };
    throw error;
  }
}

/** Never half written, and never readable by others, not even for a moment. */
function writeFile(file: string, content: SecretsFile): void {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const next = `${file}.${process.pid}.new`;
  fs.writeFileSync(next, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(next, file);
}

/** The id names the value, so a changed SECRET_KEY is an unknown key and not a failed decryption. */
function environmentKey(secret: string): SecretKey {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "wheelhouse secret box", 32));
  return { id: `env-${createHash("sha256").update(key).digest("hex").slice(0, 8)}`, key };
}

export function createKeyring(file: string, secretKey?: string): Keyring {
  const fromEnvironment = secretKey ? [environmentKey(secretKey)] : [];
  let keys: SecretKey[] = [];
  let readAt = -1;

  function read(): void {
    const changed = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changed === readAt) return;
    readAt = changed;
    const stored = readFile(file).keys.map(({ id, key }) => ({ id, key: Buffer.from(key, "base64") }));
    keys = [...fromEnvironment, ...stored];
  }

  return {
    current() {
      read();
      const first = keys[0];
      if (!first) throw new AppError("unavailable", "There is no key to seal secrets with: secrets.json is missing.");
      return first;
    },
    find(id) {
      const known = () => keys.find((key) => key.id === id);
      const found = known();
      if (found) return found;
      read();
      return known();
    },
    addKey() {
      const content = readFile(file);
      const added = {
        id: randomBytes(4).toString("hex"),
        key: randomBytes(32).toString("base64"),
        created_at: new Date().toISOString(),
      };
      writeFile(file, { ...content, keys: [added, ...content.keys] });
      readAt = -1;
      return { id: added.id, key: Buffer.from(added.key, "base64") };
    },
  };
}

let ours: Keyring | undefined;

export function keyring(): Keyring {
  return (ours ??= createKeyring(secretsPath(), env().SECRET_KEY));
}
