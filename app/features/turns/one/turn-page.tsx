import { Link, useRevalidator } from "@remix-run/react";
import { formatDuration } from "~/lib/duration";
import { formatNumber } from "~/lib/numbers";
import { BotLabel, BotMark } from "~/ui/bot-mark";
import { LinkButton } from "~/ui/link-button";
import { Card } from "~/ui/page/card";
import { RelativeTime } from "~/ui/relative-time";
import { MessageList } from "./message-list";
import { ModelCallList } from "./model-call-list";
import { PartText, plainText } from "./part-text";
import { RawJson } from "./raw-json";
import { ToldBy } from "./told-by";
import { TokenBill } from "./token-bill";
import { ResponseSection } from "./response-section";
import { callAnchor, ToolCallList } from "./tool-call-list";
import { TurnActions } from "./turn-actions";
import { TurnError } from "./turn-error";
import { eventsHref, TurnEvents } from "./turn-events";
import { TurnFacts } from "./turn-facts";
import { TurnNotes, type Viewer } from "./turn-notes";
import { NoText, Surface, TurnSection } from "./turn-section";
import { TurnStatusMark } from "./turn-status";
import { TurnTiles } from "./turn-tiles";
import { turnHref } from "./turn-view";
import { TurnWaterfall } from "./turn-waterfall";
import { WaterfallTable } from "./waterfall-table";
import { waterfallOf } from "./turn-waterfall-rows";
import { useCallDetails } from "./use-call-details";
import { useLiveTurn } from "./use-live-turn";
import { useTicking } from "./use-ticking";
import type { WholeTurn } from "./whole-turn";

type Props = { turn: WholeTurn; viewer: Viewer; result: unknown };

/** Everything about one turn. While it runs, it goes on before one's eyes. */
export function TurnPage({ turn, viewer, result }: Props) {
  const { revalidate } = useRevalidator();
  const view = useLiveTurn(turn.view, revalidate);
  useCallDetails(turn.view, view, revalidate);
  const { row } = view;
  const here = turnHref(row.id);
  const now = useTicking(row.status === "streaming");
  const waterfall = waterfallOf(view, now);
  const toolRows = waterfall.rows.filter(({ span }) => span.kind === "tool");
  const hasError = view.error !== null || row.status === "error";
  const sections = [
    ...(hasError ? [["error", "Error"]] : []),
    ["prompt", "Prompt"],
    ["response", "Response"],
    ...(view.spans.length > 0 ? [["waterfall", "Waterfall"]] : []),
    ...(toolRows.length > 0 ? [["tools", `Tools ${formatNumber(row.tool_call_count)}`]] : []),
    ...(turn.models.length > 0 ? [["models", `Model calls ${formatNumber(turn.models.length)}`]] : []),
    ...(turn.messages ? [["messages", `Messages ${formatNumber(turn.messages.count)}`]] : []),
    ...(turn.events ? [["events", "Events"]] : []),
    ["raw", "Raw"],
  ] as [string, string][];
  return (
    <div className="flex w-full max-w-[1600px] flex-col">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-4 pb-3">
        <div className="flex min-w-0 flex-1 basis-72 flex-wrap items-center gap-x-3 gap-y-1">
          <BotMark slug={row.bot_id} size={20} />
          <h2 className="truncate text-title font-semibold tracking-[-0.01em]">
            <BotLabel slug={row.bot_id} />
          </h2>
          <TurnStatusMark status={row.status} />
          <span className="text-muted">
            <RelativeTime at={row.created_at} />
          </span>
          {row.model && <span className="truncate text-muted">{row.model}</span>}
        </div>
        <div className="flex flex-wrap items-center gap-1.5">
          <TurnActions view={view} isBookmarked={turn.is_bookmarked} viewer={viewer} />
        </div>
      </header>
      {view.stop && (
        <p role="status" className="mx-4 mb-3 rounded-control bg-warn/10 px-3 py-2 text-warn">
          Asked to stop{view.stop.by && ` by ${view.stop.by}`}, <RelativeTime at={view.stop.at} />. It waits for the
          runtime, which hears of it with its next call.
        </p>
      )}
      {view.payload_expired && (
        <p role="note" className="mx-4 mb-3 rounded-control border border-line-soft bg-raised px-3 py-2 text-muted">
          The texts of this turn are no longer kept. Its figures, calls and ids are.
        </p>
      )}
      <nav
        aria-label="Parts of this turn"
        className="sticky top-0 z-10 flex h-9 gap-4 overflow-x-auto border-b border-line-soft bg-base px-4 [scrollbar-width:none]"
      >
        {sections.map(([id, label]) => (
          <a
            key={id}
            href={`#${id}`}
            className="flex shrink-0 items-center whitespace-nowrap text-muted hover:text-text"
          >
            {label}
          </a>
        ))}
      </nav>
      <div className="grid items-start gap-x-6 gap-y-6 p-4 xl:grid-cols-[minmax(0,1fr)_340px]">
        <div className="flex min-w-0 flex-col gap-6">
          <TurnTiles view={view} />
          {hasError && (
            <TurnSection id="error" title="Error">
              <TurnError turn={{ ...turn, view }} />
            </TurnSection>
          )}
          <TurnSection id="prompt" title="Prompt">
            {view.prompt ? (
              <Surface>
                <PartText head={view.prompt} href={`${here}/parts/prompt`} label="Prompt" draw={plainText} />
              </Surface>
            ) : (
              <NoText expired={view.payload_expired}>The runtime sent none.</NoText>
            )}
          </TurnSection>
          <ResponseSection view={view} />
          {view.spans.length > 0 && (
            <TurnSection id="waterfall" title="Waterfall" note={waterfallNote(waterfall)}>
              <Surface>
                <TurnWaterfall view={view} hrefOf={(span) => `#${callAnchor(span)}`} />
              </Surface>
              <WaterfallTable rows={waterfall.rows} />
            </TurnSection>
          )}
          {toolRows.length > 0 && (
            <TurnSection id="tools" title="Tool calls" note={countNote(toolRows.length, row.tool_call_count)}>
              <ToolCallList turnId={row.id} rows={toolRows} tools={turn.tools} />
            </TurnSection>
          )}
          {turn.models.length > 0 && (
            <TurnSection id="models" title="Model calls" note={countNote(turn.models.length, row.llm_call_count)}>
              <ModelCallList models={turn.models} spans={view.spans} />
            </TurnSection>
          )}
          {turn.messages && (
            <TurnSection id="messages" title="Prepared messages" note="what the model was given">
              <MessageList messages={turn.messages} />
              <RawJson
                summary={`As JSON, ${formatNumber(turn.messages.chars)} characters`}
                label="Prepared messages"
                href={`${here}/parts/messages`}
              />
            </TurnSection>
          )}
          {turn.events && (
            <TurnSection
              id="events"
              title="Events"
              actions={
                <LinkButton to={eventsHref(row)} size="small">
                  Replay
                </LinkButton>
              }
            >
              <TurnEvents row={row} events={turn.events} />
            </TurnSection>
          )}
          <TurnSection id="raw" title="Raw">
            <div className="flex flex-col gap-2">
              {turn.metadata && turn.metadata.text !== "{}" && (
                <RawJson summary="Metadata" label="Metadata" href={`${here}/parts/metadata`} />
              )}
              {turn.attributes && (
                <RawJson summary="Attributes, as they came" label="Raw attributes" href={`${here}/parts/attributes`} />
              )}
              <RawJson summary="The whole turn as JSON" label="Turn" href={`${here}/json`} />
            </div>
          </TurnSection>
        </div>
        <aside aria-label="About this turn" className="flex min-w-0 flex-col gap-4">
          <Card
            title="Notes"
            actions={
              <Link to="/turns/kept" className="text-small text-faint underline underline-offset-2">
                All kept turns
              </Link>
            }
          >
            <TurnNotes turnId={row.id} notes={turn.notes} viewer={viewer} action={here} result={result} />
          </Card>
          <Card title="Tokens and cost">
            <TokenBill row={row} models={turn.models} />
          </Card>
          {view.told_by.length > 0 && (
            <Card title="Told by">
              <ToldBy prompts={view.told_by} />
            </Card>
          )}
          <Card title="About">
            <TurnFacts turn={{ ...turn, view }} />
          </Card>
        </aside>
      </div>
    </div>
  );
}

function countNote(shown: number, all: number): string {
  return shown < all ? `${formatNumber(shown)} of ${formatNumber(all)}` : formatNumber(all);
}

function waterfallNote({ totalMs, firstTokenMs }: { totalMs: number; firstTokenMs: number | null }): string {
  return `${formatDuration(totalMs)}${firstTokenMs === null ? "" : `, first token after ${formatDuration(firstTokenMs)}`}`;
}
