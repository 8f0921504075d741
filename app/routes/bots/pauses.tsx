import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useEffect, useState } from "react";
import { changeChosen, listPauses, pauseBot, PauseChange, resumeBot } from "~/features/bots/pause/pause-bots.server";
import { PauseList } from "~/features/bots/pause/pause-list";
import { answerForm, parseAction } from "~/platform/action.server";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import { Button } from "~/ui/button";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextInput } from "~/ui/form/text-input";
import { ConfirmDialog } from "~/ui/overlay/confirm-dialog";
import { Page, PageHeader, Section } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Pauses", parent: { to: "/bots", label: "Bots" } };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "bots:read");
  return { pauses: await listPauses(), mayWrite: may(user.role, "bots:write") };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "bots:write");
  return answerForm(async () => {
    const change = await parseAction(request, PauseChange);
    if (change.intent === "pause") await pauseBot(user, change);
    else if (change.intent === "resume") await resumeBot(user, change.bot);
    else await changeChosen(user, change.intent, change.bots);
    return { ok: true as const };
  });
}

export default function PausesPage() {
  const { pauses, mayWrite } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const [params] = useSearchParams();
  const asked = params.get("ask") === "every";
  const [isAsking, setIsAsking] = useState(false);
  // The palette leads here with the question open.
  useEffect(() => setIsAsking(asked), [asked]);
  const isAllPaused = pauses.some((pause) => pause.bot_id === "*");
  return (
    <Page>
      <div className="flex max-w-180 flex-col gap-6">
        <PageHeader
          actions={
            mayWrite &&
            !isAllPaused && (
              <Button tone="danger" onClick={() => setIsAsking(true)}>
                Pause every bot
              </Button>
            )
          }
        >
          A paused bot starts no new turn, and its runtime is told why, from a second after this on. Turns that run go
          on, and what has happened is still taken in.
        </PageHeader>
        {mayWrite && (
          <Form
            result={result}
            key={pauses.length}
            className="grid grid-cols-[1fr_1.6fr_auto] items-start gap-3 max-sm:grid-cols-1"
          >
            <TextInput name="bot" label="Bot" placeholder="nova" spellCheck={false} maxLength={128} required />
            <TextInput name="reason" label="Why" optional maxLength={300} help="The runtime is told this too." />
            <div className="pt-5 max-sm:pt-0">
              <SubmitButton intent="pause">Pause</SubmitButton>
            </div>
          </Form>
        )}
        <Section title="Paused">
          <PauseList pauses={pauses} mayWrite={mayWrite} />
        </Section>
        <ConfirmDialog
          open={isAsking && mayWrite && !isAllPaused}
          onClose={() => setIsAsking(false)}
          title="Pause every bot"
          confirm="Pause every bot"
          fields={{ intent: "pause", bot: "*", reason: "" }}
        >
          No bot starts a turn until somebody lifts this. Turns that run go on.
        </ConfirmDialog>
      </div>
    </Page>
  );
}
