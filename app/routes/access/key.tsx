import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ApiKeyChange } from "~/features/access/api-key-form";
import { ApiKeyActions } from "~/features/access/api-key-actions";
import { getApiKey } from "~/features/access/api-key-list.server";
import { ApiKeyState } from "~/features/access/api-key-table";
import { OneTimeShown } from "~/ui/page/one-time-shown";
import { revokeApiKey, rotateApiKey } from "~/features/access/update-api-key.server";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { requireUser } from "~/platform/session.server";
import { Badge } from "~/ui/badge";
import { DescriptionList } from "~/ui/page/description-list";
import { LinkButton } from "~/ui/link-button";
import { Page, Section } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";
import { RelativeTime } from "~/ui/relative-time";

export const handle: PageHandle = {
  title: (loaded) => (loaded as Awaited<ReturnType<typeof loader>> | undefined)?.key.name ?? "API key",
  parent: { to: "/access/keys", label: "API keys" },
};

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "access:read");
  return { key: await getApiKey(params.id ?? "") };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "access:write");
  return answerForm(async () => {
    const change = await parseAction(request, ApiKeyChange);
    const id = params.id ?? "";
    if (change.intent === "rotate") return { created: await rotateApiKey(user, id, change.overlapHours) };
    await revokeApiKey(user, id);
    return data(null, { headers: flashHeaders({ message: "The key is revoked.", tone: "ok" }) });
  });
}

export default function KeyPage() {
  const { key } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const created = result && "created" in result ? result.created : null;
  return (
    <Page>
      <div className="flex w-full max-w-180 flex-col gap-8">
        {created && (
          <OneTimeShown title={`The new key of ${created.name}`} value={created.key}>
            Keep it now: it cannot be shown again. The old one goes on working until it expires below.
          </OneTimeShown>
        )}
        <Section
          title="The key"
          actions={
            <LinkButton to={`/access/audit?q=${key.id}&range=${encodeURIComponent("365d")}`} size="small">
              In the audit log
            </LinkButton>
          }
        >
          <DescriptionList
            items={[
              { term: "Key", detail: <span className="font-mono text-small">{key.shown}</span> },
              { term: "State", detail: <ApiKeyState state={key.state} /> },
              {
                term: "Scopes",
                detail: (
                  <span className="flex flex-wrap gap-1">
                    {key.scopes.map((scope) => (
                      <Badge key={scope}>{scope}</Badge>
                    ))}
                  </span>
                ),
              },
              { term: "Bots", detail: key.bots.includes("*") ? "every bot" : key.bots.join(", ") },
              { term: "Source", detail: key.source },
              { term: "Addresses", detail: key.addresses.length > 0 ? key.addresses.join(", ") : "anywhere" },
              { term: "Created", detail: <RelativeTime at={key.createdAt} /> },
              { term: "By", detail: key.createdBy },
              { term: "Expires", detail: <RelativeTime at={key.expiresAt} /> },
              { term: "Last used", detail: <RelativeTime at={key.lastUsedAt} /> },
            ]}
          />
        </Section>
        {key.state === "active" && <ApiKeyActions name={key.name} result={result} />}
        {key.replacedById && (
          <p className="text-muted">
            A newer key has replaced it.{" "}
            <LinkButton to={`/access/keys/${key.replacedById}`} size="small">
              Go there
            </LinkButton>
          </p>
        )}
      </div>
    </Page>
  );
}
