import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getBotDeletion } from "~/features/bots/name/delete-bot.server";
import { DeletionReceipt } from "~/features/bots/name/deletion-receipt";
import { requireUser } from "~/platform/session.server";
import { LinkButton } from "~/ui/link-button";
import { Page } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Deleted bot", parent: { to: "/bots", label: "Bots" } };

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "bots:read");
  return { deletion: await getBotDeletion(params.id ?? "") };
}

export default function DeletionPage() {
  const { deletion } = useLoaderData<typeof loader>();
  return (
    <Page>
      <DeletionReceipt deletion={deletion} />
      <div>
        <LinkButton to="/bots">All bots</LinkButton>
      </div>
    </Page>
  );
}
