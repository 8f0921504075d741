import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { createCredential } from "~/features/settings/credentials/change-credential.server";
import { CredentialFields, CredentialValue } from "~/features/settings/credentials/credential-fields";
import { CredentialInput } from "~/features/settings/credentials/credential-form";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { requireUser } from "~/platform/session.server";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import { Page } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = {
  title: "New credential",
  parent: { to: "/settings/credentials", label: "Credentials" },
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "credentials:write");
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "credentials:write");
  return answerForm(async () => {
    const { id } = await createCredential(user, await parseAction(request, CredentialInput));
    return redirect(`/settings/credentials/${id}`, {
      headers: flashHeaders({ message: "The credential is sealed and stored.", tone: "ok" }),
    });
  });
}

export default function NewCredentialPage() {
  const result = useActionData<typeof action>();
  return (
    <Page>
      <Form result={result} className="flex max-w-150 flex-col gap-4">
        <CredentialFields />
        <CredentialValue label="Value" />
        <div>
          <SubmitButton intent="create">Create the credential</SubmitButton>
        </div>
      </Form>
    </Page>
  );
}
