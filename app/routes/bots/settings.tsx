import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { listCredentialNames } from "~/features/settings/credentials/credential-list.server";
import { answerSetting, SettingFormInput } from "~/features/settings/page/setting-form.server";
import { SettingsBoard } from "~/features/settings/page/settings-board";
import { getSettingsPage } from "~/features/settings/page/settings-page.server";
import { requireBotScope } from "~/features/settings/rules/setting-scope";
import { answerForm, parseAction } from "~/platform/action.server";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import { Page } from "~/ui/page/page";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "settings:read");
  const [page, credentials] = await Promise.all([
    getSettingsPage(requireBotScope(params.slug), new URL(request.url).searchParams),
    may(user.role, "credentials:read") ? listCredentialNames() : [],
  ]);
  return { page, credentials, mayWrite: may(user.role, "settings:write") };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "settings:write");
  const scope = requireBotScope(params.slug);
  return answerForm(async () => answerSetting(user, await parseAction(request, SettingFormInput), scope));
}

/** Also after a refusal: who comes second is shown what the first one made of it. */
export function shouldRevalidate() {
  return true;
}

export default function BotSettings() {
  const { page, credentials, mayWrite } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  return (
    <Page>
      <SettingsBoard
        page={page}
        view={{ scope: page.scope, bot: page.bot, mayWrite, credentials, result }}
        choices={null}
      />
    </Page>
  );
}
