import { Select } from "~/ui/form/select";
import { TextInput } from "~/ui/form/text-input";
import type { SettingLine } from "./settings-page.server";

type Props = { line: SettingLine; credentials: readonly { id: string; name: string }[] };

/** A secret is entered, or taken from a credential. What is there already is not shown. */
export function SecretFields({ line, credentials }: Props) {
  return (
    <>
      {credentials.length > 0 && (
        <Select
          name="credential"
          label="Where it comes from"
          defaultValue={line.secret?.credential ?? ""}
          options={[
            { value: "", label: "Entered below" },
            ...credentials.map(({ id, name }) => ({ value: id, label: `Credential: ${name}` })),
          ]}
        />
      )}
      <TextInput
        type="password"
        name="value"
        label={line.own ? "A new value" : "Value"}
        help="It is sealed before it is stored. The one before it is gone then."
        autoComplete="new-password"
        spellCheck={false}
      />
    </>
  );
}
