import { ChevronRight } from "lucide-react";
import { formatNumber } from "~/lib/numbers";
import { Button } from "../button";
import type { JsonIndex } from "./json-index";
import { clippedValue, isContainer, keyOf, kindOf, type JsonKind, valueText } from "./json-rows";
import { LongText } from "../page/long-text";

type Props = {
  index: JsonIndex;
  node: number;
  opened: boolean;
  /** A long string shown whole. */
  whole: boolean;
  words: string;
  onToggle: () => void;
  onWhole: () => void;
};

const clip = 200;
const tones: Record<JsonKind, string> = {
  object: "text-faint",
  array: "text-faint",
  string: "text-ok",
  number: "text-run",
  literal: "text-brass",
};

export function JsonRow({ index, node, opened, whole, words, onToggle, onWhole }: Props) {
  const kind = kindOf(index, node);
  const key = keyOf(index, node);
  const container = isContainer(index, node);
  const indent = Math.min(index.depth[node] ?? 0, 30) * 14;
  const place = index.place[node] ?? 0;
  return (
    <div className="flex min-h-5 items-start leading-5" style={{ paddingLeft: indent }}>
      <span className="flex h-5 w-4 shrink-0 items-center justify-center text-faint" onClick={onToggle}>
        {(index.children[node] ?? 0) > 0 && (
          <ChevronRight size={12} aria-hidden className={opened ? "rotate-90" : ""} />
        )}
      </span>
      <span className="min-w-0 flex-1 break-words whitespace-pre-wrap [unicode-bidi:plaintext]">
        {(index.parent[node] ?? -1) >= 0 && (
          <>
            <span className={key === null ? "text-faint" : "text-text"}>
              {key === null ? place : key === "" ? '""' : <Marked text={shortKey(key)} words={words} />}
            </span>
            <span className="text-faint">: </span>
          </>
        )}
        {container ? (
          <ContainerValue index={index} node={node} opened={opened} kind={kind} onToggle={onToggle} />
        ) : (
          <ScalarValue index={index} node={node} kind={kind} whole={whole} words={words} onWhole={onWhole} />
        )}
      </span>
    </div>
  );
}

function shortKey(key: string): string {
  return key.length > clip ? `${key.slice(0, clip)}…` : key;
}

type ContainerProps = { index: JsonIndex; node: number; opened: boolean; kind: JsonKind; onToggle: () => void };

function ContainerValue({ index, node, opened, kind, onToggle }: ContainerProps) {
  const count = index.children[node] ?? 0;
  const unit = kind === "object" ? (count === 1 ? "key" : "keys") : count === 1 ? "item" : "items";
  const [open, close] = kind === "object" ? ["{", "}"] : ["[", "]"];
  const from = index.start[node] ?? 0;
  if (count === 0) {
    return (
      <span className="text-faint">
        {open}
        {close}
      </span>
    );
  }
  const peek = opened ? "" : index.text.slice(from + 1, Math.min((index.end[node] ?? 0) - 1, from + 90));
  return (
    <span className="cursor-pointer text-faint" onClick={onToggle}>
      {open}
      {peek && <span className="opacity-80">{peek.replace(/\s+/g, " ").slice(0, 60)}…</span>}
      {!opened && close}{" "}
      <span className="text-label">
        {formatNumber(count)} {unit}
      </span>
    </span>
  );
}

type ScalarProps = Pick<Props, "index" | "node" | "whole" | "words" | "onWhole"> & { kind: JsonKind };

function ScalarValue({ index, node, kind, whole, words, onWhole }: ScalarProps) {
  if (whole) {
    return (
      <>
        <Button size="small" tone="ghost" tabIndex={-1} onClick={onWhole}>
          Show less
        </Button>
        <LongText
          text={valueText(index, node)}
          label="The whole value"
          className="my-1 max-h-80 rounded-control bg-sunken p-2 text-ok"
        />
      </>
    );
  }
  const { text, clipped } = clippedValue(index, node, clip);
  const quote = kind === "string" ? '"' : "";
  const length = (index.end[node] ?? 0) - (index.start[node] ?? 0) - 2;
  return (
    <span className={tones[kind]}>
      {quote}
      <Marked text={kind === "string" ? oneLine(text) : text} words={words} />
      {clipped ? "…" : quote}
      {clipped && (
        <Button size="small" tone="ghost" tabIndex={-1} className="ml-1 !h-5" onClick={onWhole}>
          Show all {formatNumber(length)}
        </Button>
      )}
    </span>
  );
}

/** A row is a line: breaks and tabs are shown as signs. The whole value, and a copy of it, have the real ones. */
function oneLine(text: string): string {
  return text.replace(/\r?\n/g, "↵").replace(/\t/g, "⇥");
}

function Marked({ text, words }: { text: string; words: string }) {
  const at = words ? text.toLowerCase().indexOf(words.toLowerCase()) : -1;
  if (at < 0) return text;
  const end = at + words.length;
  return (
    <>
      {text.slice(0, at)}
      <mark className="rounded-[2px] bg-brass text-on-brass">{text.slice(at, end)}</mark>
      {text.slice(end)}
    </>
  );
}
