import { lazy, useState, type RefObject } from "react";
import { formatNumber } from "~/lib/numbers";
import { Field } from "~/ui/form/field";
import { textareaClass } from "~/ui/form/input-class";
import { LazyPart } from "~/ui/page/lazy-part";
import { useInBrowser } from "~/ui/use-in-browser";
import type { TemplateContext } from "./template-extensions";
import { useTokenCount } from "./use-token-count";

const Code = lazy(() => import("./prompt-code").then((module) => ({ default: module.PromptCode })));

type Props = {
  field: RefObject<HTMLTextAreaElement>;
  start: string;
  text: string;
  onChange: (text: string) => void;
  context: TemplateContext;
  error?: string;
};

/** The words themselves. Underneath lies a plain field, which is all there is without JavaScript. */
export function PromptBody({ field, start, text, onChange, context, error }: Props) {
  const inBrowser = useInBrowser();
  const [isReplaced, setIsReplaced] = useState(false);
  return (
    <Field
      label={
        <span className="flex flex-1 items-baseline gap-3">
          Text
          {inBrowser && <Size text={text} />}
        </span>
      }
      name="body"
      error={error}
    >
      {(control) => (
        <>
          <textarea
            ref={field}
            name="body"
            hidden={isReplaced}
            defaultValue={start}
            rows={20}
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
            className={`${textareaClass} font-mono text-small leading-[18px]`}
            {...control}
          />
          {inBrowser && (
            <LazyPart fallback={null} failed={null}>
              <Code
                textarea={field}
                context={context}
                attributes={{ "aria-label": "Text", ...(control["aria-invalid"] && { "aria-invalid": "true" }) }}
                onReady={setIsReplaced}
              />
            </LazyPart>
          )}
        </>
      )}
    </Field>
  );
}

function Size({ text }: { text: string }) {
  const tokens = useTokenCount(text);
  return (
    <span className="font-normal text-faint tabular-nums" data-tokens={tokens ?? undefined}>
      {tokens === null ? "…" : formatNumber(tokens)} tokens, {formatNumber(text.length)} characters
    </span>
  );
}
