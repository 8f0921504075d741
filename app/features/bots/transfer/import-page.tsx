import { Form } from "~/ui/form/form";
import { Field } from "~/ui/form/field";
import { SubmitButton } from "~/ui/form/submit-button";
import { Textarea } from "~/ui/form/textarea";
import { LinkButton } from "~/ui/link-button";
import { BotName } from "~/ui/bot-mark";
import { Status, type StatusKind } from "~/ui/status";
import { ChangeList } from "../edit/change-list";
import type { ImportPlan, Planned } from "./import-bots.server";

const OUTCOMES: Record<Planned["outcome"], { kind: StatusKind; word: string }> = {
  create: { kind: "ok", word: "Is made" },
  change: { kind: "warning", word: "Is changed" },
  same: { kind: "off", word: "Stays as it is" },
  refuse: { kind: "error", word: "Is refused" },
};

/** A file is chosen, then looked at. */
export function ImportForm({ result }: { result: unknown }) {
  return (
    <Form result={result} encType="multipart/form-data" className="flex max-w-180 flex-col gap-4">
      <Field
        name="file"
        label="File"
        optional
        help="As this console exports it, or any JSON with bots that have a slug. Bots that are here already are changed only in what the file says."
      >
        {(control) => (
          <input
            {...control}
            type="file"
            name="file"
            accept="application/json,.json"
            className="text-small text-muted file:mr-3 file:h-7 file:cursor-pointer file:rounded-control file:border file:border-line file:bg-raised file:px-2.5 file:text-text"
          />
        )}
      </Field>
      <Textarea name="text" label="Or paste it" optional mono rows={10} spellCheck={false} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton intent="preview">Show what it would do</SubmitButton>
        <LinkButton to="/bots" tone="ghost">
          Cancel
        </LinkButton>
      </div>
    </Form>
  );
}

/** Every bot of the file and what would become of it. Nothing is written before the button is pressed. */
export function ImportReview({ plan, isRenewed, result }: { plan: ImportPlan; isRenewed: boolean; result: unknown }) {
  const count = (outcome: Planned["outcome"]) => plan.bots.filter((bot) => bot.outcome === outcome).length;
  const writes = count("create") + count("change");
  const parts = [
    [count("create"), "made"],
    [count("change"), "changed"],
    [count("same"), "left as they are"],
    [count("refuse"), "refused"],
  ].filter(([many]) => many !== 0);
  return (
    <div className="flex max-w-180 flex-col gap-5">
      {isRenewed && (
        <p role="alert" className="rounded-control bg-warn/10 px-3 py-2 text-warn">
          Something was changed here since you looked. Nothing was written; this is what the file would do now.
        </p>
      )}
      <p className="text-muted">{parts.map(([many, word]) => `${many} ${word}`).join(", ")}. Nothing is written yet.</p>
      <ul className="flex flex-col gap-3">
        {plan.bots.map((bot, at) => (
          <li key={at} className="flex flex-col gap-2 rounded-card border border-line-soft bg-raised p-3">
            <div className="flex flex-wrap items-center gap-3">
              <span className="min-w-0 flex-1 font-medium">
                <BotName slug={bot.slug} name={bot.name} />
              </span>
              <code className="font-mono text-small text-muted wrap-anywhere">{bot.slug}</code>
              <Status kind={OUTCOMES[bot.outcome].kind}>{OUTCOMES[bot.outcome].word}</Status>
            </div>
            {bot.problems.map((problem) => (
              <p key={problem} className="text-err">
                {problem}
              </p>
            ))}
            {bot.ignored.length > 0 && (
              <p className="text-small text-muted">Not known here, and left out: {bot.ignored.join(", ")}</p>
            )}
            {bot.changes.length > 0 && (
              <details open={bot.outcome === "change"}>
                <summary className="cursor-pointer text-small text-muted hover:text-text">
                  {bot.changes.length === 1 ? "One field" : `${bot.changes.length} fields`}
                </summary>
                <div className="pt-2">
                  <ChangeList changes={bot.changes} />
                </div>
              </details>
            )}
          </li>
        ))}
      </ul>
      <Form result={result} className="flex flex-wrap gap-2">
        <input type="hidden" name="text" value={plan.text} />
        <input type="hidden" name="plan" value={plan.hash} />
        {writes > 0 && (
          <SubmitButton intent="import">{writes === 1 ? "Import one bot" : `Import ${writes} bots`}</SubmitButton>
        )}
        <LinkButton to="/bots/import" reloadDocument>
          Choose another file
        </LinkButton>
      </Form>
    </div>
  );
}
