import type { Actor } from "./audit.server";

export type RemovedPart = { removed: number; /** What a person has changed since stays; its names. */ kept: string[] };

/** What an area puts in with the sample data and takes away with it. Loading again leaves what is there. */
export type SamplePart = {
  /** For the receipt: "bots". */
  name: string;
  load: (actor: Actor) => Promise<number>;
  remove: (actor: Actor) => Promise<RemovedPart>;
};

/** Says what stayed and why, or nothing. */
export function keptWords(parts: Record<string, RemovedPart>): string {
  const kept = Object.entries(parts).flatMap(([name, part]) =>
    part.kept.length > 0 ? [`${name} ${part.kept.join(", ")}`] : [],
  );
  return kept.length > 0 ? ` Kept what was changed since: ${kept.join("; ")}.` : "";
}
