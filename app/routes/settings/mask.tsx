import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type SerializeFrom } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { MaskChange, previewRule } from "~/features/turns/settings/masking-form.server";
import { MaskingEditor } from "~/features/turns/settings/masking-editor";
import { deleteMaskingRule, getMaskingRule, updateMaskingRule } from "~/features/turns/settings/masking-rules.server";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { requireUser } from "~/platform/session.server";
import { Button } from "~/ui/button";
import { SubmitButton } from "~/ui/form/submit-button";
import { ConfirmDialog } from "~/ui/overlay/confirm-dialog";
import { Page } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = {
  title: (loaded) => (loaded as SerializeFrom<typeof loader> | undefined)?.rule.name ?? "Rule",
  parent: { to: "/settings/masking", label: "Masking" },
};

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "settings:write");
  return { rule: await getMaskingRule(params.id ?? "") };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "settings:write");
  return answerForm(async () => {
    const change = await parseAction(request, MaskChange);
    if (change.intent === "preview") return { tried: previewRule(change) };
    if (change.intent === "delete") await deleteMaskingRule(user, params.id ?? "");
    else await updateMaskingRule(user, params.id ?? "", change);
    const message = change.intent === "delete" ? "The rule is deleted." : "The rule is saved, and holds from now on.";
    return redirect("/settings/masking", { headers: flashHeaders({ message, tone: "ok" }) });
  });
}

export default function MaskPage() {
  const { rule } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const [isAsking, setIsAsking] = useState(false);
  const actions = (
    <>
      <SubmitButton intent="save">Save</SubmitButton>
      <Button tone="danger" onClick={() => setIsAsking(true)}>
        Delete
      </Button>
    </>
  );
  return (
    <Page>
      <MaskingEditor
        rule={rule}
        tried={result && "tried" in result ? result.tried : null}
        result={result}
        actions={actions}
      />
      <ConfirmDialog
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title={`Delete ${rule.name}`}
        confirm="Delete"
        fields={{ intent: "delete" }}
        nameToType={rule.name}
      >
        What comes in from then on is stored as it is. What is hidden already stays hidden.
      </ConfirmDialog>
    </Page>
  );
}
