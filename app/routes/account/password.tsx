import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { PASSWORD_MIN } from "~/features/access/password-rule";
import { NewPassword } from "~/features/access/person";
import { changePassword } from "~/features/access/update-account.server";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { sessionCookie } from "~/platform/session-cookie.server";
import { requireUser } from "~/platform/session.server";
import { Form } from "~/ui/form/form";
import { Page, PageHeader } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";
import { PasswordInput } from "~/ui/form/password-input";
import { SubmitButton } from "~/ui/form/submit-button";

export const handle: PageHandle = { title: "Password", parent: { to: "/account", label: "Account" } };

const Change = z.object({ intent: z.literal("change"), current: z.string().max(1000), password: NewPassword });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "account:write");
  if (!user.hasPassword) throw redirect("/welcome");
  return { email: user.email ?? "" };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "account:write");
  return answerForm(async () => {
    const session = await changePassword(user, await parseAction(request, Change));
    const headers = new Headers(
      flashHeaders({ message: "Your password is changed; other sessions are over.", tone: "ok" }),
    );
    headers.append("Set-Cookie", sessionCookie(session, context.secure));
    throw redirect("/account", { headers });
  });
}

export default function PasswordPage() {
  const { email } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  return (
    <Page>
      <PageHeader>A new password ends your sessions in all other browsers.</PageHeader>
      <Form result={result} className="flex max-w-100 flex-col gap-4">
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput name="current" label="Current password" autoComplete="current-password" required />
        <PasswordInput
          name="password"
          label="New password"
          help={`At least ${PASSWORD_MIN} characters. A short sentence is easy to keep and hard to guess.`}
          autoComplete="new-password"
          minLength={PASSWORD_MIN}
          required
        />
        <div>
          <SubmitButton intent="change">Change the password</SubmitButton>
        </div>
      </Form>
    </Page>
  );
}
