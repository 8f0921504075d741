import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { NewPromptFields } from "~/features/prompts/edit/new-prompt-fields";
import { previewPrompt } from "~/features/prompts/edit/preview-prompt.server";
import { PromptEditor } from "~/features/prompts/edit/prompt-editor";
import { NewPrompt, variablesOfForm } from "~/features/prompts/edit/prompt-form.server";
import { promptHref } from "~/features/prompts/prompt-href";
import { savePrompt } from "~/features/prompts/rules/save-prompt.server";
import { AppError } from "~/lib/errors";
import { GLOBAL_SCOPE, promptScopeText } from "~/lib/prompt-scope";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { requireUser } from "~/platform/session.server";
import { PageHeader } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "New prompt", parent: { to: "/prompts", label: "Prompts" } };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "prompts:write");
  const params = new URL(request.url).searchParams;
  return { key: params.get("key") ?? "", bot: params.get("bot") ?? "" };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "prompts:write");
  return answerForm(async () => {
    const form = await parseAction(request, NewPrompt);
    const text = { body: form.body, syntax: form.syntax, variables: variablesOfForm(form) };
    if (form.intent === "preview")
      return { preview: await previewPrompt({ key: form.key || "new", scope: "global", ...text, turn: form.turn }) };
    const { key, bot, note, title, category, folder } = form;
    const scope = bot === "" ? GLOBAL_SCOPE : { type: "bot" as const, id: bot };
    const to = promptHref({ key, scope: promptScopeText(scope) });
    const saved = await savePrompt(user, { key, scope, baseVersion: 0, ...text, note, title, category, folder }).catch(
      (error: unknown) => {
        if (!(error instanceof AppError) || error.code !== "conflict") throw error;
        const message = "There is a prompt of this key already.";
        throw new AppError("conflict", message, { fields: { key: message } });
      },
    );
    const message =
      saved.outcome === "saved" ? `${key} is there, as v${saved.version}.` : "It is there already, word for word.";
    return redirect(to, { headers: flashHeaders({ message, tone: "ok" }) });
  });
}

export default function NewPromptPage() {
  const { key, bot } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const start = { body: "", syntax: "mustache" as const, variables: [] };
  return (
    <>
      <div className="px-4 pt-4">
        <PageHeader>What a bot is told, under a key by which runtimes ask for it.</PageHeader>
      </div>
      <PromptEditor
        data={{ key: "", scope: "new", base: 0, active: 0, pinned: null, start, turns: [] }}
        result={result}
        intent="create"
        cancelHref="/prompts"
      >
        <NewPromptFields promptKey={key} bot={bot} />
      </PromptEditor>
    </>
  );
}
