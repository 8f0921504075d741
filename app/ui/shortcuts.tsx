import { useEffect, useRef, useSyncExternalStore } from "react";

/**
 * One list of the keys that a page answers to. `?` shows it, and nothing fires while somebody types.
 * Keys: "j", "shift+x", "mod+k" (Ctrl or ⌘), "escape", or two strokes: "g t".
 */
export type Shortcut = { keys: string; label: string; group: string; run: () => void };

type Registered = { keys: string; label: string; group: string; run: { current: () => void } };

/** Everything else belongs to the text: Ctrl+Z there undoes a word, not a write. */
const whileTyping = new Set(["mod+k", "mod+enter"]);
const sequenceMs = 1200;
const registered: Registered[] = [];
const watchers = new Set<() => void>();
const none: readonly Shortcut[] = [];
let snapshot: readonly Shortcut[] = none;
let firstStroke: { key: string; at: number } | null = null;

/** Registers a key while the component is mounted. Of two with the same keys the later one answers. */
export function useShortcut(keys: string | null, label: string, run: () => void, options?: { group?: string }): void {
  const latest = useRef(run);
  const group = options?.group ?? "This page";
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (keys === null) return;
    return register({ keys, label, group, run: latest });
  }, [keys, label, group]);
}

/** Everything registered now, for the help and the palette. */
export function useShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (watch) => {
      watchers.add(watch);
      return () => watchers.delete(watch);
    },
    () => snapshot,
    () => none,
  );
}

/** "mod+shift+k" of a key press; shift is named only where the key does not already show it. */
export function strokeOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): string {
  const key = event.key.toLowerCase();
  const letter = event.key.length > 1 || event.key.toLowerCase() !== event.key.toUpperCase();
  return [
    event.ctrlKey || event.metaKey ? "mod" : "",
    event.altKey ? "alt" : "",
    event.shiftKey && letter ? "shift" : "",
    key === " " ? "space" : key,
  ]
    .filter(Boolean)
    .join("+");
}

function register(entry: Registered): () => void {
  if (registered.length === 0) window.addEventListener("keydown", onKeyDown);
  registered.push(entry);
  publish();
  return () => {
    registered.splice(registered.indexOf(entry), 1);
    if (registered.length === 0) window.removeEventListener("keydown", onKeyDown);
    publish();
  };
}

function publish(): void {
  snapshot = registered.map(({ keys, label, group, run }) => ({ keys, label, group, run: () => run.current() }));
  for (const watch of watchers) watch();
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || hasOpenLayer()) return;
  const stroke = strokeOf(event);
  if (isTyping(event.target) && !whileTyping.has(stroke)) return;
  if ((stroke === "enter" || stroke === "space") && answersItself(event.target)) return;
  const before = firstStroke && event.timeStamp - firstStroke.at < sequenceMs ? firstStroke.key : null;
  firstStroke = null;
  const entry = (before && find(`${before} ${stroke}`)) || find(stroke);
  if (entry) {
    event.preventDefault();
    entry.run.current();
  } else if (registered.some(({ keys }) => keys.startsWith(`${stroke} `))) {
    firstStroke = { key: stroke, at: event.timeStamp };
  }
}

/** A dialog or a menu has the keys to itself; taking Escape from the browser would keep it open. */
function hasOpenLayer(): boolean {
  return document.querySelector("dialog:modal, [popover=auto]:popover-open") !== null;
}

function find(keys: string): Registered | undefined {
  return registered.findLast((entry) => entry.keys === keys);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return (
    target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit", "range"].includes(target.type)
  );
}

/** A focused link or button keeps its Enter and its space. */
function answersItself(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest("a, button, summary, input, [role=menuitem], [role=option]") !== null
  );
}
