import { useNavigation } from "@remix-run/react";
import { useDeferredValue, useMemo, useRef, type ReactNode } from "react";
import { parseTemplate } from "~/lib/prompt-template/parse-template";
import { variablesOf } from "~/lib/prompt-template/template";
import { Form } from "~/ui/form/form";
import { isFormProblem } from "~/ui/form/form-problem";
import { Select } from "~/ui/form/select";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextInput } from "~/ui/form/text-input";
import { LinkButton } from "~/ui/link-button";
import { useShortcut } from "~/ui/shortcuts";
import { ConflictPanel } from "./conflict-panel";
import { DraftBar } from "./draft-bar";
import type { PromptPreview } from "./preview-prompt.server";
import { PreviewPanel } from "./preview-panel";
import { PromptBody } from "./prompt-body";
import type { PromptEditorData } from "./prompt-editor.server";
import type { EditConflict } from "./save-edit.server";
import type { TemplateContext } from "./template-extensions";
import { useEdit } from "./use-edit";
import { usePromptNames } from "./use-prompt-names";
import { VariableFields } from "./variable-fields";
import { variablesOfRows } from "./variable-form";

export type EditResult = { conflict?: EditConflict | null; preview?: PromptPreview } | undefined;

type Props = {
  data: Omit<PromptEditorData, "from">;
  result: unknown;
  /** What the button that saves sends, and says. */
  intent: "save" | "create";
  cancelHref: string;
  /** Stands above the text: what only a new prompt needs, or where the text comes from. */
  children?: ReactNode;
};

const SYNTAXES = [
  { value: "mustache", label: "{{name}}" },
  { value: "python", label: "{name}, as in Python" },
];

/** Where a prompt is written. Everything is one form: it saves, previews and merges without script too. */
export function PromptEditor({ data, result, intent, cancelHref, children }: Props) {
  const answer = isFormProblem(result) ? undefined : (result as EditResult);
  const form = useRef<HTMLFormElement | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const navigation = useNavigation();
  const isSaving = navigation.formData?.get("intent") === intent;
  const edit = useEdit({ data, conflict: answer?.conflict ?? null, isSaving, field });
  const names = usePromptNames(data.scope);
  const { draft } = edit;
  const context = useMemo(
    (): TemplateContext => ({
      key: data.key,
      syntax: draft.syntax,
      variables: variablesOfRows(draft.variables),
      names,
    }),
    [data.key, draft.syntax, draft.variables, names],
  );
  const read = useDeferredValue(draft.body);
  const undeclared = useMemo(() => {
    const declared = new Set(draft.variables.map(({ name }) => name.trim()));
    return variablesOf(parseTemplate(read, draft.syntax)).filter((name) => !declared.has(name));
  }, [read, draft.syntax, draft.variables]);
  useShortcut("mod+enter", "Save", () =>
    form.current?.requestSubmit(form.current.querySelector<HTMLButtonElement>(`button[value=${intent}]`)),
  );
  return (
    <Form result={result} className="p-4" preventScrollReset replace>
      <div
        ref={(box) => {
          form.current = box?.closest("form") ?? null;
        }}
        className="grid items-start gap-x-6 gap-y-5 xl:grid-cols-[minmax(0,1fr)_400px]"
      >
        <div className="flex min-w-0 flex-col gap-4">
          <input type="hidden" name="base" value={draft.base} />
          <DraftBar edit={edit} base={data.base} />
          {edit.conflict && (
            <ConflictPanel
              conflict={edit.conflict}
              isTaken={edit.isTaken}
              onTake={edit.takeMerged}
              onPutBack={edit.putBack}
            />
          )}
          {children}
          <PromptBody
            field={field}
            start={edit.startBody}
            text={draft.body}
            onChange={edit.setBody}
            context={context}
          />
          <VariableFields
            rows={draft.variables}
            onChange={edit.setVariables}
            undeclared={undeclared}
            error={fieldError(result, "variables")}
          />
          <div className="flex flex-wrap items-end gap-3 border-t border-line-soft pt-3">
            <div className="w-48">
              <Select
                name="syntax"
                label="Placeholders"
                options={SYNTAXES}
                value={draft.syntax}
                onChange={(event) => edit.setSyntax(event.target.value === "python" ? "python" : "mustache")}
              />
            </div>
            <div className="min-w-0 flex-1 basis-64">
              <TextInput
                name="note"
                label="Note"
                optional
                maxLength={1000}
                placeholder="What changed, and why"
                value={draft.note}
                onChange={(event) => edit.setNote(event.target.value)}
              />
            </div>
            <SubmitButton intent={intent}>
              {intent === "create" ? "Make the prompt" : `Save as v${draft.base + 1}`}
            </SubmitButton>
            <LinkButton to={cancelHref}>Cancel</LinkButton>
          </div>
          {data.pinned !== null && (
            <p className="text-small text-faint">
              v{data.pinned} is pinned and stays active; what you save waits until the pin moves.
            </p>
          )}
        </div>
        <PreviewPanel turns={data.turns} preview={answer?.preview ?? null} />
      </div>
    </Form>
  );
}

function fieldError(result: unknown, name: string): string | undefined {
  return isFormProblem(result) ? result.fields[name] : undefined;
}
