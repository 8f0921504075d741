import { ALL_EVENTS, WEBHOOK_EVENTS } from "~/platform/webhook-events";
import { Checkbox } from "~/ui/checkbox";
import { TextInput } from "~/ui/text-input";

type Props = { name?: string; url?: string; events?: readonly string[] };

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
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1 text-small font-medium text-muted">Events</legend>
        <Checkbox
          name="events[]"
          value={ALL_EVENTS}
          label="All, also those that come with later versions"
          defaultChecked={events.includes(ALL_EVENTS)}
        />
        {Object.entries(WEBHOOK_EVENTS).map(([event, label]) => (
          <Checkbox
            key={event}
            name="events[]"
            value={event}
            defaultChecked={events.includes(event)}
            label={
              <>
                {label} <code className="text-[12px] text-faint">{event}</code>
              </>
            }
          />
        ))}
      </fieldset>
    </>
  );
}
