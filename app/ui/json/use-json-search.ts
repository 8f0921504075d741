import { useEffect, useState } from "react";
import type { JsonIndex } from "./json-index";
import { createJsonSearch } from "./json-search";
import { inSlices } from "./use-json-index";

const none: number[] = [];

/** The nodes that hold the words, found in slices a moment after the last key. */
export function useJsonSearch(index: JsonIndex, words: string): { nodes: number[]; busy: boolean } {
  const [result, setResult] = useState<{ nodes: number[]; words: string }>({ nodes: none, words: "" });
  useEffect(() => {
    if (!words) return;
    let stop = () => undefined as void;
    const timer = setTimeout(() => {
      const search = createJsonSearch(index, words);
      stop = inSlices(search.step, (done) => {
        if (done) setResult({ nodes: search.nodes(), words });
      });
    }, 120);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [index, words]);
  const current = result.words === words;
  return { nodes: words && current ? result.nodes : none, busy: words !== "" && !current };
}
