import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { SessionCards } from "~/features/access/session-cards";
import { endOtherSessions, endSession, listSessions } from "~/features/access/session-list.server";
import { Profile, updateProfile } from "~/features/access/update-account.server";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { refreshUser, requireUser } from "~/platform/session.server";
import { Button } from "~/ui/button";
import { Form } from "~/ui/form/form";
import { LinkButton } from "~/ui/link-button";
import { Page, Section } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";
import { Status } from "~/ui/status";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextInput } from "~/ui/form/text-input";

export const handle: PageHandle = { title: "Account" };

const Change = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("profile") }).extend(Profile.shape),
  z.object({ intent: z.literal("end-session"), sessionId: z.uuid() }),
  z.object({ intent: z.literal("end-others") }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { name, email, role, hasPassword, hasTotp, ...user } = await requireUser(request, context, "account:write");
  return {
    ...{ name, email, role, hasPassword, hasTotp },
    currentId: user.sessionId,
    sessions: await listSessions({ userId: user.id }),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "account:write");
  return answerForm(async () => {
    const change = await parseAction(request, Change);
    const said = (message: string) => data({ ok: true as const }, { headers: flashHeaders({ message, tone: "ok" }) });
    switch (change.intent) {
      case "profile":
        await updateProfile(user, change);
        refreshUser(context);
        return said("Your profile is saved.");
      case "end-session":
        await endSession(user, change.sessionId);
        return said("That session is over.");
      case "end-others": {
        const count = await endOtherSessions(user);
        return said(count === 1 ? "One other session is over." : `${count} other sessions are over.`);
      }
    }
  });
}

export default function AccountPage() {
  const { name, email, hasPassword, hasTotp, sessions, currentId } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  return (
    <Page>
      <div className="flex w-full max-w-180 flex-col gap-8">
        <Section title="Profile">
          <Form result={result} className="flex flex-col gap-4">
            <TextInput name="name" label="Name" defaultValue={name} autoComplete="name" maxLength={100} required />
            <TextInput
              name="email"
              type="email"
              label="E-mail"
              help="You sign in with it."
              defaultValue={email ?? ""}
              autoComplete="email"
              required
            />
            <div>
              <SubmitButton intent="profile">Save</SubmitButton>
            </div>
          </Form>
        </Section>
        <Section title="Ways in">
          <ul className="divide-y divide-line-soft rounded-card border border-line-soft bg-raised">
            <WayIn title="Password" on={hasPassword} words={hasPassword ? "Set" : "Not set: only a link lets you in"}>
              <LinkButton to={hasPassword ? "/account/password" : "/welcome"} size="small">
                {hasPassword ? "Change" : "Set one"}
              </LinkButton>
            </WayIn>
            <WayIn title="Codes from an app" on={hasTotp} words={hasTotp ? "Asked after the password" : "Off"}>
              <LinkButton to="/account/codes" size="small">
                {hasTotp ? "Manage" : "Turn on"}
              </LinkButton>
            </WayIn>
          </ul>
        </Section>
        <Section
          title="Sessions"
          help="A session ends 12 hours after its last use, and after 14 days."
          actions={
            sessions.length > 1 && (
              <Form className="contents">
                <Button type="submit" name="intent" value="end-others" size="small">
                  End all others
                </Button>
              </Form>
            )
          }
        >
          <SessionCards sessions={sessions} currentId={currentId} />
        </Section>
      </div>
    </Page>
  );
}

function WayIn(props: { title: string; on: boolean; words: string; children: React.ReactNode }) {
  return (
    <li className="flex items-center gap-3 px-3 py-2">
      <div className="min-w-0 flex-1">
        <div className="font-medium">{props.title}</div>
        <div className="text-small">
          <Status kind={props.on ? "ok" : "off"}>{props.words}</Status>
        </div>
      </div>
      {props.children}
    </li>
  );
}
