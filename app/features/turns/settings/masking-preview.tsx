import { SubmitButton } from "~/ui/form/submit-button";
import { Textarea } from "~/ui/form/textarea";
import { Section } from "~/ui/page/page";
import { Status } from "~/ui/status";
import type { MaskPreview } from "./masking-form.server";

export type Tried = MaskPreview;

const SAMPLE = `Write to ada@example.org or call +49 30 901820.
{"password": "hunter2", "card": "4111 1111 1111 1111", "key": "sk-proj-abcdEFGH12345678"}`;

/** A text of one's own, and what the rule would make of it: part of the rule's form, before anything is saved. */
export function MaskingPreview({ tried }: { tried: Tried | null }) {
  return (
    <Section title="Try it" help="Nothing of this is stored.">
      <Textarea
        name="text"
        label="A text, or JSON"
        mono
        rows={7}
        defaultValue={tried?.text ?? SAMPLE}
        maxLength={200_000}
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton intent="preview" tone="secondary">
          Show what it hides
        </SubmitButton>
        <span aria-live="polite">
          {tried &&
            (tried.count === 0 ? (
              <Status kind="off">It finds nothing here</Status>
            ) : (
              <Status kind="ok">{`${tried.count} ${tried.count === 1 ? "place" : "places"} hidden`}</Status>
            ))}
        </span>
      </div>
      {tried && tried.count > 0 && (
        <pre className="max-h-80 overflow-auto rounded-control border border-line-soft bg-sunken p-3 font-mono text-small leading-[18px] wrap-anywhere whitespace-pre-wrap">
          {marked(tried)}
        </pre>
      )}
    </Section>
  );
}

function marked({ shown, input: { replacement } }: Tried) {
  if (replacement === "") return shown;
  return shown.split(replacement).flatMap((part, index) =>
    index === 0
      ? [part]
      : [
          <mark key={index} className="rounded-[3px] bg-brass/25 px-0.5 text-text">
            {replacement}
          </mark>,
          part,
        ],
  );
}
