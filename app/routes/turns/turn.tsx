import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { changeTurn } from "~/features/turns/one/change-turn.server";
import { TurnChange } from "~/features/turns/one/turn-change.server";
import { TurnPage } from "~/features/turns/one/turn-page";
import { getWholeTurn } from "~/features/turns/one/whole-turn.server";
import { answerForm, parseAction } from "~/platform/action.server";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = {
  title: (loaded) => (loaded as Awaited<ReturnType<typeof loader>> | undefined)?.turn.view.row.id ?? "Turn",
  parent: { to: "/turns", label: "Turns" },
};

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "turns:read");
  return {
    turn: await getWholeTurn(params.id ?? "", user.id),
    viewer: {
      id: user.id,
      name: user.name,
      may_write: may(user.role, "turns:write"),
      may_delete: may(user.role, "turns:delete"),
    },
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "turns:write");
  return answerForm(async () => {
    await changeTurn(user, params.id ?? "", await parseAction(request, TurnChange));
    return null;
  });
}

export default function Turn() {
  const { turn, viewer } = useLoaderData<typeof loader>();
  return <TurnPage key={turn.view.row.id} turn={turn} viewer={viewer} result={useActionData<typeof action>()} />;
}
