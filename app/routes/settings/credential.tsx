import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type SerializeFrom } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { changeCredential } from "~/features/settings/credentials/change-credential.server";
import { CredentialFacts, DeleteCredential } from "~/features/settings/credentials/credential-facts";
import { CredentialFields, CredentialValue } from "~/features/settings/credentials/credential-fields";
import { CredentialChange } from "~/features/settings/credentials/credential-form";
import { getCredential } from "~/features/settings/credentials/credential-list.server";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import { Page, Section } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = {
  title: (loaded) => (loaded as SerializeFrom<typeof loader> | undefined)?.credential.name ?? "Credential",
  parent: { to: "/settings/credentials", label: "Credentials" },
};

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "credentials:read");
  return { credential: await getCredential(params.id ?? ""), mayWrite: may(user.role, "credentials:write") };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "credentials:write");
  return answerForm(async () => {
    const { said, isGone } = await changeCredential(
      user,
      params.id ?? "",
      await parseAction(request, CredentialChange),
    );
    const headers = flashHeaders({ message: said, tone: "ok" });
    return isGone ? redirect("/settings/credentials", { headers }) : data({ ok: true as const }, { headers });
  });
}

export default function CredentialPage() {
  const { credential, mayWrite } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  return (
    <Page>
      <div className="flex w-full max-w-150 flex-col gap-8">
        <CredentialFacts credential={credential} />
        {mayWrite && (
          <>
            <Section title="Name and purpose">
              <Form result={result} className="flex flex-col gap-4">
                <CredentialFields {...credential} />
                <div>
                  <SubmitButton intent="save">Save</SubmitButton>
                </div>
              </Form>
            </Section>
            <Section title="Replace the value" help="The old one cannot be brought back.">
              <Form key={String(credential.replacedAt)} result={result} className="flex flex-col gap-4">
                <CredentialValue label="New value" />
                <div>
                  <SubmitButton intent="replace">Replace</SubmitButton>
                </div>
              </Form>
            </Section>
            <DeleteCredential credential={credential} />
          </>
        )}
      </div>
    </Page>
  );
}
