import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { Door } from "~/features/access/door";
import { PASSWORD_MIN } from "~/features/access/password-rule";
import { NewPassword } from "~/features/access/person";
import { findReset, resetPassword } from "~/features/access/reset-password.server";
import { answerForm, parseAction } from "~/platform/action.server";
import { clearedSessionCookie } from "~/platform/session-cookie.server";
import { anyone } from "~/platform/session.server";
import { visitor } from "~/platform/visitor.server";
import { Form } from "~/ui/form/form";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page/page-handle";
import { PasswordInput } from "~/ui/form/password-input";
import { SubmitButton } from "~/ui/form/submit-button";

export const handle: PageHandle = { title: "New password" };

const Reset = z.object({ intent: z.literal("reset"), token: z.string().max(200), password: NewPassword });

export async function loader({ request }: LoaderFunctionArgs) {
  anyone("whoever holds an unused reset link sets that person's password");
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const person = token ? await findReset(token) : null;
  return data({ token, person }, { status: person ? 200 : 404 });
}

export async function action({ request, context }: ActionFunctionArgs) {
  anyone("whoever holds an unused reset link sets that person's password");
  return answerForm(async () => {
    const { token, password } = await parseAction(request, Reset);
    await resetPassword(token, password, visitor(request, context));
    throw redirect("/sign-in?reset", { headers: { "Set-Cookie": clearedSessionCookie(context.secure) } });
  });
}

export default function ResetPage() {
  const { token, person } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  if (!person)
    return (
      <Door
        title="This link does not work any more"
        lead="It works once, within 15 minutes. It may have been used, be too old, or have been replaced by a newer one. Any admin can give you another."
      >
        <LinkButton to="/sign-in" className="!h-9">
          Sign in
        </LinkButton>
      </Door>
    );
  return (
    <Door title={`Hello, ${person.name}`} lead="Choose a password. A short sentence is easy to keep and hard to guess.">
      <Form result={result} className="flex flex-col gap-4">
        <input type="hidden" name="token" value={token} />
        <input type="text" name="username" autoComplete="username" value={person.email ?? ""} readOnly hidden />
        <PasswordInput
          name="password"
          label="New password"
          help={`At least ${PASSWORD_MIN} characters.`}
          autoComplete="new-password"
          minLength={PASSWORD_MIN}
          required
          autoFocus
        />
        <SubmitButton intent="reset" className="!h-9">
          Set the password
        </SubmitButton>
      </Form>
    </Door>
  );
}
