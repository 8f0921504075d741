import { Fragment, useMemo, useState } from "react";
import { parseTemplate } from "~/lib/prompt-template/parse-template";
import type { TemplateNode, TemplateSyntax } from "~/lib/prompt-template/template";
import { formatNumber } from "~/lib/numbers";
import { Button } from "~/ui/button";

type Props = { body: string; syntax: TemplateSyntax; label: string; first?: number; className?: string };

const MORE = 200_000;
const KINDS = {
  variable: "text-brass",
  reference: "text-run underline underline-offset-2",
  content: "text-ok",
} as const;

/** The words of a prompt with its placeholders in colour. Of a long one the beginning, until more is asked for. */
export function TemplateText({ body, syntax, label, first = 20_000, className = "" }: Props) {
  const [shown, setShown] = useState(first);
  const text = body.length > shown ? body.slice(0, shown) : body;
  const nodes = useMemo(() => parseTemplate(text, syntax).nodes, [text, syntax]);
  const rest = body.length - text.length;
  return (
    <>
      <pre
        tabIndex={0}
        role="group"
        aria-label={label}
        className={`overflow-auto font-mono text-small leading-[18px] break-words whitespace-pre-wrap [unicode-bidi:plaintext] ${className}`}
      >
        {nodes.map((node, index) => (
          <Fragment key={index}>{drawn(node, text)}</Fragment>
        ))}
      </pre>
      {rest > 0 && (
        <p className="mt-1 flex items-center gap-2 text-small text-faint">
          <span>{formatNumber(rest)} more characters</span>
          <Button size="small" className="noscript:hidden" onClick={() => setShown(shown + MORE)}>
            Show more
          </Button>
        </p>
      )}
    </>
  );
}

/** As it is written, escapes and all. */
function drawn(node: TemplateNode, body: string) {
  const written = body.slice(node.from, node.to);
  if (node.kind === "text") return written;
  return <span className={KINDS[node.kind]}>{written}</span>;
}
