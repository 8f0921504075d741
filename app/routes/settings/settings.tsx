import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { listCredentialNames } from "~/features/settings/credentials/credential-list.server";
import { ConsolePages } from "~/features/settings/page/console-pages";
import { answerSetting, SettingFormInput } from "~/features/settings/page/setting-form.server";
import { SettingsBoard } from "~/features/settings/page/settings-board";
import { SCOPE_PARAM } from "~/features/settings/page/settings-filters";
import { getSettingsPage, listScopeChoices } from "~/features/settings/page/settings-page.server";
import { parseScope } from "~/features/settings/rules/setting-scope";
import { SettingsPages } from "~/features/settings/settings-pages";
import { getSettingsOverview } from "~/features/turns/settings/settings-overview.server";
import { inDays } from "~/features/turns/settings/spans-of-time";
import { answerForm, parseAction } from "~/platform/action.server";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import type { PageHandle } from "~/ui/page/page-handle";
import { Status } from "~/ui/status";

export const handle: PageHandle = { title: "Settings" };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "settings:read");
  const params = new URL(request.url).searchParams;
  // An old bookmark still opens.
  const scope = parseScope(params.get(SCOPE_PARAM) ?? "") ?? { type: "global", id: "*" };
  const [page, choices, credentials, house] = await Promise.all([
    getSettingsPage(scope, params),
    listScopeChoices(),
    may(user.role, "credentials:read") ? listCredentialNames() : [],
    getSettingsOverview(),
  ]);
  return { page, choices, credentials, house, mayWrite: may(user.role, "settings:write") };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "settings:write");
  return answerForm(async () => answerSetting(user, await parseAction(request, SettingFormInput)));
}

/** Also after a refusal: who comes second is shown what the first one made of it. */
export function shouldRevalidate() {
  return true;
}

export default function SettingsRoute() {
  const { page, choices, credentials, house, mayWrite } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { retention, isStandard, rules, pauses } = house;
  const isAllPaused = pauses.some((pause) => pause.bot_id === "*");
  const pages = [
    {
      to: "/settings/retention",
      title: "Retention of turns",
      text: `Rows are kept for ${inDays(retention.rows_days * 24)}, prompts and responses for ${inDays(retention.payloads_hours)}.`,
      state: <span className="text-muted">{isStandard ? "as shipped" : "changed"}</span>,
    },
    {
      to: "/settings/masking",
      title: "Masking",
      text:
        rules.on > 0
          ? `What ${rules.on === 1 ? "a rule" : "the rules"} found was hidden ${rules.masked.toLocaleString("en-US")} times before it was stored.`
          : "Texts are stored as they come.",
      state: rules.on > 0 ? <Status kind="ok">{`${rules.on} on`}</Status> : <Status kind="off">Off</Status>,
    },
    {
      to: "/bots/pauses",
      title: "Pause",
      text: pauses.length > 0 ? "New turns of paused bots are refused." : "Every bot may start turns.",
      state:
        pauses.length > 0 ? (
          <Status kind="warning">{isAllPaused ? "Every bot" : `${pauses.length} paused`}</Status>
        ) : (
          <Status kind="ok">All run</Status>
        ),
    },
  ];
  const view = { scope: page.scope, bot: page.bot, mayWrite, credentials, result };
  return (
    <SettingsPages>
      <SettingsBoard
        page={page}
        view={view}
        choices={choices}
        console={page.bot === null && <ConsolePages pages={pages} />}
      />
    </SettingsPages>
  );
}
