import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { AssembledPrompt } from "~/features/bots/effective/assembled-prompt";
import { EffectiveValues } from "~/features/bots/effective/effective-values";
import { getEffectiveView } from "~/features/bots/effective/effective-view.server";
import { listBotPrompts } from "~/features/prompts/rules/list-bot-prompts.server";
import { resolvePrompt } from "~/features/prompts/rules/resolve-prompt.server";
import { getEffectiveSettings } from "~/features/settings/effective-settings.server";
import { requireUser } from "~/platform/session.server";
import { Page, Section } from "~/ui/page/page";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "bots:read");
  return getEffectiveView(params.slug ?? "", {
    settings: getEffectiveSettings,
    prompts: listBotPrompts,
    resolve: resolvePrompt,
  });
}

export default function BotEffective() {
  const { slug, isConfigured, prompt, groups } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const onlyChanged = params.get("only") === "changed";
  const all = groups.flatMap(({ values }) => values);
  const changed = all.filter(({ source }) => source !== "default").length;
  const look = (isOn: boolean) =>
    isOn ? "font-medium text-text" : "text-muted underline-offset-2 hover:text-text hover:underline";
  return (
    <Page>
      <div className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <AssembledPrompt slug={slug} prompt={prompt} />
        <Section
          title="Values"
          actions={
            <nav aria-label="Which values" className="flex gap-3 text-small tabular-nums">
              <Link to="?" preventScrollReset aria-current={!onlyChanged || undefined} className={look(!onlyChanged)}>
                {`All ${all.length}`}
              </Link>
              <Link
                to="?only=changed"
                preventScrollReset
                aria-current={onlyChanged || undefined}
                className={look(onlyChanged)}
              >
                {`Only what differs from default ${changed}`}
              </Link>
            </nav>
          }
        >
          <EffectiveValues slug={slug} groups={groups} isConfigured={isConfigured} onlyChanged={onlyChanged} />
        </Section>
      </div>
    </Page>
  );
}
