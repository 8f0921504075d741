import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { z } from "zod";
import { ApiKeyFields } from "~/features/access/api-key-fields";
import { NewApiKey } from "~/features/access/api-key-form";
import { OneTimeShown } from "~/ui/page/one-time-shown";
import { createApiKey } from "~/features/access/update-api-key.server";
import { answerForm, parseAction } from "~/platform/action.server";
import { requireUser } from "~/platform/session.server";
import { Form } from "~/ui/form/form";
import { LinkButton } from "~/ui/link-button";
import { Page } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";
import { SubmitButton } from "~/ui/form/submit-button";

export const handle: PageHandle = { title: "New key", parent: { to: "/access/keys", label: "API keys" } };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "access:write");
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "access:write");
  return answerForm(async () => {
    const input = await parseAction(request, z.object({ intent: z.literal("create") }).extend(NewApiKey.shape));
    return { created: await createApiKey(user, input) };
  });
}

export default function NewKeyPage() {
  const result = useActionData<typeof action>();
  return (
    <Page>
      {result && "created" in result ? (
        <>
          <OneTimeShown title={`The key of ${result.created.name}`} value={result.created.key}>
            Keep it now: it is stored only as a hash and cannot be shown again. Send it as a header: Authorization:
            Bearer …
          </OneTimeShown>
          <div>
            <LinkButton to="/access/keys" tone="primary">
              I have kept it
            </LinkButton>
          </div>
        </>
      ) : (
        <Form result={result} className="flex max-w-150 flex-col gap-4">
          <ApiKeyFields />
          <div>
            <SubmitButton intent="create">Create the key</SubmitButton>
          </div>
        </Form>
      )}
    </Page>
  );
}
