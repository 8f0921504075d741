import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { BotCreate, createFromForm, startNewBot } from "~/features/bots/edit/bot-edit.server";
import { BotForm } from "~/features/bots/edit/bot-form";
import { botHref } from "~/features/bots/profile/bot-slug";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { requireUser } from "~/platform/session.server";
import { SubmitButton } from "~/ui/form/submit-button";
import { LinkButton } from "~/ui/link-button";
import { Page, PageHeader } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "New bot", parent: { to: "/bots", label: "Bots" } };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "bots:write");
  return startNewBot(new URL(request.url).searchParams);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "bots:write");
  return answerForm(async () => {
    const made = await createFromForm(user, await parseAction(request, BotCreate));
    if (made.step !== "created") return data(made, { status: 400 });
    return redirect(botHref(made.slug), {
      headers: flashHeaders({ message: `${made.slug} is set up.`, tone: "ok" }),
    });
  });
}

export default function NewBotPage() {
  const { values, from } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const typed = result && "values" in result ? result.values : null;
  return (
    <Page>
      <PageHeader>
        {from
          ? `As ${from} is set up, without its secrets and its session.`
          : "Only the name is needed. Everything else can wait, and every change is kept."}
      </PageHeader>
      <BotForm values={typed ?? values} slug={null} result={result} hidden={{ from: from ?? "" }}>
        <SubmitButton intent="create">Set the bot up</SubmitButton>
        <LinkButton to="/bots" tone="ghost">
          Cancel
        </LinkButton>
      </BotForm>
    </Page>
  );
}
