import { type FocusEvent, type KeyboardEvent, type MouseEvent, type PointerEvent, useRef, useState } from "react";
import type { ZoomRange } from "./chart-context";
import { nextSeries, pickSeries, snapRange } from "./chart-pick";
import { nearestRow, type PreparedChart } from "./chart-series";

export type Pointed = { row: number; column: number; byKeyboard: boolean };

type Options = {
  chart: PreparedChart;
  hidden: ReadonlySet<string>;
  stacked: boolean;
  domain: [number, number];
  onZoom: ((range: ZoomRange) => void) | undefined;
  open: () => void;
};

const dragThreshold = 4;

/** What the pointer and the arrow keys point at in a plot, and the range they select. */
export function useChartPointer({ chart, hidden, stacked, domain, onZoom, open }: Options) {
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const [range, setRange] = useState<{ a: number; b: number } | null>(null);
  const press = useRef<{ x: number; at: number; dragging: boolean } | null>(null);
  const dragged = useRef(false);
  const pointerType = useRef("");
  const { scale, rows, series } = chart;

  function locate(event: PointerEvent<HTMLElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    const across = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    const up = 1 - (event.clientY - box.top) / box.height;
    return {
      at: scale.from + across * (scale.to - scale.from),
      value: domain[0] + up * (domain[1] - domain[0]),
    };
  }

  function finish(selected: { a: number; b: number }) {
    setRange(null);
    setPointed(null);
    onZoom?.(snapRange(scale, selected.a, selected.b));
  }

  function point({ at, value }: { at: number; value: number }) {
    const index = nearestRow(rows, at);
    const row = rows[index];
    if (row) setPointed({ row: index, column: pickSeries(row, series, hidden, stacked, value), byKeyboard: false });
  }

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    dragged.current = false;
    pointerType.current = event.pointerType;
    const place = locate(event);
    point(place);
    if (onZoom && event.button === 0 && event.pointerType !== "touch") {
      press.current = { x: event.clientX, at: place.at, dragging: false };
    }
  }

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    const place = locate(event);
    const start = press.current;
    if (start && !start.dragging && Math.abs(event.clientX - start.x) > dragThreshold) {
      start.dragging = true;
      dragged.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    if (start?.dragging) setRange({ a: start.at, b: place.at });
    point(place);
  }

  function onPointerUp(event: PointerEvent<HTMLElement>) {
    const start = press.current;
    press.current = null;
    if (start?.dragging) finish({ a: start.at, b: locate(event).at });
  }

  function onPointerCancel() {
    press.current = null;
    setRange(null);
  }

  function onPointerLeave() {
    if (!press.current?.dragging) setPointed(null);
  }

  function moveTo(index: number, extend: boolean) {
    const next = Math.min(rows.length - 1, Math.max(0, index));
    const row = rows[next];
    if (!row) return;
    const before = pointed ? rows[pointed.row] : undefined;
    const column = pointed?.column ?? -1;
    const kept = (row.values[column] ?? null) !== null ? column : nextSeries(row, series, hidden, -1, 1);
    setPointed({ row: next, column: kept, byKeyboard: true });
    const half = scale.step / 2;
    const edge = (at: number, anchor: number) => (at >= anchor ? at + half : at - half);
    if (extend && onZoom && before) {
      const anchor = range ? range.a : before.at - half;
      setRange({ a: anchor, b: edge(row.at, anchor) });
    } else setRange(null);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    dragged.current = false;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const current = pointed?.row ?? -1;
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 };
    const step = steps[event.key];
    if (step !== undefined) moveTo(pointed ? current + step : step > 0 ? 0 : rows.length - 1, event.shiftKey);
    else if (event.key === "Home") moveTo(0, event.shiftKey);
    else if (event.key === "End") moveTo(rows.length - 1, event.shiftKey);
    else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && pointed) {
      const row = rows[pointed.row];
      if (row) {
        const column = nextSeries(row, series, hidden, pointed.column, event.key === "ArrowUp" ? 1 : -1);
        setPointed({ ...pointed, column, byKeyboard: true });
      }
    } else if (event.key === "Enter" && range) finish(range);
    else if (event.key === "Enter" && pointed) open();
    else if (event.key === "Escape" && pointed) clear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function clear() {
    setPointed(null);
    setRange(null);
  }

  /** Pressing the point's link moves the focus inside; the point must stay until the click arrives. */
  function onBlur(event: FocusEvent<HTMLElement>) {
    if (!event.currentTarget.contains(event.relatedTarget)) clear();
  }

  /** The click that ends a drag must not open the list. */
  function onClickCapture(event: { preventDefault: () => void; stopPropagation: () => void }) {
    if (!dragged.current) return;
    dragged.current = false;
    event.preventDefault();
    event.stopPropagation();
  }

  /** A press so quick that the link came into being under it. A finger's first tap only points. */
  function onClick(event: MouseEvent<HTMLElement>) {
    if (event.target === event.currentTarget && pointerType.current === "mouse") open();
  }

  return {
    pointed,
    range: range && snapRange(scale, range.a, range.b),
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel,
      onPointerLeave,
      onKeyDown,
      onBlur,
      onClickCapture,
      onClick,
    },
  };
}
