import { lazy, useRef, useState } from "react";
import { formatNumber } from "~/lib/numbers";
import { Button } from "../button";
import { Field, type FieldLabels } from "../form/field";
import { setFieldValue } from "../form/field-value";
import { textareaClass } from "../form/input-class";
import { formatJson } from "../json/json-format";
import { LazyPart } from "../page/lazy-part";
import { useInBrowser } from "../use-in-browser";

const Editor = lazy(() => import("./code-editor-field").then((module) => ({ default: module.CodeEditorField })));

type Props = Omit<FieldLabels, "label"> & {
  name: string;
  label: string;
  defaultValue?: string;
  language?: "text" | "json";
  rows?: number;
  onChange?: (text: string) => void;
};

/** A form field with line numbers, undo and colours. Underneath lies a textarea, which is all there is without JavaScript. */
export function CodeEditor({ name, defaultValue = "", language = "text", rows = 10, onChange, ...labels }: Props) {
  const inBrowser = useInBrowser();
  const textarea = useRef<HTMLTextAreaElement>(null);
  const [replaced, setReplaced] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  function format() {
    const field = textarea.current;
    if (!field) return;
    const result = formatJson(field.value);
    if ("problem" in result) {
      const { reason, line, column } = result.problem;
      setProblem(`Line ${formatNumber(line)}, column ${formatNumber(column)}: ${reason}.`);
      return;
    }
    setProblem(null);
    setFieldValue(field, result.text);
  }

  return (
    <Field {...labels} name={name}>
      {(control) => (
        <>
          <textarea
            ref={textarea}
            name={name}
            hidden={replaced}
            defaultValue={defaultValue}
            rows={rows}
            spellCheck={false}
            onChange={(event) => {
              setProblem(null);
              onChange?.(event.target.value);
            }}
            className={`${textareaClass} font-mono text-small leading-[18px]`}
            {...control}
          />
          {inBrowser && (
            <LazyPart fallback={null} failed={null}>
              <Editor
                textarea={textarea}
                language={language}
                rows={rows}
                attributes={attributesOf(labels.label, control)}
                onReady={setReplaced}
              />
            </LazyPart>
          )}
          {language === "json" && (
            <p className="flex items-center gap-2 text-small noscript:hidden">
              <Button size="small" onClick={format}>
                Format
              </Button>
              <span role="status" className="text-err">
                {problem}
              </span>
            </p>
          )}
        </>
      )}
    </Field>
  );
}

type Control = { "aria-describedby"?: string; "aria-invalid"?: true };

function attributesOf(label: string, control: Control): Record<string, string> {
  return {
    "aria-label": label,
    ...(control["aria-describedby"] ? { "aria-describedby": control["aria-describedby"] } : {}),
    ...(control["aria-invalid"] ? { "aria-invalid": "true" } : {}),
  };
}
