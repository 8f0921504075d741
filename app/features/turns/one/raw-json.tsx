import type { SyntheticEvent } from "react";
import { JsonViewer } from "~/ui/json/json-viewer";
import { Skeleton } from "~/ui/page/pending";
import { useFetchedText } from "./use-fetched-text";

type Props = {
  summary: string;
  label: string;
  /** Where the source is; asked for when this is opened. */
  href: string;
};

/** JSON that is fetched when somebody wants to see it: five megabytes cost nothing until then. */
export function RawJson({ summary, label, href }: Props) {
  const { text, state, load } = useFetchedText(href);
  const handleToggle = (event: SyntheticEvent<HTMLDetailsElement>) => {
    if (event.currentTarget.open && text === null && state !== "loading") void load();
  };
  return (
    <details onToggle={handleToggle} className="min-w-0">
      <summary className="w-fit cursor-pointer text-small text-muted hover:text-text">{summary}</summary>
      <div className="mt-2">
        {state === "loading" && <Skeleton lines={4} />}
        {state === "failed" && (
          <p role="alert" className="text-small text-err">
            It could not be loaded.
          </p>
        )}
        {text !== null && <JsonViewer text={text} label={label} />}
        <a href={href} className="mt-1 inline-block text-small text-faint underline underline-offset-2">
          Open raw
        </a>
      </div>
    </details>
  );
}
