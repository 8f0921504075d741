import { useEffect, useMemo, useRef, useState, type RefObject } from "react";
import type { TemplateSyntax } from "~/lib/prompt-template/template";
import { setFieldValue } from "~/ui/form/field-value";
import type { PromptEditorData } from "./prompt-editor.server";
import type { EditConflict } from "./save-edit.server";
import { useDraft, type Draft } from "./use-draft";
import { rowOf, type VariableRow } from "./variable-form";

type Input = {
  data: Pick<PromptEditorData, "key" | "scope" | "base" | "start">;
  conflict: EditConflict | null;
  isSaving: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
};

export type Edit = ReturnType<typeof useEdit>;

function draftOf(conflict: EditConflict, note: string): Draft {
  const { merged, theirs } = conflict;
  return {
    body: merged.body,
    syntax: merged.syntax,
    variables: merged.variables.map(rowOf),
    note,
    base: theirs.version,
  };
}

/** What is being written: begun on a version, kept in the browser, and put together with what others saved meanwhile. */
export function useEdit({ data, conflict, isSaving, field }: Input) {
  // Begun once: what is loaded again later belongs to the next look at the page.
  const [start] = useState<Draft>(() => ({
    ...{ body: data.start.body, syntax: data.start.syntax, variables: data.start.variables.map(rowOf) },
    ...{ note: "", base: data.base },
  }));
  // A page that was answered without script begins with the merged text.
  const [first] = useState<Draft>(() => (conflict ? draftOf(conflict, "") : start));
  const [draft, setDraft] = useState(first);
  const [before, setBefore] = useState<Draft | null>(null);
  const taken = useRef<EditConflict | null>(conflict);
  const id = `${data.scope}/${data.key}`;
  const { restored, forget } = useDraft(id, draft, start, isSaving);

  const put = (next: Draft) => {
    setDraft(next);
    if (field.current && field.current.value !== next.body) setFieldValue(field.current, next.body);
  };
  const latest = useRef(put);
  latest.current = put;
  useEffect(() => {
    if (restored) latest.current({ ...restored });
  }, [restored]);

  return useMemo(() => {
    const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
    return {
      draft,
      startBody: first.body,
      conflict,
      isTaken: conflict !== null && taken.current === conflict,
      restoredAt: restored?.at ?? null,
      setBody: (body: string) => change({ body }),
      setSyntax: (syntax: TemplateSyntax) => change({ syntax }),
      setVariables: (variables: VariableRow[]) => change({ variables }),
      setNote: (note: string) => change({ note }),
      takeMerged: () => {
        if (!conflict) return;
        taken.current = conflict;
        setBefore(draft);
        latest.current(draftOf(conflict, draft.note));
      },
      putBack: () => {
        taken.current = null;
        if (before) latest.current(before);
      },
      discard: () => {
        forget();
        latest.current(start);
      },
      key: data.key,
      scope: data.scope,
    };
  }, [draft, first, conflict, restored, before, start, data.key, data.scope, forget]);
}
