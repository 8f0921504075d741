import { useSyncExternalStore } from "react";

export type ToastTone = "plain" | "ok" | "error";
export type Toast = { id: number; message: string; tone: ToastTone; undo?: () => void; requestId?: string };

let toasts: readonly Toast[] = [];
let nextId = 1;
const none: readonly Toast[] = [];
const watchers = new Set<() => void>();
const MOST = 4;

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const watch of watchers) watch();
}

/** Says something in the corner. With `undo` it offers to take it back while it is there. */
export function toast(message: string, options: Partial<Omit<Toast, "id" | "message">> = {}): number {
  const id = nextId++;
  const said: Toast = { id, message, tone: "plain", ...options };
  change([...toasts, said].slice(-MOST));
  return id;
}

export function dismissToast(id: number): void {
  change(toasts.filter((each) => each.id !== id));
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (watch) => {
      watchers.add(watch);
      return () => watchers.delete(watch);
    },
    () => toasts,
    () => none,
  );
}
