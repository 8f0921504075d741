import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { formatNumber } from "~/lib/numbers";
import { CopyButton } from "../copy-button";
import type { JsonIndex } from "./json-index";
import { JsonRow } from "./json-row";
import {
  isContainer,
  openAtFirst,
  openToDepth,
  pathOf,
  rowOf,
  valueText,
  visibleRows,
  withRevealed,
} from "./json-rows";
import { JsonToolbar } from "./json-toolbar";
import { LongText } from "../page/long-text";
import { useJsonIndex } from "./use-json-index";
import { useJsonSearch } from "./use-json-search";

type Props = { text: string; label: string; maxHeight: number };

/** Browsers stop at some 17 million pixels of height. */
const rowLimit = 500_000;
const rowHeight = 20;
const toolbarFrom = 12;

export function JsonTree({ text, label, maxHeight }: Props) {
  const { index, problem, progress } = useJsonIndex(text);
  if (problem) {
    return (
      <div className="overflow-auto px-3 py-2" style={{ maxHeight }}>
        <p className="mb-2 font-sans text-warn">
          Not JSON, shown as text: {problem.reason}, line {formatNumber(problem.line)}, column{" "}
          {formatNumber(problem.column)}.
        </p>
        <LongText text={text} label={label} />
      </div>
    );
  }
  if (!index) {
    return (
      <p role="status" className="px-3 py-2 font-sans text-faint" style={{ minHeight: maxHeight }}>
        Reading, {Math.floor(progress * 100)} %
      </p>
    );
  }
  return <IndexedTree index={index} label={label} maxHeight={maxHeight} />;
}

function IndexedTree({ index, label, maxHeight }: { index: JsonIndex; label: string; maxHeight: number }) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState(() => openAtFirst(index));
  const [active, setActive] = useState(0);
  const [whole, setWhole] = useState<ReadonlySet<number>>(new Set());
  const [words, setWords] = useState("");
  const [match, setMatch] = useState(0);
  const { nodes: matches, busy } = useJsonSearch(index, words);
  const { rows, truncated } = useMemo(() => visibleRows(index, opened, rowLimit), [index, opened]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (row) => rows[row] ?? row,
    overscan: 12,
  });

  function reveal(node: number) {
    setActive(node);
    let row = rowOf(rows, node);
    if (row < 0) {
      const next = withRevealed(index, opened, node);
      setOpened(next);
      row = rowOf(visibleRows(index, next, rowLimit).rows, node);
    }
    // New rows are known to the virtualizer only after this render.
    if (row >= 0) requestAnimationFrame(() => virtual.scrollToIndex(row, { align: "center" }));
  }

  useEffect(() => {
    setMatch(0);
    if (matches[0] !== undefined) reveal(matches[0]);
    // oxlint-disable-next-line react/exhaustive-deps -- only new matches move the view
  }, [matches]);

  function step(direction: 1 | -1) {
    if (matches.length === 0) return;
    const next = (match + direction + matches.length) % matches.length;
    setMatch(next);
    reveal(matches[next] ?? 0);
  }

  function toggle(node: number) {
    setActive(node);
    if (!isContainer(index, node)) return;
    const next = opened.slice();
    next[node] = next[node] ? 0 : 1;
    setOpened(next);
  }

  function toggleWhole(node: number) {
    const next = new Set(whole);
    if (!next.delete(node)) next.add(node);
    setWhole(next);
  }

  function goTo(row: number) {
    const target = Math.min(rows.length - 1, Math.max(0, row));
    setActive(rows[target] ?? 0);
    virtual.scrollToIndex(target, { align: "auto" });
  }

  function key(event: KeyboardEvent<HTMLDivElement>) {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = rowOf(rows, active);
    const page = Math.max(1, Math.floor(maxHeight / rowHeight) - 1);
    const container = isContainer(index, active);
    if (event.key === "ArrowDown") goTo(row + 1);
    else if (event.key === "ArrowUp") goTo(row - 1);
    else if (event.key === "PageDown") goTo(row + page);
    else if (event.key === "PageUp") goTo(row - page);
    else if (event.key === "Home") goTo(0);
    else if (event.key === "End") goTo(rows.length - 1);
    else if (event.key === "ArrowRight") {
      if (container && !opened[active]) toggle(active);
      else if (container) goTo(row + 1);
    } else if (event.key === "ArrowLeft") {
      if (container && opened[active]) toggle(active);
      else if ((index.parent[active] ?? -1) >= 0) goTo(rowOf(rows, index.parent[active] ?? 0));
    } else if (event.key === "Enter" || event.key === " ") {
      if (container) toggle(active);
      else toggleWhole(active);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const items = virtual.getVirtualItems();
  return (
    <>
      {index.count >= toolbarFrom && (
        <JsonToolbar
          label={label}
          words={words}
          onWords={setWords}
          matches={matches.length}
          current={match}
          busy={busy}
          onStep={step}
          onDepth={(depth) => setOpened(openToDepth(index, depth))}
        />
      )}
      <div
        ref={scroller}
        role="tree"
        tabIndex={0}
        aria-label={label}
        aria-activedescendant={items.some((item) => rows[item.index] === active) ? `${id}-${active}` : undefined}
        onKeyDown={key}
        className="overflow-auto py-1 -outline-offset-2"
        style={{ maxHeight }}
      >
        <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const node = rows[item.index] ?? 0;
            const container = isContainer(index, node);
            return (
              <div
                key={item.key}
                id={`${id}-${node}`}
                ref={virtual.measureElement}
                data-index={item.index}
                role="treeitem"
                aria-level={(index.depth[node] ?? 0) + 1}
                aria-selected={node === active}
                aria-expanded={container && (index.children[node] ?? 0) > 0 ? opened[node] === 1 : undefined}
                onClick={() => setActive(node)}
                className="absolute inset-x-0 top-0 px-2 hover:bg-sunken/60 aria-selected:bg-wash"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <JsonRow
                  index={index}
                  node={node}
                  opened={opened[node] === 1}
                  whole={whole.has(node)}
                  words={words}
                  onToggle={() => toggle(node)}
                  onWhole={() => toggleWhole(node)}
                />
              </div>
            );
          })}
        </div>
      </div>
      <div className="flex items-center gap-2 border-t border-line-soft px-2 py-1 font-sans">
        <span className="min-w-0 flex-1 truncate font-mono text-label text-faint">
          {pathOf(index, active)}
          {truncated && ` · only the first ${formatNumber(rowLimit)} rows are shown; fold some or search`}
        </span>
        <CopyButton label="Copy path" text={() => pathOf(index, active)} showLabel />
        <CopyButton label="Copy value" text={() => valueText(index, active)} showLabel />
      </div>
    </>
  );
}
