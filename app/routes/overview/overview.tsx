import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { NO_FILTERS } from "~/features/access/audit-filters";
import { listAudit } from "~/features/access/audit-list.server";
import { countPausedBots } from "~/features/bots/pause/pause-bots.server";
import { MENU } from "~/features/frame/menu";
import { PartList } from "~/features/health/part-list";
import { FigureStrip } from "~/features/overview/figure-strip";
import { STEP_KEYS } from "~/features/overview/first-step";
import { FirstSteps } from "~/features/overview/first-steps";
import { dismissStep, listFirstSteps } from "~/features/overview/first-steps.server";
import { LastFailures } from "~/features/overview/last-failures";
import { OpenAlertCard } from "~/features/overview/open-alert-card";
import { getOverviewFigures } from "~/features/overview/overview-figures.server";
import { RecentChanges } from "~/features/overview/recent-changes";
import { SampleNotice } from "~/features/overview/sample-notice";
import { getTurnFigures } from "~/features/turns/list/turn-figures.server";
import { removeSample } from "~/features/turns/sample/remove-sample.server";
import { formatNumber } from "~/lib/numbers";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { listHealthParts } from "~/platform/health-summary.server";
import { listOpenAlerts } from "~/platform/open-alerts.server";
import { may } from "~/platform/permissions";
import { keptWords } from "~/platform/sample-part";
import { isSampleShown } from "~/platform/sample-state.server";
import { requireUser } from "~/platform/session.server";
import { SAMPLE_PARTS } from "~/sample.server";
import { Page } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Overview" };

const Change = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("dismiss"), step: z.enum(STEP_KEYS) }),
  z.object({ intent: z.literal("remove-sample") }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "overview:read");
  const [parts, steps, figures, turns, bots, alerts, audit, hasSample] = await Promise.all([
    listHealthParts(),
    listFirstSteps(user),
    getOverviewFigures(),
    may(user.role, "turns:read") ? getTurnFigures() : null,
    may(user.role, "bots:read") ? countPausedBots() : null,
    may(user.role, "alerts:read") ? listOpenAlerts(6) : [],
    may(user.role, "audit:read") ? listAudit(NO_FILTERS, 8) : null,
    isSampleShown(),
  ]);
  const changes = audit?.rows.map(({ seq, at, actorName, action, targetName }) => ({
    ...{ seq, at, actorName, action, targetName },
  }));
  const areas = MENU.filter(({ permission }) => may(user.role, permission)).map(({ to }) => to);
  const sample = hasSample ? { mayRemove: may(user.role, "turns:delete") } : null;
  return { parts, steps, figures, turns, bots, alerts, changes: changes ?? null, areas, sample };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "account:write");
  return answerForm(async () => {
    const change = await parseAction(request, Change);
    if (change.intent === "dismiss") {
      await dismissStep(user, change.step);
      return { ok: true as const };
    }
    const { turns, tool_calls, events, parts } = await removeSample(user, SAMPLE_PARTS);
    const message = `Removed ${formatNumber(turns)} sample turns, ${formatNumber(tool_calls)} tool calls and ${formatNumber(events)} events.${keptWords(parts)}`;
    return data({ ok: true as const }, { headers: flashHeaders({ message, tone: "ok" }) });
  });
}

export default function OverviewPage() {
  const { parts, steps, figures, turns, bots, alerts, changes, areas, sample } = useLoaderData<typeof loader>();
  const hasSteps = steps.some(({ isDone }) => !isDone);
  return (
    <Page>
      {sample && <SampleNotice mayRemove={sample.mayRemove} />}
      <PartList parts={parts} />
      <FigureStrip figures={figures} turns={turns} bots={bots} areas={areas} />
      <div className={`grid items-start gap-4 ${hasSteps || changes ? "lg:grid-cols-2" : ""}`}>
        {hasSteps && <FirstSteps steps={steps} />}
        <div className="grid gap-4">
          <OpenAlertCard alerts={alerts} />
          {turns && <LastFailures failures={turns.lastFailures} />}
          {hasSteps && changes && <RecentChanges changes={changes} />}
        </div>
        {!hasSteps && changes && <RecentChanges changes={changes} />}
      </div>
    </Page>
  );
}
