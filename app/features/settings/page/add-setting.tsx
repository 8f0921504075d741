import { useSearchParams } from "@remix-run/react";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import { isFormProblem } from "~/ui/form/form-problem";
import { TextInput } from "~/ui/form/text-input";
import { Textarea } from "~/ui/form/textarea";
import { HiddenFields } from "./hidden-fields";
import type { SettingsView } from "./setting-line";
import { OPEN_PARAM } from "./settings-filters";
import { useSettingWrite } from "./use-setting-write";

/** A key that the house does not know: a runtime of one's own may read it. */
export function AddSetting({ view }: { view: SettingsView }) {
  const { fetcher, written } = useSettingWrite();
  const [params] = useSearchParams();
  // Without script its answer comes with the page; with a setting open, it is that one's.
  const result = fetcher.data ?? (params.has(OPEN_PARAM) ? undefined : view.result);
  return (
    <details className="group" key={written} open={isFormProblem(result) || undefined}>
      <summary className="cursor-pointer text-muted hover:text-text">Set a key that is not in the list</summary>
      <Form fetcher={fetcher} result={result} className="flex max-w-160 flex-col gap-3 pt-3">
        <HiddenFields fields={{ scope: view.scope }} />
        <TextInput name="key" label="Key" placeholder="house_style" spellCheck={false} maxLength={128} required />
        <Textarea
          name="value"
          label="Value"
          help="As JSON. A key whose name says that it is a secret takes the bare text, and is sealed."
          mono
          rows={4}
          spellCheck={false}
          required
        />
        <div>
          <SubmitButton intent="add">Set it</SubmitButton>
        </div>
      </Form>
    </details>
  );
}
