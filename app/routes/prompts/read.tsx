import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { changePrompt, PromptChange } from "~/features/prompts/one/change-prompt.server";
import { NotWritten, ShippedText } from "~/features/prompts/one/not-written";
import { getPromptFrame, promptAt } from "~/features/prompts/one/prompt-frame.server";
import { PromptRead } from "~/features/prompts/one/prompt-read";
import { getPromptRead } from "~/features/prompts/one/prompt-read.server";
import { useLivePrompt } from "~/features/prompts/one/use-live-prompt";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { requireUser } from "~/platform/session.server";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "prompts:read");
  const at = promptAt(request, params);
  const [frame, read] = await Promise.all([
    getPromptFrame(user, at),
    getPromptRead(at, new URL(request.url).searchParams),
  ]);
  return { frame, read };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "prompts:read");
  const at = promptAt(request, params);
  return answerForm(async () => {
    const { said, to } = await changePrompt(user, at, await parseAction(request, PromptChange));
    return redirect(to, { headers: flashHeaders({ message: said, tone: "ok" }) });
  });
}

export default function ReadPage() {
  const { frame, read } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  useLivePrompt(frame);
  if (read && "shipped" in read) return <ShippedText frame={frame} shipped={read.shipped} />;
  if (!read || !frame.head) return <NotWritten frame={frame} />;
  return <PromptRead frame={frame} head={frame.head} read={read} result={result} />;
}
