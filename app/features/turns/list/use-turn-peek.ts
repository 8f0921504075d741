import { useEffect, useState } from "react";
import { turnHref, type TurnView } from "~/features/turns/one/turn-view";

/** A turn that was asked for; null says that there is none. */
export type PeekedTurn = { id: string; view: TurnView | null };

type Kept = { turn: PeekedTurn; at: number };

const MOST_KEPT = 40;
/** A turn that has ended seldom changes; one that runs is asked for again each time, and then followed. */
const FRESH_MS = 30_000;
const kept = new Map<string, Kept>();
const asked = new Map<string, Promise<PeekedTurn | null>>();

function keep(turn: PeekedTurn): PeekedTurn {
  kept.delete(turn.id);
  kept.set(turn.id, { turn, at: Date.now() });
  for (const id of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST_KEPT))) kept.delete(id);
  return turn;
}

function isFresh(found: Kept | undefined): found is Kept {
  return found !== undefined && found.turn.view?.row.status !== "streaming" && Date.now() - found.at < FRESH_MS;
}

async function ask(id: string): Promise<PeekedTurn | null> {
  const answer = await fetch(`${turnHref(id)}/peek`, { headers: { Accept: "application/json" } });
  if (answer.status === 404) return keep({ id, view: null });
  return answer.ok ? keep({ id, view: (await answer.json()) as TurnView }) : null;
}

function load(id: string): Promise<PeekedTurn | null> {
  const running = asked.get(id);
  if (running) return running;
  const made = ask(id)
    .catch(() => null)
    .finally(() => asked.delete(id));
  asked.set(id, made);
  return made;
}

/**
 * The turn that is open beside the list. Its neighbours are fetched ahead, so that the next one is there when a key asks
 * for it.
 */
export function useTurnPeek(
  openId: string,
  loaded: PeekedTurn | null,
  neighbours: readonly string[],
): { turn: PeekedTurn | null; hasFailed: boolean } {
  const [shown, setShown] = useState<{ turn: PeekedTurn | null; hasFailed: boolean }>({
    turn: loaded,
    hasFailed: false,
  });
  const ahead = neighbours.join("\n");

  useEffect(() => {
    if (loaded) keep(loaded);
  }, [loaded]);
  useEffect(() => {
    let left = false;
    const found = kept.get(openId);
    if (found) setShown({ turn: found.turn, hasFailed: false });
    const next = isFresh(found) ? Promise.resolve(found.turn) : load(openId);
    void next.then((turn) => {
      if (left) return;
      if (!found || turn) setShown({ turn, hasFailed: turn === null });
      for (const id of ahead.split("\n")) if (id && !isFresh(kept.get(id))) void load(id);
    });
    return () => {
      left = true;
    };
  }, [openId, ahead]);

  const turn = shown.turn?.id === openId ? shown.turn : (kept.get(openId)?.turn ?? null);
  return { turn, hasFailed: shown.hasFailed && turn === null };
}
