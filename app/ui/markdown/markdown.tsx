import { createElement, Fragment, memo, type ReactNode, useMemo } from "react";
import { LongText } from "../page/long-text";
import { type MarkdownNode, parseMarkdown } from "./markdown-tokens";
import { safeHref } from "../safe-href";

type Props = { text: string };

/** Longer text is shown as it is: nobody reads it as a page, and it would hold the browser. */
const longest = 200_000;

/**
 * Markdown from outside. It becomes React elements of the kinds named here and never HTML, so whatever is not named
 * stays text. Nothing is loaded from elsewhere: an image is a link to it.
 */
export const Markdown = memo(function Markdown({ text }: Props) {
  const nodes = useMemo(() => (text.length > longest ? null : parseMarkdown(text)), [text]);
  if (!nodes) return <LongText text={text} label="Long text, not formatted" />;
  return <div className="flex min-w-0 flex-col gap-2.5 wrap-anywhere">{renderAll(nodes, false)}</div>;
});

function renderAll(nodes: MarkdownNode[], inLink: boolean): ReactNode[] {
  return nodes.map((node, index) => <Fragment key={index}>{render(node, inLink)}</Fragment>);
}

const plainTags: Record<string, [tag: string, className: string]> = {
  em_open: ["em", ""],
  strong_open: ["strong", "font-semibold"],
  s_open: ["s", ""],
  bullet_list_open: ["ul", "ml-5 flex list-disc flex-col gap-1"],
  list_item_open: ["li", "pl-0.5"],
  blockquote_open: ["blockquote", "flex flex-col gap-2 border-l-2 border-line pl-3 text-muted"],
  thead_open: ["thead", "text-muted"],
  tbody_open: ["tbody", ""],
  tr_open: ["tr", "border-b border-line-soft last:border-0"],
};

const headingSizes = ["text-title", "text-title", "text-body", "text-body", "text-small", "text-small"];

function render(node: MarkdownNode, inLink: boolean): ReactNode {
  const { token, children } = node;
  const inside = () => renderAll(children, inLink);
  const plain = plainTags[token.type];
  if (plain) return createElement(plain[0], { className: plain[1] || undefined }, inside());
  switch (token.type) {
    case "inline":
      return inside();
    case "text":
    case "text_special":
      return visibleText(token.content);
    case "softbreak":
      return "\n";
    case "hardbreak":
      return <br />;
    case "paragraph_open":
      return token.hidden ? inside() : <p>{inside()}</p>;
    case "heading_open": {
      const level = Number(token.tag.slice(1)) || 6;
      // The page has its own title and sections; what is quoted here stands below them.
      return createElement(
        `h${Math.min(6, level + 2)}`,
        { className: `font-semibold ${headingSizes[level - 1] ?? ""}` },
        inside(),
      );
    }
    case "ordered_list_open": {
      const start = Number(token.attrGet("start") ?? 1);
      return (
        <ol start={Number.isSafeInteger(start) ? start : 1} className="ml-5 flex list-decimal flex-col gap-1">
          {inside()}
        </ol>
      );
    }
    case "hr":
      return <hr className="border-line" />;
    case "code_inline":
      return <code className="rounded-[4px] bg-sunken px-1 py-px text-small">{visibleText(token.content)}</code>;
    case "fence":
    case "code_block":
      return (
        <pre
          tabIndex={0}
          role="group"
          aria-label="Code"
          className="overflow-x-auto rounded-control border border-line-soft bg-sunken px-3 py-2 text-small [font-variant-ligatures:none]"
        >
          <code>{visibleText(token.content.replace(/\n$/, ""))}</code>
        </pre>
      );
    case "table_open":
      return (
        <div tabIndex={0} role="group" aria-label="Table" className="overflow-x-auto">
          <table className="text-small tabular-nums">{inside()}</table>
        </div>
      );
    case "th_open":
    case "td_open": {
      const tag = token.type === "th_open" ? "th" : "td";
      return createElement(
        tag,
        { className: `px-2 py-1 align-top ${alignment(String(token.attrGet("style")))}` },
        inside(),
      );
    }
    case "link_open":
      return <OutsideLink address={String(token.attrGet("href"))}>{renderAll(children, true)}</OutsideLink>;
    case "image": {
      const words = `image: ${visibleText(token.content) || "without description"}`;
      return inLink ? words : <OutsideLink address={String(token.attrGet("src"))}>{words}</OutsideLink>;
    }
    default:
      return token.content ? visibleText(token.content) : inside();
  }
}

/** Marks that turn the writing direction can make an address or a command read as another. */
function visibleText(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

function alignment(style: string): string {
  if (style === "text-align:right") return "text-right";
  return style === "text-align:center" ? "text-center" : "text-left";
}

function OutsideLink({ address, children }: { address: string; children: ReactNode }) {
  const href = safeHref(address);
  if (!href) return children;
  return (
    <a
      href={href}
      title={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-run underline decoration-run/40 underline-offset-2 hover:decoration-current"
    >
      {children}
    </a>
  );
}
