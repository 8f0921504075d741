import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import type { Extension } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { type RefObject, useEffect, useRef } from "react";
import { jsonLanguage } from "./editor-json";
import { editorBase } from "./editor-theme";
import { setFieldValue } from "../form/field-value";
import { useNonce } from "../nonce";

type Props = {
  /** The form's own field: it is submitted, reset and read, and this editor follows it. */
  textarea: RefObject<HTMLTextAreaElement | null>;
  language: "text" | "json";
  rows: number;
  attributes: Record<string, string>;
  /** What the text is, beyond plain words; the same object as long as it stays. */
  extensions?: Extension;
  /** True while this editor stands in for the field. */
  onReady: (ready: boolean) => void;
};

/** Tab moves on, as in any form: an editor that keeps it is a trap for the keyboard. */
export function CodeEditorField({ textarea, language, rows, attributes, extensions, onReady }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const nonce = useNonce();
  const wanted = JSON.stringify(attributes);

  useEffect(() => {
    const field = textarea.current;
    if (!place.current || !field) return;
    let own = false;
    const view = new EditorView({
      doc: field.value,
      parent: place.current,
      extensions: [
        editorBase(nonce, JSON.parse(wanted) as Record<string, string>),
        history(),
        lineNumbers(),
        extensions ?? [],
        keymap.of([...historyKeymap, ...defaultKeymap]),
        language === "json" ? jsonLanguage : [],
        EditorView.updateListener.of((update) => {
          if (!update.docChanged || own) return;
          own = true;
          setFieldValue(field, update.state.doc.toString());
          own = false;
        }),
      ],
    });
    const follow = () => {
      if (own || field.value === view.state.doc.toString()) return;
      own = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: field.value } });
      own = false;
    };
    // A form puts the first values back only after its reset event.
    const onReset = () => setTimeout(follow, 0);
    field.addEventListener("input", follow);
    field.form?.addEventListener("reset", onReset);
    const takeFocus = () => view.focus();
    const labels = [...field.labels];
    for (const label of labels) label.addEventListener("click", takeFocus);
    const hadFocus = document.activeElement === field;
    onReady(true);
    if (hadFocus) view.focus();
    return () => {
      onReady(false);
      for (const label of labels) label.removeEventListener("click", takeFocus);
      field.removeEventListener("input", follow);
      field.form?.removeEventListener("reset", onReset);
      view.destroy();
    };
  }, [textarea, language, nonce, wanted, extensions, onReady]);

  return (
    <div
      ref={place}
      className={`max-h-160 overflow-auto rounded-control border bg-raised [&_.cm-editor]:min-h-[inherit] ${attributes["aria-invalid"] ? "border-err" : "border-line"} focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-brass`}
      style={{ minHeight: rows * 18 + 14 }}
    />
  );
}
