import {
  type FocusEvent,
  type KeyboardEvent,
  type MutableRefObject,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";
import { useShortcut } from "../shortcuts";

export type RowKeyActions = {
  /** The row that is open beside the list; moving moves it too. */
  openId: string | null;
  onMoveOpen: (id: string) => void;
  onClose: () => void;
  /** Enter on the open row. */
  onOpenPage: ((id: string) => void) | null;
  onToggle: ((id: string) => void) | null;
  onSelectTo: ((id: string) => void) | null;
  onClear: (() => void) | null;
};

export type RowKeys = {
  activeId: string | null;
  /** A row that is to have the focus as soon as it stands on the page. */
  wanted: RefObject<string | null>;
  bodyProps: {
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
    onFocus: (event: FocusEvent<HTMLElement>) => void;
  };
};

const pageRows = 10;
const frames = 12;

/**
 * One row at a time can be reached by Tab; the keys move it. j, k and x also work when nothing in the table has the
 * focus. Rows may not stand on the page yet (virtual ones): the focus waits for them a few frames.
 */
export function useRowKeys(body: RefObject<HTMLElement>, ids: readonly string[], actions: RowKeyActions): RowKeys {
  const [chosen, setChosen] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);
  const { openId, onMoveOpen, onClose, onOpenPage, onToggle, onSelectTo, onClear } = actions;
  const activeId = [chosen, openId].find((id) => id !== null && ids.includes(id)) ?? ids[0] ?? null;

  const focusRow = (id: string) => {
    setChosen(id);
    focusWhenThere(body, wanted, id);
  };
  const goTo = (index: number) => {
    const id = ids[Math.max(0, Math.min(ids.length - 1, index))];
    if (id === undefined) return;
    focusRow(id);
    if (openId !== null && openId !== id) onMoveOpen(id);
  };
  const at = activeId === null ? -1 : ids.indexOf(activeId);
  const hasFocus = () => body.current?.contains(document.activeElement) ?? false;
  // The first j of a page goes to the first row, not past it.
  const step = (by: number) => goTo(hasFocus() || openId !== null ? at + by : at);
  const openActive = () => {
    if (openId !== null && openId === activeId && onOpenPage) return onOpenPage(openId);
    const row = activeId !== null && rowElement(body.current, activeId);
    if (row) row.querySelector<HTMLAnchorElement>("a[data-row-link]")?.click();
  };

  // The peek's own closing brings the focus back to its row.
  const openBefore = useRef(openId);
  useEffect(() => {
    const closed = openBefore.current;
    openBefore.current = openId;
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (closed === null || openId !== null || !lost || !ids.includes(closed)) return;
    setChosen(closed);
    focusWhenThere(body, wanted, closed);
  }, [openId, ids, body]);

  const group = "List";
  useShortcut(ids.length > 0 ? "j" : null, "Next row", () => step(1), { group });
  useShortcut(ids.length > 0 ? "k" : null, "Row before", () => step(-1), { group });
  useShortcut(ids.length > 0 ? "enter" : null, "Open the row", openActive, { group });
  useShortcut(onToggle ? "x" : null, "Select the row", () => activeId !== null && onToggle?.(activeId), { group });
  useShortcut(
    onSelectTo ? "shift+x" : null,
    "Select up to the row",
    () => activeId !== null && onSelectTo?.(activeId),
    { group },
  );
  useShortcut(onClear ? "escape" : null, "Clear the selection", () => onClear?.(), { group });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = (event.target as HTMLElement).closest<HTMLElement>("[data-row]");
    if (!row) return;
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + pageRows,
      PageUp: at - pageRows,
      Home: 0,
      End: ids.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) goTo(to);
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft")
      moveInRow(row, event.key === "ArrowRight" ? 1 : -1);
    else if (event.key === " " && event.target === row && activeId !== null) onToggle?.(activeId);
    else if (event.key === "Escape" && openId !== null) onClose();
    else return;
    event.preventDefault();
  };
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const id = event.target.closest<HTMLElement>("[data-row]")?.dataset["row"];
    if (id !== undefined) setChosen(id);
  };
  return { activeId, wanted, bodyProps: { onKeyDown, onFocus } };
}

/** The row may not be drawn yet: it is looked for during some frames, unless another one is wanted meanwhile. */
function focusWhenThere(body: RefObject<HTMLElement>, wanted: MutableRefObject<string | null>, id: string): void {
  wanted.current = id;
  let left = frames;
  const attempt = () => {
    if (wanted.current !== id) return;
    const row = rowElement(body.current, id);
    if (row) {
      wanted.current = null;
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    } else if ((left -= 1) > 0) requestAnimationFrame(attempt);
  };
  // At once where it can be: the next key may be pressed before the next frame.
  attempt();
}

function rowElement(body: HTMLElement | null, id: string): HTMLElement | null {
  return body?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ?? null;
}

/** Left and right go through the controls of the row, and back to the row itself. */
function moveInRow(row: HTMLElement, by: number): void {
  const stops = [row, ...row.querySelectorAll<HTMLElement>("a[href], button:not(:disabled), input:not(:disabled)")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[Math.max(0, Math.min(stops.length - 1, at + by))]?.focus();
}
