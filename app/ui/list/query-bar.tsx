import { X } from "lucide-react";
import { type FormEvent, type KeyboardEvent, memo, useEffect, useId, useMemo, useRef, useState } from "react";
import { readQuery, wordsParam, writeQuery } from "~/lib/query-facets";
import { emptyQuery, parseQuery, printQuery } from "~/lib/query-language";
import { type QueryKey, type QuerySuggestion, applySuggestion, suggestQuery } from "~/lib/query-suggest";
import { searchHref } from "~/lib/search-params";
import { Kbd } from "../kbd";
import { QueryHighlight } from "./query-highlight";
import { QuerySuggestionList } from "./query-suggestion-list";
import { useShortcut } from "../shortcuts";
import { type ListAddress, useListAddress } from "./use-list-address";

type Props = { keys: readonly QueryKey[]; label?: string; placeholder?: string };

/**
 * The filters of the page as one line of text, in step with the facets: both read and write the address. Enter applies.
 * Without script the form sends the line as it is, and the loader reads the filters out of it.
 */
export function QueryBar(props: Props) {
  return <BarAt {...props} address={useListAddress()} />;
}

type BarProps = Props & { address: ListAddress };

const BarAt = memo(function BarAt({ keys, label = "Filter", placeholder = "Filter and search", address }: BarProps) {
  const { pathname, params } = address;
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const names = useMemo(() => keys.map(({ key }) => key), [keys]);
  const applied = useMemo(() => printQuery(readQuery(params, names), names), [params, names]);

  const [draft, setDraft] = useState({ from: applied, text: applied });
  if (draft.from !== applied) setDraft({ from: applied, text: applied });
  const { text } = draft;
  const [caret, setCaret] = useState<number | null>(null);
  const [picked, setPicked] = useState(-1);
  const [scrolled, setScrolled] = useState(0);
  const suggestions = caret === null ? null : suggestQuery(text, caret, keys);
  const items = suggestions?.items ?? [];
  const open = items.length > 0;

  useShortcut("/", "Filter and search", () => {
    input.current?.focus();
    input.current?.select();
  });

  // At once, or the next key that is typed lands elsewhere.
  const wantedCaret = useRef<number | null>(null);
  useEffect(() => {
    if (wantedCaret.current === null) return;
    input.current?.setSelectionRange(wantedCaret.current, wantedCaret.current);
    wantedCaret.current = null;
  });

  const hrefOf = (typed: string) => searchHref(writeQuery(params, parseQuery(typed, names), names), pathname);
  const apply = (typed: string) => {
    setCaret(null);
    // What was understood is what stands there from now on, also when the address stays the same.
    setDraft({ from: applied, text: printQuery(parseQuery(typed, names), names) });
    address.go(hrefOf(typed));
  };
  const edit = (next: string, at: number | null) => {
    setDraft({ from: applied, text: next });
    setCaret(at);
    setPicked(-1);
  };
  const take = (item: QuerySuggestion) => {
    if (!suggestions) return;
    const next = applySuggestion(text, suggestions, item);
    edit(next.text, item.done ? null : next.caret);
    if (item.done) return apply(next.text);
    wantedCaret.current = next.caret;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const chosen = items[picked];
    if (event.key === "ArrowDown" && !open) setCaret(event.currentTarget.selectionStart);
    else if (event.key === "ArrowDown") setPicked((picked + 1) % items.length);
    else if (event.key === "ArrowUp" && open) setPicked((picked <= 0 ? items.length : picked) - 1);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen) take(chosen);
    else if (event.key === "Escape" && open) setCaret(null);
    else if (event.key === "Escape") {
      edit(applied, null);
      event.currentTarget.blur();
    } else return;
    event.preventDefault();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    apply(text);
  };
  const follow = (element: HTMLInputElement) => {
    setScrolled(element.scrollLeft);
    if (document.activeElement === element && caret !== null) setCaret(element.selectionStart);
  };
  return (
    <form
      method="get"
      action={pathname}
      role="search"
      onSubmit={onSubmit}
      className="relative min-w-0 flex-1 font-mono max-sm:basis-full text-[12px] leading-[18px]"
    >
      {[...params]
        .filter(([key]) => ![...names, wordsParam].includes(key))
        .map(([key, value], at) => (
          <input key={`${key} ${at}`} type="hidden" name={key} value={value} />
        ))}
      <div className="relative flex h-7 items-center rounded-control border border-line bg-raised pr-1 focus-within:outline-2 focus-within:outline-brass hover:border-faint/60">
        <div className="relative h-full min-w-0 flex-1">
          <QueryHighlight text={text} keys={names} scrolled={scrolled} />
          <input
            ref={input}
            name={wordsParam}
            value={text}
            role="combobox"
            aria-label={label}
            aria-expanded={open}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={picked >= 0 ? `${listId}-${picked}` : undefined}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            placeholder={placeholder}
            onChange={(event) => edit(event.target.value, event.target.selectionStart)}
            onClick={(event) => setCaret(event.currentTarget.selectionStart)}
            onSelect={(event) => follow(event.currentTarget)}
            onScroll={(event) => follow(event.currentTarget)}
            onBlur={() => setCaret(null)}
            onKeyDown={onKeyDown}
            className="relative h-full w-full bg-transparent px-2 text-transparent caret-text outline-none placeholder:font-sans placeholder:text-body placeholder:text-faint"
          />
        </div>
        {text === "" ? (
          <Kbd keys="/" />
        ) : (
          <a
            href={hrefOf(printQuery(emptyQuery, names))}
            onClick={(event) => {
              edit("", null);
              address.follow(event);
            }}
            aria-label="Clear the filter"
            className="grid size-6 place-items-center rounded-xs text-faint hover:bg-sunken hover:text-text"
          >
            <X size={13} strokeWidth={1.8} />
          </a>
        )}
      </div>
      <QuerySuggestionList id={listId} items={items} picked={picked} onTake={take} />
    </form>
  );
});
