import { useState } from "react";
import { formatNumber } from "~/lib/numbers";
import { Button } from "~/ui/button";
import { Markdown as MarkdownNow } from "~/ui/markdown/markdown";
import { afterwards } from "~/ui/page/afterwards";
import { PartText, plainText } from "./part-text";
import { NoText, Surface, TurnSection } from "./turn-section";
import { turnHref, type TurnView } from "./turn-view";

// The server draws it; its parser, a quarter of the page's script, comes after the page reacts.
const Markdown = afterwards(
  import.meta.env.SSR ? MarkdownNow : null,
  async () => (await import("~/ui/markdown/markdown")).Markdown,
);

function markdown(text: string) {
  return (
    <div dir="auto">
      <Markdown text={text} />
    </div>
  );
}

/** What the bot said, and what it thought before. */
export function ResponseSection({ view }: { view: TurnView }) {
  const [isRaw, setIsRaw] = useState(false);
  const { row, response, reasoning } = view;
  const here = turnHref(row.id);
  const isRunning = row.status === "streaming";
  return (
    <TurnSection
      id="response"
      title="Response"
      note={response ? `${formatNumber(response.chars)} characters` : undefined}
      actions={
        response && (
          <Button
            size="small"
            aria-pressed={isRaw}
            className="needs-script aria-pressed:border-brass aria-pressed:bg-wash"
            onClick={() => setIsRaw(!isRaw)}
          >
            As it came
          </Button>
        )
      }
    >
      {reasoning && (
        <details className="min-w-0" open={isRunning && !response ? true : undefined}>
          <summary className="w-fit cursor-pointer text-small text-muted hover:text-text">
            Reasoning, {formatNumber(reasoning.chars)} characters
          </summary>
          <div className="mt-2 border-l-2 border-line pl-3 text-muted">
            <PartText head={reasoning} href={`${here}/parts/reasoning`} label="Reasoning" draw={plainText} />
          </div>
        </details>
      )}
      {response ? (
        <Surface>
          <div aria-busy={isRunning || undefined} data-response="">
            <PartText
              head={response}
              href={`${here}/parts/response`}
              label="Response"
              draw={isRaw ? undefined : markdown}
            />
          </div>
        </Surface>
      ) : (
        <NoText expired={view.payload_expired}>{isRunning ? "Nothing has come yet." : "There is none."}</NoText>
      )}
    </TurnSection>
  );
}
