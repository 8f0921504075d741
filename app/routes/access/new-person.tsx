import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { z } from "zod";
import { env } from "~/config/env.server";
import { createPerson, NewPerson } from "~/features/access/create-person.server";
import { OneTimeShown } from "~/ui/page/one-time-shown";
import { ROLE_WORDS } from "~/features/access/roles";
import { answerForm, parseAction } from "~/platform/action.server";
import { ROLES } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import { Form } from "~/ui/form/form";
import { LinkButton } from "~/ui/link-button";
import { Page, PageHeader } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";
import { RadioGroup } from "~/ui/form/radio-group";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextInput } from "~/ui/form/text-input";

export const handle: PageHandle = { title: "New person", parent: { to: "/access", label: "Access" } };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "access:write");
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "access:write");
  return answerForm(async () => {
    const input = await parseAction(request, z.object({ intent: z.literal("create") }).extend(NewPerson.shape));
    const { id, link } = await createPerson(user, input, env().publicUrl);
    return { id, link, name: input.name };
  });
}

export default function NewPersonPage() {
  const result = useActionData<typeof action>();
  if (result && "link" in result)
    return (
      <Page>
        <OneTimeShown title={`Give ${result.name} this link`} value={result.link}>
          It works once, for 15 minutes: behind it they choose their password. It is not shown again, but you can make
          another at any time.
        </OneTimeShown>
        <div className="flex gap-2">
          <LinkButton to={`/access/people/${result.id}`} tone="primary">
            Go to {result.name}
          </LinkButton>
          <LinkButton to="/access">All people</LinkButton>
        </div>
      </Page>
    );
  return (
    <Page>
      <PageHeader>You get a link to hand over; they choose their own password behind it.</PageHeader>
      <Form result={result} className="flex max-w-120 flex-col gap-4">
        <TextInput name="name" label="Name" maxLength={100} required autoFocus />
        <TextInput name="email" type="email" label="E-mail" help="They sign in with it." required />
        <RadioGroup
          name="role"
          label="Role"
          defaultValue="viewer"
          options={ROLES.map((role) => ({ value: role, ...ROLE_WORDS[role] }))}
        />
        <div>
          <SubmitButton intent="create">Let them in</SubmitButton>
        </div>
      </Form>
    </Page>
  );
}
