import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { env } from "~/config/env.server";
import { ApiOperationCard, FieldTable } from "~/features/api-docs/api-operation-card";
import { describeOperations } from "~/features/api-docs/api-operations.server";
import { ERROR_STATUS } from "~/lib/errors";
import { OPERATIONS } from "~/operations.server";
import { requireUser } from "~/platform/session.server";
import { Card } from "~/ui/page/card";
import { LinkButton } from "~/ui/link-button";
import { Page, PageHeader } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "API" };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "docs:read");
  return { operations: describeOperations(OPERATIONS, env().publicUrl) };
}

const ERRORS = Object.entries(ERROR_STATUS).map(([code, status]) => ({
  name: code,
  type: String(status),
  required: true,
  note: code === "rate_limited" ? "with Retry-After" : "",
}));

const ERROR_SHAPE = `{ "error": { "code": "not_found", "message": "…", "request_id": "…", "details": {} } }`;

export default function ApiPage() {
  const { operations } = useLoaderData<typeof loader>();
  const areas = [...new Set(operations.map(({ area }) => area))];
  return (
    <Page>
      <PageHeader
        title="The machine interface, v1"
        actions={
          <>
            <LinkButton to="/api/v1/openapi.json" reloadDocument size="small">
              OpenAPI
            </LinkButton>
            <LinkButton to="/access/keys" size="small">
              Keys
            </LinkButton>
          </>
        }
      >
        What agent runtimes and scripts call. JSON in snake_case, times in ISO 8601 UTC, money as decimal strings. Every
        call carries a key in the header Authorization.
      </PageHeader>
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_320px]">
        <div className="flex min-w-0 flex-col gap-4">
          {areas.map((area) => (
            <section key={area} className="flex flex-col gap-3">
              <h2 className="font-semibold">{area}</h2>
              {operations
                .filter((operation) => operation.area === area)
                .map((operation) => (
                  <ApiOperationCard key={operation.id} operation={operation} />
                ))}
            </section>
          ))}
        </div>
        <div className="flex min-w-0 flex-col gap-4 lg:pt-8">
          <Card title="Errors">
            <div className="flex flex-col gap-3">
              <p className="text-muted">One shape for all. The request id is in the header X-Request-Id too.</p>
              <pre className="overflow-x-auto rounded-control border border-line-soft bg-sunken p-2 text-[12px] whitespace-pre-wrap">
                {ERROR_SHAPE}
              </pre>
              <FieldTable caption="Codes" fields={ERRORS} />
            </div>
          </Card>
          <Card title="Lists">
            <p className="text-muted">
              Answers hold data and next_cursor. Send it back as cursor for the next page; limit is at most 200. A bad
              value is an error and never falls away.
            </p>
          </Card>
          <Card title="Webhooks we send">
            <p className="text-muted">
              A POST with Wheelhouse-Id, the same in every attempt, and Wheelhouse-Signature: t=…,v1=…, where v1 is the
              HMAC-SHA256 of &quot;t.body&quot; in hex under the webhook&apos;s secret. Answer 2xx within 10 seconds.
            </p>
          </Card>
          <Card title="Rate">
            <p className="text-muted">Each key may send 500 requests a second, and 1,000 at once after a pause.</p>
          </Card>
        </div>
      </div>
    </Page>
  );
}
