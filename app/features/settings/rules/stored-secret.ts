import { hideSecrets } from "~/lib/secret-json";

/**
 * A secret as it stands in the row: sealed, or the name of a credential that holds it. Anything else under a secret's
 * key came from elsewhere; it counts as set and is shown as little.
 */
export type StoredSecret = { sealed: string; last_four: string } | { credential: string };

/** All that anybody is told of a secret. */
export type SecretState = { isSet: boolean; lastFour: string; credential: string | null };

export function secretState(value: unknown): SecretState {
  const stored = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  return {
    isSet: value !== null && value !== undefined,
    lastFour: typeof stored.last_four === "string" ? stored.last_four.slice(-4) : "",
    credential: typeof stored.credential === "string" ? stored.credential : null,
  };
}

/** A short secret has no end that could be shown without giving much of it away. */
export function lastFourOf(secret: string): string {
  return secret.length >= 16 ? secret.slice(-4) : "";
}

/** What screens, the history and the audit log may know of a stored value. */
export function withoutSecret(value: unknown, isSecret: boolean): unknown {
  if (!isSecret) return hideSecrets(value);
  const { isSet, lastFour, credential } = secretState(value);
  if (!isSet) return null;
  return credential ? { credential } : { secret: "set", last_four: lastFour };
}
