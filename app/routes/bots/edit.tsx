import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { BotEdit, editBot } from "~/features/bots/edit/bot-edit.server";
import { toFormValues } from "~/features/bots/edit/bot-form-values";
import { EditPage } from "~/features/bots/edit/edit-page";
import { getBotProfile } from "~/features/bots/one/bot-view.server";
import { botHref } from "~/features/bots/profile/bot-slug";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { requireUser } from "~/platform/session.server";
import { Page } from "~/ui/page/page";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "bots:write");
  const profile = await getBotProfile(params.slug ?? "");
  return { slug: profile.slug, revision: profile.revision, values: toFormValues(profile) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "bots:write");
  return answerForm(async () => {
    const slug = params.slug ?? "";
    const step = await editBot(user, slug, await parseAction(request, BotEdit));
    if (step.step === "form") return data(step, { status: 400 });
    if (step.step === "conflict") return data(step, { status: 409 });
    if (step.step !== "saved") return step;
    const message = `Saved as revision ${step.revision}.`;
    return redirect(botHref(slug), { headers: flashHeaders({ message, tone: "ok" }) });
  });
}

export default function EditBot() {
  const { slug, revision, values } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  return (
    <Page>
      <EditPage slug={slug} stored={values} revision={revision} result={result && "step" in result ? result : null} />
    </Page>
  );
}
