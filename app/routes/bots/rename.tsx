import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { getRenamePreview, Rename, renameBot } from "~/features/bots/name/rename-bot.server";
import { RenamePage } from "~/features/bots/name/rename-page";
import { botHref } from "~/features/bots/profile/bot-slug";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { requireUser } from "~/platform/session.server";
import { Page } from "~/ui/page/page";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "bots:write");
  const to = new URL(request.url).searchParams.get("to");
  return { preview: await getRenamePreview(params.slug ?? "", to), to };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "bots:write");
  return answerForm(async () => {
    const { slug, base_revision: baseRevision } = await parseAction(request, Rename);
    await renameBot(user, params.slug ?? "", slug, baseRevision);
    const message = `It is called ${slug} now.`;
    return redirect(botHref(slug), { headers: flashHeaders({ message, tone: "ok" }) });
  });
}

export default function RenameBot() {
  const { preview, to } = useLoaderData<typeof loader>();
  return (
    <Page>
      <RenamePage preview={preview} to={to} result={useActionData<typeof action>()} />
    </Page>
  );
}
