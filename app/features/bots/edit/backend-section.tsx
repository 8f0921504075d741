import { useRef, useState } from "react";
import type { AgentBackend } from "~/data/runtime/bot-profile";
import { CodeEditor } from "~/ui/editor/code-editor";
import { Select } from "~/ui/form/select";
import { BACKENDS, joinTyped, splitTyped } from "../profile/typed-fields";
import { CONFIG } from "./bot-form-values";
import { FormSection } from "./form-section";
import { TypedControls } from "./typed-controls";

const OPTIONS = Object.entries(BACKENDS).map(([value, { label }]) => ({ value, label }));

/** Who runs it, with the controls of that backend. Another one keeps what was typed, as far as it knows the names. */
export function BackendSection({ texts }: { texts: Record<string, string> }) {
  const [backend, setBackend] = useState((texts.agent_backend || "chat") as AgentBackend);
  const [shown, setShown] = useState(texts);
  const controls = useRef<HTMLDivElement>(null);
  const { help, fields } = BACKENDS[backend] ?? BACKENDS.custom;

  const change = (next: AgentBackend) => {
    const typed: Record<string, string> = {};
    let rest = "";
    for (const control of controls.current?.querySelectorAll<HTMLInputElement>("[name]") ?? [])
      if (control.name === "config_rest") rest = control.value;
      else if (control.name.startsWith(CONFIG)) typed[control.name.slice(CONFIG.length)] = control.value;
    const joined = joinTyped(typed, rest);
    if ("value" in joined) {
      const split = splitTyped(joined.value, BACKENDS[next].fields);
      setShown({
        ...Object.fromEntries(Object.entries(split.typed).map(([key, text]) => [CONFIG + key, text])),
        config_rest: split.rest,
      });
    }
    setBackend(next);
  };

  return (
    <FormSection id="backend" title="Backend" help={help}>
      <Select
        name="agent_backend"
        label="Runs on"
        options={OPTIONS}
        defaultValue={backend}
        onChange={(event) => change(event.target.value as AgentBackend)}
      />
      <div key={backend} ref={controls} className="flex flex-col gap-3">
        <TypedControls fields={fields} texts={shown} prefix={CONFIG} />
        <CodeEditor
          name="config_rest"
          label="Everything else"
          language="json"
          rows={5}
          optional
          help="JSON that the backend reads as it stands. Values under names like token or password are shown as [hidden], and stay what they are until you write another."
          defaultValue={shown.config_rest}
        />
      </div>
    </FormSection>
  );
}
