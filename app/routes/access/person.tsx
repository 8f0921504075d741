import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { env } from "~/config/env.server";
import { OneTimeShown } from "~/ui/page/one-time-shown";
import { PersonActions } from "~/features/access/person-actions";
import { PersonChange } from "~/features/access/person-change";
import { getPerson } from "~/features/access/person-list.server";
import { RoleForm } from "~/features/access/role-form";
import { SessionCards } from "~/features/access/session-cards";
import { listSessions } from "~/features/access/session-list.server";
import { changePerson } from "~/features/access/update-person.server";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { refreshUser, requireUser } from "~/platform/session.server";
import { DescriptionList } from "~/ui/page/description-list";
import { LinkButton } from "~/ui/link-button";
import { Page, Section } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";
import { RelativeTime } from "~/ui/relative-time";
import { Status } from "~/ui/status";

export const handle: PageHandle = {
  title: (loaded) => (loaded as Awaited<ReturnType<typeof loader>> | undefined)?.person.name ?? "Person",
  parent: { to: "/access", label: "Access" },
};

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "access:read");
  const person = await getPerson(params.id ?? "");
  return { person, sessions: await listSessions({ userId: person.id }), currentId: user.sessionId };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "access:write");
  return answerForm(async () => {
    const change = await parseAction(request, PersonChange);
    const { message, link } = await changePerson(user, params.id ?? "", change, env().publicUrl);
    refreshUser(context);
    const isTold = change.intent === "role" && change.told !== undefined;
    return data({ ok: true as const, link }, isTold ? {} : { headers: flashHeaders({ message, tone: "ok" }) });
  });
}

export default function PersonPage() {
  const { person, sessions, currentId } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const link = result && "link" in result ? result.link : null;
  return (
    <Page>
      <div className="flex w-full max-w-180 flex-col gap-8">
        {link && (
          <OneTimeShown title={`Give ${person.name} this link`} value={link}>
            It works once, for 15 minutes, and replaces any earlier one. It is not shown again.
          </OneTimeShown>
        )}
        <Section
          title="Who"
          actions={
            <LinkButton to={`/access/audit?q=${person.id}&range=${encodeURIComponent("365d")}`} size="small">
              In the audit log
            </LinkButton>
          }
        >
          <DescriptionList
            items={[
              { term: "E-mail", detail: person.email ?? "not set" },
              {
                term: "State",
                detail: person.isDisabled ? <Status kind="off">Disabled</Status> : <Status kind="ok">Enabled</Status>,
              },
              { term: "Password", detail: person.hasPassword ? "set" : "not set" },
              { term: "Codes", detail: person.hasTotp ? "on" : "off" },
              { term: "Here since", detail: <RelativeTime at={person.createdAt} /> },
              { term: "Last sign-in", detail: <RelativeTime at={person.lastSignInAt} /> },
            ]}
          />
        </Section>
        <Section title="Ways in">
          <PersonActions person={person} />
        </Section>
        <Section title="Role">
          <RoleForm person={person} result={result} />
        </Section>
        {sessions.length > 0 && (
          <Section title="Sessions">
            <SessionCards sessions={sessions} currentId={currentId} />
          </Section>
        )}
      </div>
    </Page>
  );
}
