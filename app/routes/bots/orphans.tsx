import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PackageCheck } from "lucide-react";
import { z } from "zod";
import { attachOrphan } from "~/features/bots/orphans/adopt-orphan.server";
import { OrphanRow } from "~/features/bots/orphans/orphan-row";
import { scanOrphans } from "~/features/bots/orphans/orphan-scan.server";
import { PurgeList } from "~/features/bots/orphans/purge-list";
import { requestPurge, stopPurge } from "~/features/bots/orphans/purge-orphan.server";
import { botHref } from "~/features/bots/profile/bot-slug";
import { createBot } from "~/features/bots/profile/create-bot.server";
import { allBotFaces } from "~/platform/bot-faces.server";
import { answerForm, parseAction } from "~/platform/action.server";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import { EmptyState } from "~/ui/page/empty-state";
import { Page, PageHeader, Section } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Orphans", parent: { to: "/bots", label: "Bots" } };

const slug = z.string().min(1).max(256);
const Change = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("adopt"), slug }),
  z.object({ intent: z.literal("attach"), slug, to: z.string().trim().min(1, "Name a bot by its slug").max(256) }),
  z.object({ intent: z.literal("purge"), slug, confirmation: z.string().max(256) }),
  z.object({ intent: z.literal("stop"), id: z.uuid() }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "bots:read");
  const [scan, { faces }] = await Promise.all([scanOrphans(), allBotFaces()]);
  return {
    ...scan,
    bots: [...faces.keys()],
    mayWrite: may(user.role, "bots:write"),
    mayPurge: may(user.role, "bots:delete"),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "bots:write");
  return answerForm(async () => {
    const change = await parseAction(request, Change);
    if (change.intent === "adopt") {
      await createBot(user, { slug: change.slug, note: "Adopted" });
      return redirect(botHref(change.slug));
    }
    if (change.intent === "attach") await attachOrphan(user, change.slug, change.to);
    else if (change.intent === "purge") await requestPurge(user, change.slug, change.confirmation);
    else await stopPurge(user, change.id);
    return { ok: true as const };
  });
}

const BOT_LIST = "bots-by-slug";

export default function OrphansPage() {
  const { orphans, purges, isCut, bots, mayWrite, mayPurge } = useLoaderData<typeof loader>();
  const purging = new Set(purges.filter(({ state }) => state === "running").map(({ bot_id }) => bot_id));
  return (
    <Page>
      <PageHeader>
        Bots that turns, sessions, settings, prompts, pauses, masking rules or keys name, and that nobody has set up.
        Set one up, say which bot it was before, or delete everything that is left of it.
      </PageHeader>
      {purges.length > 0 && (
        <Section title="Purges">
          <PurgeList purges={purges} mayPurge={mayPurge} />
        </Section>
      )}
      {orphans.length === 0 ? (
        <EmptyState icon={PackageCheck} title="No orphans">
          Every bot that anything names is set up.
        </EmptyState>
      ) : (
        <Section title={`${orphans.length}${isCut ? "+" : ""} not set up`}>
          <datalist id={BOT_LIST}>
            {bots.map((bot) => (
              <option key={bot} value={bot} />
            ))}
          </datalist>
          <ul className="divide-y divide-line-soft rounded-card border border-line-soft bg-raised">
            {orphans.map((orphan) => (
              <OrphanRow
                key={orphan.slug}
                orphan={orphan}
                mayWrite={mayWrite}
                mayPurge={mayPurge}
                isPurging={purging.has(orphan.slug)}
                botList={BOT_LIST}
              />
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}
