import { useState } from "react";
import { Checkbox } from "~/ui/form/checkbox";
import { RadioGroup } from "~/ui/form/radio-group";
import { TextInput } from "~/ui/form/text-input";
import { EVERY_BOT } from "~/lib/every-bot";
import type { MaskInput } from "./masking-form.server";

const KINDS = [
  { value: "pattern", label: "A pattern", help: "A regular expression, looked for in every text." },
  { value: "key", label: "A key", help: "The whole value under a key of JSON, wherever JSON stands." },
];

/** What a rule is made of. */
export function MaskingFields({ rule }: { rule: MaskInput }) {
  const [kind, setKind] = useState<string>(rule.kind);
  const isPattern = kind === "pattern";
  return (
    <>
      <TextInput name="name" label="Name" defaultValue={rule.name} maxLength={80} required />
      <RadioGroup name="kind" label="What it looks for" options={KINDS} value={kind} onChange={setKind} />
      <TextInput
        name="find"
        label={isPattern ? "Pattern" : "Key"}
        help={
          isPattern
            ? "Without lookaround, back references and lazy repeats: so no text can make the search slow. The longest match counts."
            : "password: every key of that name. user.email: only inside user. $.user.email: only at the top. * is any one name. Lists are looked through."
        }
        placeholder={isPattern ? "ACME-[0-9]{6,}" : "user.email"}
        defaultValue={rule.find}
        className="font-mono"
        maxLength={500}
        spellCheck={false}
        required
      />
      {isPattern && (
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          <Checkbox name="ignore_case" label="Upper and lower case are the same" defaultChecked={rule.ignore_case} />
          <Checkbox
            name="check_digits"
            label="Only with a right check digit"
            help="Luhn, as cards have it."
            defaultChecked={rule.check_digits}
          />
        </div>
      )}
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <TextInput
          name="replacement"
          label="Put there instead"
          optional
          defaultValue={rule.replacement}
          maxLength={100}
          spellCheck={false}
        />
        <TextInput
          name="bot_id"
          label="Bot"
          optional
          help="Empty is every bot."
          defaultValue={rule.bot_id === EVERY_BOT ? "" : rule.bot_id}
          maxLength={128}
          spellCheck={false}
        />
      </div>
    </>
  );
}
