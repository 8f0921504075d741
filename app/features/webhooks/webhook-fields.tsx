import { ALL_EVENTS, WEBHOOK_EVENTS } from "~/platform/webhook-events";
import { CheckboxGroup } from "~/ui/form/checkbox-group";
import { TextInput } from "~/ui/form/text-input";

type Props = { name?: string; url?: string; events?: readonly string[] };

const EVENTS = [
  { value: ALL_EVENTS, label: "All, also those that come with later versions" },
  ...Object.entries(WEBHOOK_EVENTS).map(([value, label]) => ({ value, label, help: value })),
];

export function WebhookFields({ name = "", url = "", events = [ALL_EVENTS] }: Props) {
  return (
    <>
      <TextInput name="name" label="Name" defaultValue={name} maxLength={80} required />
      <TextInput
        name="url"
        type="url"
        label="Address"
        help="Gets a POST with JSON. An address in a private network must be allowed first, under Allowed hosts."
        placeholder="https://example.com/hooks/wheelhouse"
        defaultValue={url}
        spellCheck={false}
        required
      />
      <CheckboxGroup name="events[]" label="Events" options={EVENTS} defaultValues={events} />
    </>
  );
}
