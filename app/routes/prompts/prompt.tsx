import type { LoaderFunctionArgs, SerializeFrom } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { PromptFrame } from "~/features/prompts/one/prompt-frame";
import { getPromptFrame, promptAt } from "~/features/prompts/one/prompt-frame.server";
import { requireUser } from "~/platform/session.server";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = {
  title: (loaded) => (loaded as SerializeFrom<typeof loader> | undefined)?.key ?? "Prompt",
  parent: { to: "/prompts", label: "Prompts" },
};

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "prompts:read");
  return getPromptFrame(user, promptAt(request, params));
}

export default function PromptPage() {
  return (
    <PromptFrame frame={useLoaderData<typeof loader>()}>
      <Outlet />
    </PromptFrame>
  );
}
