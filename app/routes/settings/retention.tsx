import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { KeptDays } from "~/features/turns/settings/kept-days";
import { RetentionForm } from "~/features/turns/settings/retention-form";
import {
  bytesLost,
  getRetention,
  previewRetention,
  readTerms,
  RetentionChange,
  setRetention,
} from "~/features/turns/settings/retention.server";
import { SettingsPages } from "~/features/settings/settings-pages";
import { formatBytes } from "~/lib/bytes";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import { PageHeader, Section } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Retention", parent: { to: "/settings", label: "Settings" } };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "settings:read");
  const { value, changedBy } = await getRetention();
  const { terms, problem } = readTerms(new URL(request.url).searchParams, value);
  const [now, days] = await Promise.all([previewRetention(value), previewRetention(terms)]);
  // What goes anyway does so whatever is saved here.
  const goesAnyway = new Map(now.map((day) => [day.day, day.loses]));
  const lost = days.filter((day) => day.loses !== "nothing" && day.loses !== goesAnyway.get(day.day));
  const effect = {
    days: lost.filter((day) => day.loses === "all").length,
    textDays: lost.filter((day) => day.loses === "texts").length,
    bytes: bytesLost(lost),
  };
  const bytes = days.reduce((sum, day) => sum + day.rowBytes + day.textBytes, 0);
  return {
    current: value,
    asked: terms,
    problem,
    effect,
    days,
    bytes,
    changedBy,
    mayWrite: may(user.role, "settings:write"),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "settings:write");
  return answerForm(async () => {
    const { confirmation, rows_days, payloads_hours } = await parseAction(request, RetentionChange);
    await setRetention(user, { rows_days, payloads_hours }, confirmation);
    return redirect("/settings/retention", {
      headers: flashHeaders({ message: "Saved. It holds from now on.", tone: "ok" }),
    });
  });
}

export default function RetentionPage() {
  const { current, asked, problem, effect, days, bytes, changedBy, mayWrite } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  return (
    <SettingsPages>
      <div className="flex flex-col gap-6">
        <PageHeader>
          Turns are kept by the day, in UTC, and whole days are dropped; so something may stay up to a day longer than
          its time. Texts go before the rows they belong to.{changedBy && ` Last changed by ${changedBy}.`}
        </PageHeader>
        {mayWrite && (
          <RetentionForm current={current} asked={asked} effect={effect} problem={problem} result={result} />
        )}
        <Section
          title="What is there"
          help={`${formatBytes(bytes)} in ${days.length} ${days.length === 1 ? "day" : "days"}, indexes included`}
        >
          <KeptDays days={days} />
        </Section>
      </div>
    </SettingsPages>
  );
}
