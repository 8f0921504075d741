import type { PointerEvent } from "react";

/** Whoever points at a cell whose text is cut reads the whole; in the page itself every text would stand twice. */
export function showCutText(event: PointerEvent<HTMLElement>): void {
  const cell = (event.target as HTMLElement).closest<HTMLElement>(".list-cell");
  if (!cell) return;
  const isCut = cell.scrollWidth > cell.clientWidth;
  const text = isCut ? (cell.textContent ?? "") : "";
  if (text) cell.title = text;
  else cell.removeAttribute("title");
}
