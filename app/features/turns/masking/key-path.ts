import { PatternProblem } from "~/lib/linear-pattern/parse-pattern";

/** Whether the path to a value, in lower case, is one that is meant. */
export type KeyPath = (path: readonly string[]) => boolean;

const MAX_CHARS = 200;

/**
 * `password` is every key of that name, `user.email` an `email` right inside a `user`, `$.user.email` only where `user`
 * stands at the top, and `*` any one name. Lists are looked through, and case does not matter.
 */
export function compileKeyPath(source: string): KeyPath {
  if (source.length > MAX_CHARS) throw new PatternProblem(`has more than ${MAX_CHARS} characters`);
  const isAnchored = source.startsWith("$.");
  const wanted = source
    .slice(isAnchored ? 2 : 0)
    .toLowerCase()
    .split(".");
  if (wanted.some((part) => part.trim() === "")) throw new PatternProblem("has a part without a name");
  if (wanted.every((part) => part === "*")) throw new PatternProblem("names no key");
  return (path) => {
    const skipped = path.length - wanted.length;
    if (isAnchored ? skipped !== 0 : skipped < 0) return false;
    for (let i = wanted.length - 1; i >= 0; i--) if (wanted[i] !== "*" && wanted[i] !== path[skipped + i]) return false;
    return true;
  };
}
