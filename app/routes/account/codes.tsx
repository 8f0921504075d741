import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ConfirmCodes, ManageCodes, RecoveryCodes, StartCodes } from "~/features/access/codes-panel";
import { countRecoveryCodes } from "~/features/access/recovery-codes.server";
import {
  cancelTotp,
  confirmTotp,
  findTotpSetup,
  removeTotp,
  renewRecoveryCodes,
  startTotp,
} from "~/features/access/update-totp.server";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { sessionCookie } from "~/platform/session-cookie.server";
import { refreshUser, requireUser } from "~/platform/session.server";
import { EmptyState } from "~/ui/page/empty-state";
import { LinkButton } from "~/ui/link-button";
import { Page } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Codes from an app", parent: { to: "/account", label: "Account" } };

const current = z.string().max(1000);
const Change = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("start"), current }),
  z.object({ intent: z.literal("confirm"), code: z.string().max(20) }),
  z.object({ intent: z.literal("cancel") }),
  z.object({ intent: z.literal("renew"), current }),
  z.object({ intent: z.literal("remove"), current }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "account:write");
  return {
    hasPassword: user.hasPassword,
    isOn: user.hasTotp,
    setup: await findTotpSetup(user),
    left: await countRecoveryCodes(user.id),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "account:write");
  return answerForm(async () => {
    const change = await parseAction(request, Change);
    switch (change.intent) {
      case "start":
        await startTotp(user, change.current);
        return null;
      case "confirm": {
        const { codes, session } = await confirmTotp(user, change.code);
        refreshUser(context, session);
        return data({ codes }, { headers: { "Set-Cookie": sessionCookie(session, context.secure) } });
      }
      case "cancel":
        await cancelTotp(user);
        throw redirect("/account");
      case "renew":
        return { codes: await renewRecoveryCodes(user, change.current) };
      case "remove": {
        const headers = new Headers(flashHeaders({ message: "Codes are off.", tone: "ok" }));
        headers.append("Set-Cookie", sessionCookie(await removeTotp(user, change.current), context.secure));
        throw redirect("/account", { headers });
      }
    }
  });
}

export default function CodesPage() {
  const { hasPassword, isOn, setup, left } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  return <Page>{panel()}</Page>;

  function panel() {
    if (result && "codes" in result) return <RecoveryCodes codes={result.codes} />;
    if (isOn) return <ManageCodes result={result} left={left} />;
    if (setup) return <ConfirmCodes result={result} {...setup} />;
    if (hasPassword) return <StartCodes result={result} />;
    return (
      <EmptyState
        title="A password comes first"
        action={
          <LinkButton to="/welcome" tone="primary">
            Set a password
          </LinkButton>
        }
      >
        Codes are asked after it.
      </EmptyState>
    );
  }
}
