import { TextInput } from "~/ui/form/text-input";

/** What only a prompt that is not there yet needs. */
export function NewPromptFields({ promptKey, bot }: { promptKey: string; bot: string }) {
  return (
    <div className="grid max-w-240 gap-3 sm:grid-cols-2">
      <TextInput
        name="key"
        label="Key"
        defaultValue={promptKey}
        placeholder="support.greeting"
        required
        maxLength={128}
        pattern="[A-Za-z0-9._:\-]+"
        spellCheck={false}
        help="Letters, digits and . _ : - It stays as it is."
      />
      <TextInput
        name="bot"
        label="Bot"
        optional
        defaultValue={bot}
        placeholder="everybody"
        spellCheck={false}
        help="A bot's slug: then only this bot gets it."
      />
      <TextInput name="title" label="Title" optional maxLength={200} />
      <TextInput name="category" label="Category" optional maxLength={200} />
      <TextInput name="folder" label="Folder" optional maxLength={200} placeholder="support/first contact" />
    </div>
  );
}
