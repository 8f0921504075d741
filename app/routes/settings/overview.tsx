import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { getSettingsOverview } from "~/features/turns/settings/settings-overview.server";
import { SettingsPages } from "~/features/settings/settings-pages";
import { inDays } from "~/features/turns/settings/spans-of-time";
import { requireUser } from "~/platform/session.server";
import type { PageHandle } from "~/ui/page/page-handle";
import { Status } from "~/ui/status";

export const handle: PageHandle = { title: "Settings" };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "settings:read");
  return getSettingsOverview();
}

export default function SettingsPage() {
  const { retention, isStandard, rules, pauses } = useLoaderData<typeof loader>();
  const isAllPaused = pauses.some((pause) => pause.bot_id === "*");
  const lines = [
    {
      to: "/settings/retention",
      title: "Retention of turns",
      state: <span className="text-muted">{isStandard ? "as shipped" : "changed"}</span>,
      text: `Rows are kept for ${inDays(retention.rows_days * 24)}, prompts and responses for ${inDays(retention.payloads_hours)}.`,
    },
    {
      to: "/settings/masking",
      title: "Masking",
      state: rules.on > 0 ? <Status kind="ok">{`${rules.on} on`}</Status> : <Status kind="off">Off</Status>,
      text:
        rules.on > 0
          ? `What ${rules.on === 1 ? "a rule" : "the rules"} found was hidden ${rules.masked.toLocaleString("en-US")} times before it was stored.`
          : "Texts are stored as they come.",
    },
    {
      to: "/bots/pauses",
      title: "Pause",
      state:
        pauses.length > 0 ? (
          <Status kind="warning">{isAllPaused ? "Every bot" : `${pauses.length} paused`}</Status>
        ) : (
          <Status kind="ok">All run</Status>
        ),
      text: pauses.length > 0 ? "New turns of paused bots are refused." : "Every bot may start turns.",
    },
  ];
  return (
    <SettingsPages>
      <ul className="max-w-180 divide-y divide-line-soft rounded-card border border-line-soft bg-raised">
        {lines.map((line) => (
          <li key={line.to} className="relative flex flex-col gap-0.5 px-3 py-2.5 hover:bg-sunken">
            <span className="flex items-center gap-3">
              <Link to={line.to} className="flex-1 font-semibold after:absolute after:inset-0">
                {line.title}
              </Link>
              {line.state}
            </span>
            <span className="text-muted">{line.text}</span>
          </li>
        ))}
      </ul>
    </SettingsPages>
  );
}
