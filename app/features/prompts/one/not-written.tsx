import { Link } from "@remix-run/react";
import { FileText } from "lucide-react";
import type { PromptVariable } from "~/lib/prompt-template/prompt-variable";
import type { TemplateSyntax } from "~/lib/prompt-template/template";
import { LinkButton } from "~/ui/link-button";
import { EmptyState } from "~/ui/page/empty-state";
import { Section } from "~/ui/page/page";
import { promptHref, scopeWords } from "../prompt-href";
import { TemplateText } from "../template-text";
import { fallbackOf } from "./prompt-frame-facts";
import type { PromptFrameData } from "./prompt-frame.server";
import { VariableTable } from "./variable-table";

/** A scope that has no text of its own: what holds there instead. */
export function NotWritten({ frame }: { frame: PromptFrameData }) {
  const under = fallbackOf(frame);
  const at = { key: frame.key, scope: frame.scope };
  return (
    <EmptyState
      icon={FileText}
      title={
        frame.scope === "global"
          ? "Nothing is written for everybody"
          : `${scopeWords(frame.scope)} has no text of its own`
      }
      action={
        frame.mayWrite && (
          <LinkButton to={promptHref(at, "edit")} tone="primary">
            {under ? "Write an override" : "Write it"}
          </LinkButton>
        )
      }
    >
      {under ? (
        <>
          What holds is{" "}
          <Link to={promptHref({ key: frame.key, scope: under })} className="underline underline-offset-2">
            {under === "global" ? "everybody's text" : "the text that came with the product"}
          </Link>
          .
        </>
      ) : (
        "Whoever asks for this key here gets nothing."
      )}
    </EmptyState>
  );
}

type Shipped = { body: string; syntax: TemplateSyntax; variables: readonly PromptVariable[] };

/** The text that came with the product. It is read here, and changed by writing another. */
export function ShippedText({ frame, shipped }: { frame: PromptFrameData; shipped: Shipped }) {
  const isWritten = frame.scopes.some(({ scope }) => scope === "global");
  return (
    <div className="flex max-w-240 flex-col gap-6 p-4">
      <Section
        title="As shipped"
        help={isWritten ? "the library has a text of its own" : "holds for everybody: nothing else is written"}
        actions={
          frame.mayWrite &&
          !isWritten && (
            <LinkButton to={promptHref({ key: frame.key, scope: "global" }, "edit")} tone="primary">
              Write an override
            </LinkButton>
          )
        }
      >
        <div className="rounded-card border border-line-soft bg-raised px-3 py-2.5">
          <TemplateText body={shipped.body} syntax={shipped.syntax} label="Text as shipped" />
        </div>
      </Section>
      {shipped.variables.length > 0 && (
        <Section title="Variables">
          <VariableTable variables={shipped.variables} />
        </Section>
      )}
    </div>
  );
}
