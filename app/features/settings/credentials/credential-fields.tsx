import { Select } from "~/ui/form/select";
import { TextInput } from "~/ui/form/text-input";
import { CREDENTIAL_KIND_WORDS, CREDENTIAL_KINDS, type CredentialKind } from "./credential-kind";

type Props = { name?: string; description?: string; kind?: CredentialKind };

const KINDS = CREDENTIAL_KINDS.map((value) => ({ value, label: CREDENTIAL_KIND_WORDS[value] }));

export function CredentialFields({ name = "", description = "", kind = "api-key" }: Props) {
  return (
    <>
      <TextInput name="name" label="Name" defaultValue={name} maxLength={80} required />
      <TextInput
        name="description"
        label="What for"
        help="Who gave it, and what it opens."
        defaultValue={description}
        maxLength={400}
        optional
      />
      <Select name="kind" label="Kind" options={KINDS} defaultValue={kind} />
    </>
  );
}

export function CredentialValue({ label }: { label: string }) {
  return (
    <TextInput
      type="password"
      name="secret"
      label={label}
      help="It is sealed before it is stored, and shown to nobody. Its last four characters stay in sight when it is long enough."
      autoComplete="new-password"
      spellCheck={false}
      required
    />
  );
}
