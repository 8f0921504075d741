import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { Door } from "~/features/access/door";
import { SecondStep } from "~/features/access/sign-in-form";
import { finishSignIn } from "~/features/access/sign-in.server";
import { localPath } from "~/lib/local-path";
import { answerForm, parseAction } from "~/platform/action.server";
import { clearedStepCookie, sessionCookie, stepToken } from "~/platform/session-cookie.server";
import { anyone } from "~/platform/session.server";
import { visitor } from "~/platform/visitor.server";
import { Form } from "~/ui/form/form";
import type { PageHandle } from "~/ui/page/page-handle";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextInput } from "~/ui/form/text-input";

export const handle: PageHandle = { title: "Your code" };

export function loader({ request, context }: LoaderFunctionArgs) {
  anyone("the step between the password and the session");
  if (!stepToken(request, context.secure)) throw redirect("/sign-in");
  return { to: localPath(new URL(request.url).searchParams.get("to")) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  anyone("the step between the password and the session");
  return answerForm(async () => {
    const { code, to } = await parseAction(request, SecondStep);
    const step = stepToken(request, context.secure);
    if (!step) throw redirect("/sign-in");
    const session = await finishSignIn({ step, code }, visitor(request, context));
    const headers = new Headers();
    headers.append("Set-Cookie", sessionCookie(session, context.secure));
    headers.append("Set-Cookie", clearedStepCookie(context.secure));
    throw redirect(localPath(to), { headers });
  });
}

export default function CodePage() {
  const { to } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  return (
    <Door
      title="Your code"
      lead="Six digits from your authenticator app."
      foot={
        <>
          Lost the phone? A recovery code works here too, once. <Link to="/sign-in">Start again</Link>
        </>
      }
    >
      <Form result={result} className="flex flex-col gap-4">
        <input type="hidden" name="to" value={to} />
        <TextInput
          name="code"
          label="Code"
          autoComplete="one-time-code"
          inputMode="text"
          spellCheck={false}
          className="font-mono tracking-[0.12em]"
          maxLength={40}
          required
          autoFocus
        />
        <SubmitButton intent="code" className="!h-9">
          Continue
        </SubmitButton>
      </Form>
    </Door>
  );
}
