/** What stands where a secret was. Sent back, it means the secret that is stored. */
export const HIDDEN = "[hidden]";

const SECRET =
  /(^|_)(secret|token|password|passwd|passphrase|pwd|api_?key|access_?key|private_?key|signing_?key|credentials?|authorization|bearer|cookie)(_(value|text))?$/;

/** By its name alone: apiKey, bot-token, nextcloud.password. */
export function isSecretName(name: string): boolean {
  const plain = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
  return SECRET.test(plain);
}

/** The same JSON with every text under such a name hidden. Numbers are left: max_token is a limit. */
export function hideSecrets<T>(value: T): T {
  return walk(value, false) as T;
}

function walk(value: unknown, isSecret: boolean): unknown {
  if (typeof value === "string") return isSecret && value !== "" ? HIDDEN : value;
  if (Array.isArray(value)) return value.map((each) => walk(each, isSecret));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, walk(each, isSecret || isSecretName(key))]),
  );
}

/** Puts back what was hidden, from the place it was hidden at. What is hidden and was never there becomes empty. */
export function restoreSecrets<T>(value: T, stored: unknown): T {
  if (value === HIDDEN) return (typeof stored === "string" ? stored : "") as T;
  if (Array.isArray(value))
    return value.map((each, at) => restoreSecrets(each, Array.isArray(stored) ? stored[at] : undefined)) as T;
  if (value === null || typeof value !== "object") return value;
  const before = (stored ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      restoreSecrets(each, Object.hasOwn(before, key) ? before[key] : undefined),
    ]),
  ) as T;
}

/** Where secrets stand, as paths: "nextcloud.password". */
export function secretPaths(value: unknown, path = "", isSecret = false): string[] {
  if (typeof value === "string") return isSecret && value !== "" ? [path] : [];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, each]) =>
    secretPaths(each, path ? `${path}.${key}` : key, isSecret || isSecretName(key)),
  );
}
