import { scopeWords } from "../prompt-href";

/** Says what the text was before anybody wrote, where that is not the newest version. */
export function StartedFrom({ from, scope }: { from: { scope: string; version: number } | null; scope: string }) {
  if (!from) return null;
  return (
    <p role="note" className="text-muted">
      {from.scope === scope
        ? `This begins with the words of v${from.version}, not with the newest.`
        : from.scope === "default"
          ? "This begins with the text that came with the product."
          : `This begins with the text of ${scopeWords(from.scope).toLowerCase()}, v${from.version}.`}
    </p>
  );
}
