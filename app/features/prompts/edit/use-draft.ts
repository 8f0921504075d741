import { useEffect, useRef, useState } from "react";
import type { TemplateSyntax } from "~/lib/prompt-template/template";
import type { VariableRow } from "./variable-form";

/** What somebody wrote and has not saved. `base` is the version it was begun on. */
export type Draft = {
  body: string;
  syntax: TemplateSyntax;
  variables: VariableRow[];
  note: string;
  base: number;
};
type KeptDraft = Draft & { at: number };

const REST_MS = 300;

function nameOf(id: string): string {
  return `wheelhouse prompt draft ${id}`;
}

export function readDraft(id: string): KeptDraft | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(nameOf(id)) ?? "null");
    return typeof value === "object" && value !== null && "body" in value && "variables" in value
      ? (value as KeptDraft)
      : null;
  } catch {
    return null;
  }
}

function isSame(left: Omit<Draft, "note" | "base">, right: Omit<Draft, "note" | "base">): boolean {
  const told = ({ body, syntax, variables }: Omit<Draft, "note" | "base">) => JSON.stringify([body, syntax, variables]);
  return told(left) === told(right);
}

/**
 * Keeps what is being written in this browser until it is saved: a reload, a lost connection or a conflict loses nothing.
 * `restored` is what was found at the start; what equals the saved text is no draft.
 */
export function useDraft(id: string, draft: Draft, start: Draft, isSaving: boolean) {
  const [restored, setRestored] = useState<KeptDraft | null>(null);
  const [isLooked, setIsLooked] = useState(false);
  const latest = useRef({ draft, start, isSaving });
  useEffect(() => {
    latest.current = { draft, start, isSaving };
  });
  useEffect(() => {
    const found = readDraft(id);
    if (found && !isSame(found, latest.current.start)) setRestored(found);
    setIsLooked(true);
  }, [id]);
  useEffect(() => {
    if (!isLooked) return;
    const write = () => keep(id, draft, start);
    const timer = setTimeout(write, REST_MS);
    // A page that is left may not run timers any more.
    addEventListener("pagehide", write);
    return () => {
      clearTimeout(timer);
      removeEventListener("pagehide", write);
    };
  }, [id, draft, start, isLooked]);
  useEffect(
    () => () => {
      const last = latest.current;
      // Left because the save went through: the text is the house's now.
      if (last.isSaving) localStorage.removeItem(nameOf(id));
      else keep(id, last.draft, last.start);
    },
    [id],
  );
  return { restored, isLooked, forget: () => setRestored(null) };
}

function keep(id: string, draft: Draft, start: Draft): void {
  try {
    if (isSame(draft, start)) localStorage.removeItem(nameOf(id));
    else localStorage.setItem(nameOf(id), JSON.stringify({ ...draft, at: Date.now() } satisfies KeptDraft));
  } catch {
    // Full or forbidden: the editor works without.
  }
}
