import { useEffect, useState } from "react";
import { promptHref, readPromptId } from "../prompt-href";
import type { PromptPeekData } from "./prompt-peek-data.server";

type Found = { id: string; prompt: PromptPeekData | null };

const MOST_KEPT = 60;
const FRESH_MS = 20_000;
const kept = new Map<string, { found: Found; at: number }>();

function keep(found: Found): Found {
  kept.delete(found.id);
  kept.set(found.id, { found, at: Date.now() });
  for (const id of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST_KEPT))) kept.delete(id);
  return found;
}

async function fetchPeek(id: string): Promise<Found | null> {
  const { key, scope } = readPromptId(id);
  const href = promptHref({ key, scope }).replace(/(\?|$)/, "/peek$1");
  const answer = await fetch(href, { headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.status === 404) return keep({ id, prompt: null });
  return answer?.ok ? keep({ id, prompt: (await answer.json()) as PromptPeekData }) : null;
}

/** The prompt beside the library; its neighbours are fetched ahead, so that the next key press finds them. */
export function usePromptPeek(id: string, loaded: PromptPeekData | null, neighbours: readonly string[]) {
  const [shown, setShown] = useState<Found | "failed" | null>(loaded && { id: loaded.id, prompt: loaded });
  const ahead = neighbours.join("\n");
  useEffect(() => {
    let isLeft = false;
    const isFresh = (each: string) => Date.now() - (kept.get(each)?.at ?? 0) < FRESH_MS;
    const known = kept.get(id)?.found ?? null;
    if (known) setShown(known);
    const asked = known && isFresh(id) ? Promise.resolve<Found | null>(known) : fetchPeek(id);
    void asked.then((found) => {
      if (isLeft) return;
      if (found || !known) setShown(found ?? "failed");
      for (const other of ahead.split("\n")) if (other && !isFresh(other)) void fetchPeek(other);
    });
    return () => {
      isLeft = true;
    };
  }, [id, ahead]);
  const found = shown !== null && shown !== "failed" && shown.id === id ? shown : (kept.get(id)?.found ?? null);
  const state = found ? (found.prompt ? "shown" : "missing") : shown === "failed" ? "failed" : "pending";
  return { prompt: found?.prompt ?? null, state } as const;
}
