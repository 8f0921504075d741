import { useEffect, useRef } from "react";
import { SubmitButton } from "~/ui/form/submit-button";
import { LinkButton } from "~/ui/link-button";
import { botHref } from "../profile/bot-slug";
import { BotForm } from "./bot-form";
import type { EditStep } from "./bot-edit.server";
import type { BotFormValues } from "./bot-form-values";
import { ConflictStep } from "./conflict-step";
import { ReviewStep } from "./review-step";

type Props = { slug: string; stored: BotFormValues; revision: number; result: EditStep | null };

/** Form, review, and, where two were at it, the way out. What was typed goes along from step to step. */
export function EditPage({ slug, stored, revision, result }: Props) {
  const top = useRef<HTMLDivElement>(null);
  const step = result?.step ?? "edit";
  useEffect(() => {
    if (step === "review" || step === "conflict") top.current?.scrollIntoView({ block: "start" });
  }, [step, result]);
  return (
    <div ref={top} className="scroll-mt-4">
      {result?.step === "review" ? (
        <ReviewStep slug={slug} review={result} />
      ) : result?.step === "conflict" ? (
        <ConflictStep slug={slug} conflict={result} />
      ) : (
        <BotForm
          // What comes back from a review is another form than the one that is stored.
          key={result?.step === "edit" ? "draft" : "stored"}
          slug={slug}
          values={result?.values ?? stored}
          result={result}
          hidden={{ base_revision: String(result?.baseRevision ?? revision) }}
        >
          <SubmitButton intent="review">Review the changes</SubmitButton>
          <LinkButton to={botHref(slug)} tone="ghost">
            Cancel
          </LinkButton>
        </BotForm>
      )}
    </div>
  );
}
