import { useState } from "react";
import { ConfirmDialog } from "~/ui/overlay/confirm-dialog";
import { Button } from "~/ui/button";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import type { EndpointRow } from "./webhook-list.server";

/** What can be done with an endpoint, beside changing it. */
export function WebhookActions({ endpoint, result }: { endpoint: EndpointRow; result: unknown }) {
  const [asking, setAsking] = useState(false);
  return (
    <div className="flex flex-wrap gap-2">
      <Form result={result} className="flex flex-wrap gap-2">
        <SubmitButton intent="test" tone="secondary">
          Send a test
        </SubmitButton>
        <SubmitButton intent={endpoint.enabled ? "disable" : "enable"} tone="secondary">
          {endpoint.enabled ? "Switch off" : "Switch on"}
        </SubmitButton>
        <SubmitButton intent="rotate" tone="secondary">
          New secret
        </SubmitButton>
      </Form>
      <Button tone="danger" onClick={() => setAsking(true)}>
        Delete
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={`Delete ${endpoint.name}`}
        confirm="Delete"
        fields={{ intent: "delete" }}
        nameToType={endpoint.name}
      >
        Its deliveries and their log go with it. Nothing more is sent there.
      </ConfirmDialog>
    </div>
  );
}
