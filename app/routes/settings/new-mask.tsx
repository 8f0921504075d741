import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { MaskNew, previewRule } from "~/features/turns/settings/masking-form.server";
import { MaskingEditor, NEW_RULE } from "~/features/turns/settings/masking-editor";
import { createMaskingRule } from "~/features/turns/settings/masking-rules.server";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { requireUser } from "~/platform/session.server";
import { SubmitButton } from "~/ui/form/submit-button";
import { Page } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "New rule", parent: { to: "/settings/masking", label: "Masking" } };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "settings:write");
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "settings:write");
  return answerForm(async () => {
    const change = await parseAction(request, MaskNew);
    if (change.intent === "preview") return { tried: previewRule(change) };
    await createMaskingRule(user, change);
    return redirect("/settings/masking", {
      headers: flashHeaders({ message: "The rule holds from now on.", tone: "ok" }),
    });
  });
}

export default function NewMaskPage() {
  const result = useActionData<typeof action>();
  const tried = result && "tried" in result ? result.tried : null;
  return (
    <Page>
      <MaskingEditor
        rule={NEW_RULE}
        tried={tried}
        result={result}
        actions={<SubmitButton intent="create">Create the rule</SubmitButton>}
      />
    </Page>
  );
}
