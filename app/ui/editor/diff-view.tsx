import { ChevronDown, ChevronUp } from "lucide-react";
import { lazy, useEffect, useMemo, useRef, useState } from "react";
import { formatNumber } from "~/lib/numbers";
import { Button } from "../button";
import type { DiffHandle } from "./diff-merge";
import { IconButton } from "../icon-button";
import { formatJson } from "../json/json-format";
import { LazyPart } from "../page/lazy-part";
import { LongText } from "../page/long-text";
import { useInBrowser } from "../use-in-browser";

const Merge = lazy(() => import("./diff-merge").then((module) => ({ default: module.DiffMerge })));

/** JSON is compared as indented text, so that a different spelling of the same thing is no difference. */
export type DiffLanguage = "text" | "json";

type Props = {
  before: string;
  after: string;
  labels: [before: string, after: string];
  language?: DiffLanguage;
  layout?: "split" | "unified";
  onlyChanges?: boolean;
  maxHeight?: number;
  /** Without its own switches, where the page has them for several. */
  plain?: boolean;
};

const pressed = "aria-pressed:border-brass aria-pressed:bg-wash";

/** Two texts compared. The server sends both as they are; the comparison itself comes in the browser. */
export function DiffView({
  before,
  after,
  labels,
  language = "text",
  layout: firstLayout = "split",
  onlyChanges: firstOnly = true,
  maxHeight = 480,
  plain: isPlain = false,
}: Props) {
  const inBrowser = useInBrowser();
  const handle = useRef<DiffHandle>(null);
  const [layout, setLayout] = useState(firstLayout);
  const [onlyChanges, setOnlyChanges] = useState(firstOnly);
  const [changes, setChanges] = useState<number | null>(null);
  const [left, right] = useMemo(
    () => [readable(before, language), readable(after, language)],
    [before, after, language],
  );

  useEffect(() => {
    if (window.matchMedia("(max-width: 640px)").matches) setLayout("unified");
  }, []);

  const plain = <BothTexts before={left} after={right} labels={labels} />;
  return (
    <div className="min-w-0 overflow-hidden rounded-card border border-line-soft bg-raised">
      <div className="flex min-h-8 flex-wrap items-center gap-1.5 border-b border-line-soft px-2 py-1 noscript:hidden">
        <span role="status" className="text-small text-muted tabular-nums">
          {left === right ? "No difference" : changes === null ? "" : countText(changes)}
        </span>
        {left !== right && changes !== null && changes > 0 && (
          <>
            <IconButton icon={ChevronUp} size="small" label="Previous change" onClick={() => handle.current?.go(-1)} />
            <IconButton icon={ChevronDown} size="small" label="Next change" onClick={() => handle.current?.go(1)} />
          </>
        )}
        {!isPlain && (
          <span className="ml-auto flex gap-1.5">
            <Button
              size="small"
              className={pressed}
              aria-pressed={onlyChanges}
              onClick={() => setOnlyChanges(!onlyChanges)}
            >
              Different only
            </Button>
            <Button
              size="small"
              className={pressed}
              aria-pressed={layout === "split"}
              onClick={() => setLayout(layout === "split" ? "unified" : "split")}
            >
              Side by side
            </Button>
          </span>
        )}
      </div>
      {layout === "split" && inBrowser && (
        <div className="grid grid-cols-2 border-b border-line-soft text-label text-faint">
          {labels.map((label, side) => (
            <span key={side} className="truncate px-2 py-1">
              {label}
            </span>
          ))}
        </div>
      )}
      <div className="overflow-auto" style={{ maxHeight }}>
        {inBrowser ? (
          <LazyPart fallback={plain} failed={plain}>
            <Merge
              handle={handle}
              before={left}
              after={right}
              labels={labels}
              language={language}
              layout={layout}
              onlyChanges={onlyChanges}
              onCount={setChanges}
            />
          </LazyPart>
        ) : (
          plain
        )}
      </div>
    </div>
  );
}

function countText(changes: number): string {
  return `${formatNumber(changes)} ${changes === 1 ? "change" : "changes"}`;
}

function readable(text: string, language: DiffLanguage): string {
  if (language !== "json") return text;
  const formatted = formatJson(text);
  return "text" in formatted ? formatted.text : text;
}

function BothTexts({ before, after, labels }: Pick<Props, "before" | "after" | "labels">) {
  return (
    <div className="grid gap-px bg-line-soft sm:grid-cols-2">
      {[before, after].map((text, side) => (
        <div key={side} className="min-w-0 bg-raised px-3 py-2">
          <p className="mb-1 text-label text-faint">{labels[side]}</p>
          <LongText text={text} label={labels[side] ?? ""} />
        </div>
      ))}
    </div>
  );
}
