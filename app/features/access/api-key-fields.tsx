import { SCOPES } from "~/platform/permissions";
import { Checkbox } from "~/ui/form/checkbox";
import { Field } from "~/ui/form/field";
import { Select } from "~/ui/form/select";
import { TextInput } from "~/ui/form/text-input";
import { SCOPE_WORDS } from "./scopes";

const LIFETIMES = [
  { value: "never", label: "Never" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
];

/** What a new key is made of. */
export function ApiKeyFields() {
  return (
    <>
      <TextInput name="name" label="Name" help="Where it is used." maxLength={100} required autoFocus />
      <Field label="Scopes" name="scopes">
        {({ id: _id, ...described }) => (
          <div {...described} role="group" aria-label="Scopes" className="grid gap-2 sm:grid-cols-2">
            {SCOPES.map((scope) => (
              <Checkbox
                key={scope}
                name="scopes[]"
                value={scope}
                label={<span className="font-mono text-small">{scope}</span>}
                help={SCOPE_WORDS[scope]}
              />
            ))}
          </div>
        )}
      </Field>
      <TextInput
        name="bots"
        label="Bots"
        optional
        placeholder="*"
        help="Slugs of the bots it may act for. Empty is every bot."
        spellCheck={false}
      />
      <TextInput
        name="source"
        label="Source"
        optional
        help="Stands on every row it writes, so that several runtimes stay apart. The name, unless given."
        spellCheck={false}
      />
      <TextInput
        name="addresses"
        label="Addresses"
        optional
        placeholder="10.0.0.0/8 192.0.2.7"
        help="Addresses and ranges it may be used from. Empty is anywhere."
        spellCheck={false}
      />
      <Select name="expiresInDays" label="Expires" options={LIFETIMES} defaultValue="never" />
    </>
  );
}
