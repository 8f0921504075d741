import { defaultKeymap } from "@codemirror/commands";
import {
  getChunks,
  goToNextChunk,
  goToPreviousChunk,
  MergeView,
  unifiedMergeView,
  type Change,
} from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { useEffect, useImperativeHandle, useRef, type Ref } from "react";
import { compareTexts, SMALL_TEXTS } from "./compare-texts";
import type { DiffLanguage } from "./diff-view";
import { jsonLanguage } from "./editor-json";
import { editorBase, readOnly } from "./editor-theme";
import { useNonce } from "../nonce";

export type DiffHandle = { go: (direction: 1 | -1) => void };

type Props = {
  handle: Ref<DiffHandle>;
  before: string;
  after: string;
  labels: [before: string, after: string];
  language: DiffLanguage;
  layout: "split" | "unified";
  onlyChanges: boolean;
  onCount: (changes: number) => void;
};

/** Beyond this the comparison gets coarser instead of slower; the page must answer within 100 ms. */
const roughly = { scanLimit: 1000, timeout: 60 };

/** The comparison itself; the buttons around it are DiffView's. */
export function DiffMerge({ handle, before, after, labels, language, layout, onlyChanges, onCount }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const main = useRef<EditorView | null>(null);
  const nonce = useNonce();
  const [beforeLabel, afterLabel] = labels;

  useImperativeHandle(handle, () => ({
    go(direction) {
      const view = main.current;
      if (!view) return;
      (direction > 0 ? goToNextChunk : goToPreviousChunk)(view);
      view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main, { y: "center" }) });
      view.focus();
    },
  }));

  useEffect(() => {
    const left = new AbortController();
    let view: { destroy: () => void } | undefined;
    const draw = (changes: readonly Change[] | null) => {
      if (left.signal.aborted || !place.current) return;
      const diffConfig = changes ? { override: () => changes } : roughly;
      const extensions = (label: string) => [
        editorBase(nonce, { "aria-label": label }),
        readOnly,
        lineNumbers(),
        keymap.of(defaultKeymap),
        language === "json" ? jsonLanguage : [],
      ];
      const collapse = onlyChanges ? { collapseUnchanged: { margin: 3, minSize: 5 } } : {};
      if (layout === "split") {
        const merge = new MergeView({
          a: { doc: before, extensions: extensions(beforeLabel) },
          b: { doc: after, extensions: extensions(afterLabel) },
          parent: place.current,
          diffConfig,
          ...collapse,
        });
        view = merge;
        main.current = merge.b;
      } else {
        const single = new EditorView({
          state: EditorState.create({
            doc: after,
            extensions: [
              extensions(`${beforeLabel} and ${afterLabel}, compared`),
              unifiedMergeView({ original: before, mergeControls: false, diffConfig, ...collapse }),
            ],
          }),
          parent: place.current,
        });
        view = single;
        main.current = single;
      }
      onCount(getChunks(main.current.state)?.chunks.length ?? 0);
    };
    if (before.length + after.length < SMALL_TEXTS) draw(null);
    else void compareTexts(before, after, left.signal).then(draw);
    return () => {
      left.abort();
      main.current = null;
      view?.destroy();
    };
  }, [before, after, beforeLabel, afterLabel, language, layout, onlyChanges, nonce, onCount]);

  return <div ref={place} />;
}
