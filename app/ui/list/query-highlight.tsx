import { Fragment } from "react";
import { type QueryToken, tokeniseQuery } from "~/lib/query-language";

/** The same text under the field, with its filters marked. It must keep every width, so marks take no room. */
export function QueryHighlight({ text, keys, scrolled }: { text: string; keys: readonly string[]; scrolled: number }) {
  const tokens = tokeniseQuery(text, keys);
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0 flex items-center overflow-hidden px-2">
      <span className="whitespace-pre" style={{ transform: `translateX(${-scrolled}px)` }}>
        {tokens.map((token, at) => (
          <Fragment key={token.start}>
            {text.slice(tokens[at - 1]?.end ?? 0, token.start)}
            <Token token={token} />
          </Fragment>
        ))}
        {text.slice(tokens.at(-1)?.end ?? 0)}
      </span>
    </div>
  );
}

function Token({ token }: { token: QueryToken }) {
  if (!token.filter) return <span className="text-text">{token.text}</span>;
  const end = token.text.indexOf(token.filter.key) + token.filter.key.length;
  return (
    <span className="rounded-[2px] bg-sunken text-text shadow-[0_0_0_2px_var(--sunken)]">
      <span className="text-brass">{token.text.slice(0, end)}</span>
      {token.text.slice(end)}
    </span>
  );
}
