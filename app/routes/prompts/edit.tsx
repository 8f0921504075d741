import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { previewPrompt } from "~/features/prompts/edit/preview-prompt.server";
import { PromptEditor } from "~/features/prompts/edit/prompt-editor";
import { getPromptEditor } from "~/features/prompts/edit/prompt-editor.server";
import { PromptEdit, variablesOfForm } from "~/features/prompts/edit/prompt-form.server";
import { findConflict, saveEdit } from "~/features/prompts/edit/save-edit.server";
import { StartedFrom } from "~/features/prompts/edit/started-from";
import { promptAt } from "~/features/prompts/one/prompt-frame.server";
import { promptHref } from "~/features/prompts/prompt-href";
import { AppError } from "~/lib/errors";
import { parsePromptScope } from "~/lib/prompt-scope";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { requireUser } from "~/platform/session.server";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "prompts:write");
  return getPromptEditor(promptAt(request, params), new URL(request.url).searchParams);
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "prompts:write");
  const at = promptAt(request, params);
  return answerForm(async () => {
    const edit = await parseAction(request, PromptEdit);
    const { body, syntax, note } = edit;
    const mine = { body, syntax, variables: variablesOfForm(edit) };
    if (edit.intent === "preview") return { preview: await previewPrompt({ ...at, ...mine, turn: edit.turn }) };
    const scope = parsePromptScope(at.scope);
    if (!scope) throw new AppError("conflict", "What came with the product is not edited; write a text of your own.");
    const place = { key: at.key, scope, baseVersion: edit.base };
    if (edit.intent === "merge") return { conflict: await findConflict(place, mine) };
    const outcome = await saveEdit(user, { ...place, ...mine, note });
    if ("conflict" in outcome) return data({ conflict: outcome.conflict }, { status: 409 });
    const { version, isActive } = outcome.saved;
    const message = isActive
      ? `v${version} is saved and active.`
      : `v${version} is saved. The pinned version stays active.`;
    return redirect(promptHref(at), { headers: flashHeaders({ message, tone: "ok" }) });
  });
}

export default function EditPage() {
  const loaded = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  return (
    <PromptEditor
      key={`${loaded.scope} ${loaded.key}`}
      data={loaded}
      result={result}
      intent="save"
      cancelHref={promptHref(loaded)}
    >
      <StartedFrom from={loaded.from} scope={loaded.scope} />
    </PromptEditor>
  );
}
