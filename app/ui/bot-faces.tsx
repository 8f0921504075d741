import { createContext, useContext, useSyncExternalStore } from "react";
import type { BotFace, BotFaces } from "~/lib/bot-face";

const SEED_ID = "bot-faces";

/**
 * The faces that one document is drawn with. The bots that were drawn travel with it, and no others: a page with three
 * bots of a thousand carries three. After the seed is written a bot that is not in it is drawn without a face, since the
 * browser could not draw it alike.
 */
export class DocumentFaces {
  readonly #all: BotFaces;
  readonly #used = new Map<string, BotFace>();
  #isWritten = false;
  constructor(all: BotFaces) {
    this.#all = all;
  }
  take(slug: string): BotFace | undefined {
    const face = this.#isWritten ? this.#used.get(slug) : this.#all.get(slug);
    if (face) this.#used.set(slug, face);
    return face;
  }
  write(): string {
    this.#isWritten = true;
    return JSON.stringify(Object.fromEntries(this.#used)).replaceAll("<", "\\u003c");
  }
}

/** Only on the server, around one document. */
export const DocumentFacesContext = createContext<DocumentFaces | null>(null);

let seed: ReadonlyMap<string, BotFace> | undefined;
let all: ReadonlyMap<string, BotFace> | undefined;
const watchers = new Set<() => void>();

function toMap(json: Record<string, BotFace>): ReadonlyMap<string, BotFace> {
  return new Map(Object.entries(json));
}

function seeded(slug: string): BotFace | undefined {
  seed ??= toMap(JSON.parse(document.getElementById(SEED_ID)?.textContent || "{}") as Record<string, BotFace>);
  return seed.get(slug);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Every bot's face, from now on: each place that shows one of them draws it anew. */
export function setBotFaces(json: Record<string, BotFace>): void {
  all = toMap(json);
  for (const watcher of watchers) watcher();
}

/** How a bot looks, the same in the document and in the browser, and live after a change. */
export function useBotFace(slug: string): BotFace | undefined {
  const document = useContext(DocumentFacesContext);
  return useSyncExternalStore(
    watch,
    () => (all ? all.get(slug) : seeded(slug)),
    () => (document ? document.take(slug) : typeof window === "undefined" ? undefined : seeded(slug)),
  );
}

/** Stands after everything that shows bots, and before the scripts. */
export function BotFacesSeed() {
  const document = useContext(DocumentFacesContext);
  return (
    <script
      id={SEED_ID}
      type="application/json"
      suppressHydrationWarning
      // oxlint-disable-next-line react/no-danger -- JSON without "<", in a script that does not run
      dangerouslySetInnerHTML={{ __html: document?.write() ?? "" }}
    />
  );
}
