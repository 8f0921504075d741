import type { EditorView } from "@codemirror/view";
import { useEffect, useMemo, useRef, type RefObject } from "react";
import { CodeEditorField } from "~/ui/editor/code-editor-field";
import { contextChanged, templateExtensions, type TemplateContext } from "./template-extensions";

type Props = {
  textarea: RefObject<HTMLTextAreaElement | null>;
  context: TemplateContext;
  attributes: Record<string, string>;
  onReady: (ready: boolean) => void;
};

/** The editor that stands in for the plain field once its script is there. */
export function PromptCode({ textarea, context, attributes, onReady }: Props) {
  const latest = useRef(context);
  const view = useRef<EditorView | null>(null);
  latest.current = context;
  const extensions = useMemo(
    () =>
      templateExtensions(
        () => latest.current,
        (shown) => {
          view.current = shown;
        },
      ),
    [],
  );
  useEffect(() => {
    view.current?.dispatch({ effects: contextChanged.of(null) });
  }, [context]);
  return (
    <CodeEditorField
      textarea={textarea}
      language="text"
      rows={20}
      attributes={attributes}
      extensions={extensions}
      onReady={onReady}
    />
  );
}
