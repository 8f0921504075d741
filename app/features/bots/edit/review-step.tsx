import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextInput } from "~/ui/form/text-input";
import { LinkButton } from "~/ui/link-button";
import { Section } from "~/ui/page/page";
import { botHref } from "../profile/bot-slug";
import { droppedBy } from "../profile/prompt-mode";
import { ChangeList } from "./change-list";
import type { Review } from "./review-bot.server";

/** The last look before it is saved. */
export function ReviewStep({ slug, review }: { slug: string; review: Review }) {
  const { texts } = review.values;
  const length = (key: string) => (texts[key] ?? "").trim().length;
  const warning = droppedBy(texts.prompt_mode ?? "", {
    system: length("system_prompt"),
    agent: length("agent_prompt"),
    persona: length("prompt_override_key"),
  });
  return (
    <Section
      title={review.changes.length === 1 ? "One change" : `${review.changes.length} changes`}
      help="Nothing is saved yet."
    >
      <div className="flex max-w-180 flex-col gap-5">
        <ChangeList changes={review.changes} />
        {warning && <p className="rounded-control bg-warn/10 px-3 py-2 text-warn">{warning}</p>}
        <Form className="flex flex-col gap-3">
          <DraftFields review={review} />
          <TextInput
            name="note"
            label="Why"
            optional
            maxLength={500}
            help="Stands in the history beside this change."
            autoFocus
          />
          <div className="flex flex-wrap gap-2">
            <SubmitButton intent="save">Save</SubmitButton>
            <SubmitButton intent="back" tone="secondary">
              Go on editing
            </SubmitButton>
            <LinkButton to={botHref(slug)} tone="ghost">
              Discard
            </LinkButton>
          </div>
        </Form>
      </div>
    </Section>
  );
}

/** What was typed, carried from step to step. */
export function DraftFields({ review }: { review: { values: unknown; baseRevision: number } }) {
  return (
    <>
      <input type="hidden" name="draft" value={JSON.stringify(review.values)} />
      <input type="hidden" name="base_revision" value={review.baseRevision} />
    </>
  );
}
