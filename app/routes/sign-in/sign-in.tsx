import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Door } from "~/features/access/door";
import { isNobodyHere } from "~/features/access/person-list.server";
import { SignIn } from "~/features/access/sign-in-form";
import { signIn } from "~/features/access/sign-in.server";
import { localPath } from "~/lib/local-path";
import { answerForm, parseAction } from "~/platform/action.server";
import { sessionCookie, stepCookie } from "~/platform/session-cookie.server";
import { anyone, findUser } from "~/platform/session.server";
import { visitor } from "~/platform/visitor.server";
import { Command } from "~/ui/overlay/command";
import { Form } from "~/ui/form/form";
import type { PageHandle } from "~/ui/page/page-handle";
import { PasswordInput } from "~/ui/form/password-input";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextInput } from "~/ui/form/text-input";

export const handle: PageHandle = { title: "Sign in" };

export async function loader({ request, context }: LoaderFunctionArgs) {
  anyone("this is where strangers come in");
  const { searchParams } = new URL(request.url);
  const to = localPath(searchParams.get("to"));
  if (await findUser(request, context)) throw redirect(to);
  return { to, isNew: searchParams.has("reset"), isNobodyHere: await isNobodyHere() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  anyone("this is where strangers come in");
  return answerForm(async () => {
    const input = await parseAction(request, SignIn);
    const to = localPath(input.to);
    const answer = await signIn(input, visitor(request, context));
    if ("session" in answer)
      throw redirect(to, { headers: { "Set-Cookie": sessionCookie(answer.session, context.secure) } });
    const next = to === "/" ? "/sign-in/code" : `/sign-in/code?to=${encodeURIComponent(to)}`;
    throw redirect(next, { headers: { "Set-Cookie": stepCookie(answer.step, context.secure) } });
  });
}

export default function SignInPage() {
  const { to, isNew, isNobodyHere: isEmpty } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  if (isEmpty) return <NobodyHere />;
  return (
    <Door
      title="Sign in"
      lead={isNew ? "Your new password is set. Sign in with it." : "Welcome back to the wheelhouse."}
      foot="Forgot your password? Any admin can give you a link that sets a new one."
    >
      <Form result={result} className="flex flex-col gap-4">
        <input type="hidden" name="to" value={to} />
        <TextInput name="email" type="email" label="E-mail" autoComplete="username" required autoFocus />
        <PasswordInput name="password" label="Password" autoComplete="current-password" required />
        <SubmitButton intent="sign-in" className="!h-9">
          Sign in
        </SubmitButton>
      </Form>
    </Door>
  );
}

/** Before the first person there is no password to ask for. */
function NobodyHere() {
  return (
    <Door
      title="Nobody has come aboard yet"
      lead="The first admin comes in by the one-time link that the start of the product prints in its terminal."
    >
      <div className="flex flex-col gap-2">
        <p className="text-muted">It works once, for 15 minutes. For another one, start again:</p>
        <Command>npm start</Command>
      </div>
    </Door>
  );
}
