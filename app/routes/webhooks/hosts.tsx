import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AllowedHosts } from "~/features/webhooks/allowed-hosts";
import { HostChange } from "~/features/webhooks/webhook-form";
import { WebhookLists } from "~/features/webhooks/webhook-tabs";
import { answerForm, parseAction } from "~/platform/action.server";
import { allowHost, forbidHost, listAllowedHosts } from "~/platform/allowed-hosts.server";
import { flashHeaders } from "~/platform/flash.server";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import { Page } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Allowed hosts", parent: { to: "/webhooks", label: "Webhooks" } };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "webhooks:read");
  return { hosts: await listAllowedHosts(), mayWrite: may(user.role, "webhooks:write") };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "webhooks:write");
  return answerForm(async () => {
    const change = await parseAction(request, HostChange);
    if (change.intent === "allow") await allowHost(user, change);
    else await forbidHost(user, change.host);
    const message = change.intent === "allow" ? "The host may be called." : "The host may not be called any more.";
    return data({ ok: true as const }, { headers: flashHeaders({ message, tone: "ok" }) });
  });
}

export default function HostsPage() {
  const { hosts, mayWrite } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  return (
    <WebhookLists>
      <Page>
        <AllowedHosts hosts={hosts} mayWrite={mayWrite} result={result} />
      </Page>
    </WebhookLists>
  );
}
