import { lazy } from "react";
import { LazyPart } from "../page/lazy-part";
import { LongText } from "../page/long-text";
import { useInBrowser } from "../use-in-browser";

const JsonTree = lazy(() => import("./json-tree").then((module) => ({ default: module.JsonTree })));

type Props = {
  /** The source, not a parsed value: digits that JavaScript would round stay as written. */
  text: string;
  label: string;
  /** It grows with its content up to here. */
  maxHeight?: number;
};

/** JSON as a tree that opens, searches and copies. The server sends the text, which is all there is without JavaScript. */
export function JsonViewer({ text, label, maxHeight = 420 }: Props) {
  const inBrowser = useInBrowser();
  const plain = (
    <div className="overflow-auto px-3 py-2" style={{ maxHeight }}>
      <LongText text={text} first={4000} label={label} />
    </div>
  );
  return (
    <div className="min-w-0 overflow-hidden rounded-card border border-line-soft bg-raised font-mono text-small [font-variant-ligatures:none]">
      {inBrowser ? (
        <LazyPart fallback={plain} failed={plain}>
          <JsonTree key={text} text={text} label={label} maxHeight={maxHeight} />
        </LazyPart>
      ) : (
        plain
      )}
    </div>
  );
}
