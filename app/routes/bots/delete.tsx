import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DeletePage } from "~/features/bots/name/delete-page";
import { deleteBot, Deletion, getDeletionPreview } from "~/features/bots/name/delete-bot.server";
import { answerForm, parseAction } from "~/platform/action.server";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import { Page } from "~/ui/page/page";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "bots:delete");
  return { preview: await getDeletionPreview(params.slug ?? ""), mayPurge: may(user.role, "turns:delete") };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "bots:delete");
  return answerForm(async () => {
    const { id } = await deleteBot(user, params.slug ?? "", await parseAction(request, Deletion));
    return redirect(`/bots/deletions/${id}`);
  });
}

export default function DeleteBot() {
  const { preview, mayPurge } = useLoaderData<typeof loader>();
  return (
    <Page>
      <DeletePage preview={preview} mayPurge={mayPurge} result={useActionData<typeof action>()} />
    </Page>
  );
}
