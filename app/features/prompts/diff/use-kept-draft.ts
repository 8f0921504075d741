import { useEffect, useState } from "react";
import { readDraft } from "../edit/use-draft";
import { variablesOfRows } from "../edit/variable-form";
import type { ComparedText } from "./compared";

/** What was written in this browser and not saved; null while nobody has looked, and where there is none. */
export function useKeptDraft(id: string): ComparedText | null {
  const [draft, setDraft] = useState<ComparedText | null>(null);
  useEffect(() => {
    const found = readDraft(id);
    setDraft(
      found && {
        ...{ name: "draft", label: found.base > 0 ? `my draft, on v${found.base}` : "my draft" },
        ...{ body: found.body, syntax: found.syntax, variables: variablesOfRows(found.variables) },
      },
    );
  }, [id]);
  return draft;
}
