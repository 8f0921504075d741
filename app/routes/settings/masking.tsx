import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { EyeOff, Plus } from "lucide-react";
import { MaskListChange } from "~/features/turns/settings/masking-form.server";
import { MaskExamples, MaskingRuleList } from "~/features/turns/settings/masking-list";
import { addExampleRule, getMaskingRules, setMaskingRuleEnabled } from "~/features/turns/settings/masking-rules.server";
import { SettingsPages } from "~/features/settings/settings-pages";
import { answerForm, parseAction } from "~/platform/action.server";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import { LinkButton } from "~/ui/link-button";
import { EmptyState } from "~/ui/page/empty-state";
import { PageHeader, Section } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Masking", parent: { to: "/settings", label: "Settings" } };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "settings:read");
  return { ...(await getMaskingRules()), mayWrite: may(user.role, "settings:write") };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "settings:write");
  return answerForm(async () => {
    const change = await parseAction(request, MaskListChange);
    if (change.intent === "add") await addExampleRule(user, change.example);
    else await setMaskingRuleEnabled(user, change.id, change.intent === "enable");
    return { ok: true as const };
  });
}

export default function MaskingPage() {
  const { rules, examples, mayWrite } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  return (
    <SettingsPages>
      <div className="flex max-w-220 flex-col gap-6">
        <PageHeader
          actions={
            mayWrite && (
              <LinkButton to="/settings/masking/new" tone="primary" icon={Plus}>
                New rule
              </LinkButton>
            )
          }
        >
          What a rule finds is hidden before a turn is stored, at every door. What is stored already stays as it is.
          While a response streams, a secret that is split between two pieces shows until the turn ends; then the whole
          is masked once more.
        </PageHeader>
        {rules.length > 0 ? (
          <MaskingRuleList rules={rules} mayWrite={mayWrite} />
        ) : (
          <EmptyState icon={EyeOff} title="Nothing is hidden">
            Texts are stored as they come. Switch on one of the examples, or write a rule.
          </EmptyState>
        )}
        {mayWrite && examples.length > 0 && (
          <Section title="Examples to switch on" help="Each becomes a rule that can be changed.">
            <MaskExamples examples={examples} result={result} />
          </Section>
        )}
      </div>
    </SettingsPages>
  );
}
