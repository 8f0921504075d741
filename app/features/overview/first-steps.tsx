import { Form, Link } from "@remix-run/react";
import { X } from "lucide-react";
import { Card } from "~/ui/page/card";
import { Command } from "~/ui/overlay/command";
import { IconButton } from "~/ui/icon-button";
import { SubmitButton } from "~/ui/form/submit-button";
import { StatusMark } from "~/ui/status";
import type { FirstStep } from "./first-step";

/** What is worth doing on a new installation. Done ones stay ticked until all are; then the card goes. */
export function FirstSteps({ steps }: { steps: readonly FirstStep[] }) {
  const left = steps.filter(({ isDone }) => !isDone);
  if (left.length === 0) return null;
  const next = left[0]!;
  return (
    <Card title="First steps" actions={<Count done={steps.length - left.length} of={steps.length} />} flush>
      <ol className="divide-y divide-line-soft border-t border-line-soft">
        {steps.map((step) => (
          <Step key={step.key} step={step} isNext={step === next} />
        ))}
      </ol>
    </Card>
  );
}

function Count({ done, of }: { done: number; of: number }) {
  return (
    <span className="text-small text-faint tabular-nums">
      {done} of {of} done
    </span>
  );
}

function Step({ step, isNext }: { step: FirstStep; isNext: boolean }) {
  const title = <span className={step.isDone ? "text-faint" : "font-medium"}>{step.title}</span>;
  return (
    <li className="flex gap-2.5 px-3 py-2">
      <span className="mt-1">
        <StatusMark kind={step.isDone ? "ok" : "off"} label={step.isDone ? "Done" : "To do"} />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <div>
          {step.href && !step.isDone ? (
            <Link to={step.href} className="hover:text-brass hover:underline">
              {title}
            </Link>
          ) : (
            title
          )}
          {!step.isDone && <p className="text-small text-muted">{step.why}</p>}
        </div>
        {step.button && !step.isDone && (
          <Form method="post" className="flex">
            <SubmitButton intent={step.button.intent} tone="secondary" size="small">
              {step.button.label}
            </SubmitButton>
          </Form>
        )}
        {step.command && !step.isDone && (isNext || !step.href) && <Command>{step.command}</Command>}
      </div>
      {!step.isDone && (
        <Form method="post" className="-my-0.5">
          <input type="hidden" name="step" value={step.key} />
          <IconButton type="submit" name="intent" value="dismiss" icon={X} label={`Hide: ${step.title}`} size="small" />
        </Form>
      )}
    </li>
  );
}
