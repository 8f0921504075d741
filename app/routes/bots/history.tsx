import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getHistory, restoreBot } from "~/features/bots/history/bot-history.server";
import { HistoryPage } from "~/features/bots/history/history-page";
import { botHref } from "~/features/bots/profile/bot-slug";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import { Page } from "~/ui/page/page";

const Revision = z.coerce.number().int().min(1).max(2_000_000_000);
const Asked = z.object({ from: Revision.nullable().catch(null), to: Revision.nullable().catch(null) });
const Restore = z.object({ intent: z.literal("restore"), revision: Revision, base_revision: Revision });

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "bots:read");
  const search = new URL(request.url).searchParams;
  const { from, to } = Asked.parse({ from: search.get("from"), to: search.get("to") });
  return { history: await getHistory(params.slug ?? "", from, to), mayWrite: may(user.role, "bots:write") };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "bots:write");
  return answerForm(async () => {
    const { revision, base_revision: baseRevision } = await parseAction(request, Restore);
    const made = await restoreBot(user, params.slug ?? "", { revision, baseRevision });
    const message = `Revision ${revision} is back, as revision ${made}.`;
    return redirect(botHref(params.slug ?? "", "history"), { headers: flashHeaders({ message, tone: "ok" }) });
  });
}

export default function BotHistory() {
  const { history, mayWrite } = useLoaderData<typeof loader>();
  return (
    <Page>
      <HistoryPage history={history} mayWrite={mayWrite} result={useActionData<typeof action>()} />
    </Page>
  );
}
