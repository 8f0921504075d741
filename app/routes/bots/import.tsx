import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { Import, importBots, importText, planImport } from "~/features/bots/transfer/import-bots.server";
import { ImportForm, ImportReview } from "~/features/bots/transfer/import-page";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { requireUser } from "~/platform/session.server";
import { Page } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Import bots", parent: { to: "/bots", label: "Bots" } };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "bots:write");
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "bots:write");
  return answerForm(async () => {
    const input = await parseAction(request, Import);
    if (input.intent === "preview") return { plan: await planImport(await importText(input)), isRenewed: false };
    const done = await importBots(user, input.text, input.plan);
    if ("hash" in done) return { plan: done, isRenewed: true };
    const message = `Bots made: ${done.created}. Changed: ${done.changed}.`;
    return redirect("/bots", { headers: flashHeaders({ message, tone: "ok" }) });
  });
}

export default function ImportBots() {
  const result = useActionData<typeof action>();
  const seen = result && "plan" in result ? result : null;
  return (
    <Page>
      {seen ? (
        <ImportReview plan={seen.plan} isRenewed={seen.isRenewed} result={result} />
      ) : (
        <ImportForm result={result} />
      )}
    </Page>
  );
}
