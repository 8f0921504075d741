import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { z } from "zod";
import { Door } from "~/features/access/door";
import { PASSWORD_MIN } from "~/features/access/password-rule";
import { Welcome, welcome } from "~/features/access/update-account.server";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { sessionCookie } from "~/platform/session-cookie.server";
import { requireUser } from "~/platform/session.server";
import { Form } from "~/ui/form/form";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page/page-handle";
import { PasswordInput } from "~/ui/form/password-input";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextInput } from "~/ui/form/text-input";

export const handle: PageHandle = { title: "Welcome aboard" };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "account:write");
  if (user.hasPassword) throw redirect("/");
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "account:write");
  return answerForm(async () => {
    const input = await parseAction(request, z.object({ intent: z.literal("welcome") }).extend(Welcome.shape));
    const session = await welcome(user, input);
    const headers = new Headers(flashHeaders({ message: `Welcome aboard, ${input.name}.`, tone: "ok" }));
    headers.append("Set-Cookie", sessionCookie(session, context.secure));
    throw redirect("/", { headers });
  });
}

export default function WelcomePage() {
  const result = useActionData<typeof action>();
  return (
    <Door
      title="Welcome aboard"
      lead="You are the first admin. Give yourself a name and a password, so that you can come back without a link."
      foot="Nothing here leaves this machine."
    >
      <Form result={result} className="flex flex-col gap-4">
        <TextInput name="name" label="Name" autoComplete="name" maxLength={100} required autoFocus />
        <TextInput
          name="email"
          type="email"
          label="E-mail"
          help="You sign in with it."
          autoComplete="username"
          required
        />
        <PasswordInput
          name="password"
          label="Password"
          help={`At least ${PASSWORD_MIN} characters. A short sentence is easy to keep and hard to guess.`}
          autoComplete="new-password"
          minLength={PASSWORD_MIN}
          required
        />
        <SubmitButton intent="welcome" className="!h-9">
          Take the wheel
        </SubmitButton>
        <LinkButton to="/" tone="ghost" className="!h-9">
          Later
        </LinkButton>
      </Form>
    </Door>
  );
}
