import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { deleteForGood, getDeletion } from "~/features/turns/one/delete-preview.server";
import { ChooseDeletion } from "~/features/turns/one/choose-deletion";
import { DeletePage } from "~/features/turns/one/delete-page";
import { readTarget } from "~/features/turns/one/deletion";
import { answerForm, parseAction } from "~/platform/action.server";
import { requireUser } from "~/platform/session.server";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Delete turns", parent: { to: "/turns", label: "Turns" } };

const Deletion = z.object({
  intent: z.literal("delete"),
  by: z.enum(["id", "session", "user"]),
  value: z.string().min(1),
  confirmation: z.string(),
});

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "turns:delete");
  const target = readTarget(new URL(request.url).searchParams);
  return { target, found: target && (await getDeletion(target)) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "turns:delete");
  return answerForm(async () => {
    const { confirmation, by, value } = await parseAction(request, Deletion);
    return { receipt: await deleteForGood(user, { by, value }, confirmation) };
  });
}

export default function DeleteTurns() {
  const { target, found } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const receipt = result && "receipt" in result ? result.receipt : null;
  if (!target || !found) return <ChooseDeletion />;
  return <DeletePage target={target} found={found} receipt={receipt} result={result} />;
}
