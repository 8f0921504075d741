import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listHistory } from "~/features/bots/history/bot-history.server";
import { requireUser } from "~/platform/session.server";
import { DescriptionList } from "~/ui/page/description-list";
import { Page } from "~/ui/page/page";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "bots:read");
  return { revisions: await listHistory(params.slug ?? "") };
}

export default function BotHistory() {
  const { revisions } = useLoaderData<typeof loader>();
  return (
    <Page>
      <DescriptionList
        items={revisions.map(({ revision, note, created_by }) => ({
          term: revision,
          detail: `${created_by}: ${note}`,
        }))}
      />
    </Page>
  );
}
