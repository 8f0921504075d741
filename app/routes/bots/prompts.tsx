import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BotPrompts } from "~/features/prompts/library/bot-prompts";
import { getBotPrompts } from "~/features/prompts/library/bot-prompts.server";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "prompts:read");
  return { prompts: await getBotPrompts(params.slug ?? ""), mayWrite: may(user.role, "prompts:write") };
}

export default function BotPromptsPage() {
  const { prompts, mayWrite } = useLoaderData<typeof loader>();
  return <BotPrompts prompts={prompts} mayWrite={mayWrite} />;
}
