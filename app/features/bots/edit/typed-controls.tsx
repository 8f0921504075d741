import { Select } from "~/ui/form/select";
import { TextInput } from "~/ui/form/text-input";
import { Textarea } from "~/ui/form/textarea";
import type { TypedField } from "../profile/typed-fields";
import { Pair } from "./form-section";

type Props = { fields: readonly TypedField[]; texts: Record<string, string>; prefix: string };

/** The controls for the keys that are known. */
export function TypedControls({ fields, texts, prefix }: Props) {
  return (
    <Pair>
      {fields.map(({ key, label, kind, help, options }) => {
        const name = prefix + key;
        const value = texts[name] ?? "";
        if (kind === "choice") {
          const known = options ?? [];
          const all = value && !known.includes(value) ? [...known, value] : known;
          return (
            <Select
              key={key}
              name={name}
              label={label}
              help={help}
              optional
              placeholder="the backend's own"
              options={all.map((each) => ({ value: each, label: each }))}
              defaultValue={value}
            />
          );
        }
        if (kind === "list")
          return (
            <Textarea key={key} name={name} label={label} help={help} optional mono rows={3} defaultValue={value} />
          );
        return (
          <TextInput
            key={key}
            name={name}
            label={label}
            help={help}
            optional
            inputMode={kind === "number" ? "decimal" : undefined}
            defaultValue={value}
            spellCheck={false}
            className={kind === "number" ? "tabular-nums" : "font-mono"}
          />
        );
      })}
    </Pair>
  );
}
