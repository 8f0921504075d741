import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PromptEffect } from "~/features/prompts/effect/prompt-effect";
import { getPromptEffect } from "~/features/prompts/effect/prompt-effect.server";
import { promptAt } from "~/features/prompts/one/prompt-frame.server";
import { parsePreferences } from "~/lib/preferences";
import { requireUser } from "~/platform/session.server";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "prompts:read");
  const { timeZone } = parsePreferences(request.headers.get("cookie"));
  return getPromptEffect(promptAt(request, params), new URL(request.url).searchParams, timeZone ?? "UTC");
}

export default function EffectPage() {
  return <PromptEffect effect={useLoaderData<typeof loader>()} />;
}
