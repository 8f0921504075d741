import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PromptDiff } from "~/features/prompts/diff/prompt-diff";
import { getPromptDiff } from "~/features/prompts/diff/prompt-diff.server";
import { promptAt } from "~/features/prompts/one/prompt-frame.server";
import { requireUser } from "~/platform/session.server";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "prompts:read");
  return getPromptDiff(promptAt(request, params), new URL(request.url).searchParams);
}

export default function DiffPage() {
  return <PromptDiff diff={useLoaderData<typeof loader>()} />;
}
