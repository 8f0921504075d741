import { useState } from "react";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/overlay/confirm-dialog";
import { Form } from "~/ui/form/form";
import { Section } from "~/ui/page/page";
import { Select } from "~/ui/form/select";
import { SubmitButton } from "~/ui/form/submit-button";
import { OVERLAPS } from "./overlap-hours";

/** Replace a key without a gap, or end it. */
export function ApiKeyActions({ name, result }: { name: string; result: unknown }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Section title="Rotate" help="A new key with the same rights takes its place.">
        <Form result={result} className="flex max-w-60 flex-col gap-3">
          <Select name="overlapHours" label="The old one goes on" options={OVERLAPS} defaultValue="24" />
          <div>
            <SubmitButton intent="rotate" tone="secondary">
              Make a new key
            </SubmitButton>
          </div>
        </Form>
      </Section>
      <Section title="Revoke" help="From the next call on it is refused. This cannot be undone.">
        <div>
          <Button tone="danger" onClick={() => setIsAsking(true)}>
            Revoke
          </Button>
        </div>
      </Section>
      <ConfirmDialog
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title="Revoke this key"
        confirm="Revoke"
        fields={{ intent: "revoke" }}
        nameToType={name}
      >
        Whatever uses it is refused from its next call on.
      </ConfirmDialog>
    </>
  );
}
