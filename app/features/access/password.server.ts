import { hash, verify } from "@node-rs/argon2";
import { AppError } from "~/lib/errors";

/** OWASP's parameters; the library's own default algorithm is argon2id. */
export const PASSWORD_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Each run holds 19 MiB, so a crowd at the door waits in line instead of taking a gigabyte. */
const AT_ONCE = 4;
const LINE_LENGTH = 200;

let running = 0;
const line: (() => void)[] = [];

async function inLine<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (line.length >= LINE_LENGTH)
      throw new AppError("unavailable", "Too many people sign in right now. Try again in a moment.", {
        retry_after_s: 5,
      });
    await new Promise<void>((resolve) => line.push(resolve));
  } else running++;
  try {
    return await work();
  } finally {
    // The place goes straight to the next in line, so `running` never exceeds the limit.
    const next = line.shift();
    if (next) next();
    else running--;
  }
}

export function hashPassword(password: string): Promise<string> {
  return inLine(() => hash(password.normalize("NFKC"), PASSWORD_COST));
}

let nobodysHash: Promise<string> | undefined;

/**
 * Whether a password is right. Without a stored hash the same work is done on nobody's, so that neither the answer
 * nor its time tells whether the person exists.
 */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const against = stored ?? (await (nobodysHash ??= hashPassword("nobody's password")));
  const isRight = await inLine(() => verify(against, password.normalize("NFKC")).catch(() => false));
  return isRight && Boolean(stored);
}

/** Whether a hash was made with other parameters than today's. */
export function needsRehash(stored: string): boolean {
  const { memoryCost, timeCost, parallelism } = PASSWORD_COST;
  return !stored.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`);
}
