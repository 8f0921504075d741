import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { createEndpoint } from "~/features/webhooks/webhook-endpoints.server";
import { WebhookFields } from "~/features/webhooks/webhook-fields";
import { EndpointInput } from "~/features/webhooks/webhook-form";
import { answerForm, parseAction } from "~/platform/action.server";
import { requireUser } from "~/platform/session.server";
import { Form } from "~/ui/form/form";
import { LinkButton } from "~/ui/link-button";
import { OneTimeShown } from "~/ui/page/one-time-shown";
import { Page } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";
import { SubmitButton } from "~/ui/form/submit-button";

export const handle: PageHandle = { title: "New webhook", parent: { to: "/webhooks", label: "Webhooks" } };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "webhooks:write");
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "webhooks:write");
  return answerForm(async () => ({ created: await createEndpoint(user, await parseAction(request, EndpointInput)) }));
}

export default function NewWebhookPage() {
  const result = useActionData<typeof action>();
  return (
    <Page>
      {result && "created" in result ? (
        <>
          <OneTimeShown title="The signing secret" value={result.created.secret}>
            Keep it now: it cannot be shown again. The receiver checks with it that a message is from here.
          </OneTimeShown>
          <div>
            <LinkButton to={`/webhooks/${result.created.id}`} tone="primary">
              I have kept it
            </LinkButton>
          </div>
        </>
      ) : (
        <Form result={result} className="flex max-w-150 flex-col gap-4">
          <WebhookFields />
          <div>
            <SubmitButton intent="create">Create the webhook</SubmitButton>
          </div>
        </Form>
      )}
    </Page>
  );
}
