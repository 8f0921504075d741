import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatDuration, formatSeconds } from "~/lib/duration";
import { formatMoney } from "~/lib/money";
import { formatCompact, formatNumber } from "~/lib/numbers";
import { BotLabel, BotMark } from "~/ui/bot-mark";
import { RelativeTime } from "~/ui/relative-time";
import { StatusMark } from "~/ui/status";
import { ErrorText } from "./error-text";
import { ResponseText } from "./response-text";
import type { SessionTurn } from "./session-view";
import { CALL_STATUS } from "./tool-call-list";
import { TurnStatusMark } from "./turn-status";
import { turnHref, type TextHead, type TurnView } from "./turn-view";
import { useLiveTurn } from "./use-live-turn";

type Props = { turn: SessionTurn; user: string | null; gapMs: number | null };

/** One turn as what was said and what was answered, with its tools folded in between. */
export function SessionExchange({ turn, user, gapMs }: Props) {
  const isOver = turn.status !== "streaming";
  return (
    <li id={`turn-${turn.id}`} className="flex scroll-mt-4 flex-col gap-3">
      {gapMs !== null && (
        <p className="flex items-center gap-3 py-1 text-small text-faint before:h-px before:flex-1 before:bg-line-soft after:h-px after:flex-1 after:bg-line-soft">
          {formatDuration(gapMs)} later
        </p>
      )}
      <Said who={turn.user_id ?? user ?? "user"} at={turn.created_at} href={turnHref(turn.id)}>
        <Words head={turn.prompt} preview={turn.prompt_preview} turn={turn} none="No prompt was sent." />
      </Said>
      <div className="flex min-w-0 gap-3">
        <BotMark slug={turn.bot_id} size={20} />
        <div className="flex min-w-0 flex-1 flex-col gap-2">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-small">
            <span className="font-medium">
              <BotLabel slug={turn.bot_id} />
            </span>
            {turn.status !== "ok" && <TurnStatusMark status={turn.status} />}
            <span className="text-faint tabular-nums">{figures(turn)}</span>
          </p>
          {turn.tools.length > 0 && <Tools turn={turn} />}
          {(isOver || turn.response) && (
            <Words
              head={turn.response}
              preview={turn.response_preview}
              turn={turn}
              none={turn.error_text ? null : "No response."}
              formatted
            />
          )}
          {turn.error_text && <ErrorText text={turn.error_text} />}
        </div>
      </div>
    </li>
  );
}

/** The same while it runs. */
export function RunningExchange({ turn, view, ...rest }: Props & { view: TurnView }) {
  const live = useLiveTurn(view);
  const { row } = live;
  const tools = live.spans
    .filter((span) => span.kind === "tool")
    .map((span) => ({
      turn_id: row.id,
      call_id: span.id,
      tool_name: span.name,
      status: span.status,
      duration_ms: span.duration_ms,
    }));
  return (
    <SessionExchange
      {...rest}
      turn={{
        ...turn,
        status: row.status,
        error_text: row.error_text,
        latency_ms: row.latency_ms,
        cost_usd: row.cost_usd,
        response: live.response,
        tools,
      }}
    />
  );
}

function figures(turn: SessionTurn): string {
  return [
    turn.latency_ms === null ? null : formatSeconds(turn.latency_ms),
    turn.total_tokens === null ? null : `${formatCompact(turn.total_tokens)} tokens`,
    turn.cost_usd === null ? null : formatMoney(turn.cost_usd),
    turn.model,
  ]
    .filter((each) => each !== null)
    .join(" · ");
}

function Said({ who, at, href, children }: { who: string; at: string; href: string; children: ReactNode }) {
  return (
    <div className="ml-8 min-w-0 rounded-card border border-line-soft bg-raised px-3 py-2">
      <p className="mb-0.5 flex items-center gap-3 text-small">
        <span className="min-w-0 truncate font-medium text-muted">{who}</span>
        <Link to={href} className="text-faint underline decoration-line underline-offset-2 hover:decoration-current">
          <RelativeTime at={at} />
        </Link>
      </p>
      {children}
    </div>
  );
}

type WordsProps = {
  head: TextHead | null;
  preview: string | null;
  turn: SessionTurn;
  none: string | null;
  formatted?: boolean;
};

function Words({ head, preview, turn, none, formatted = false }: WordsProps) {
  if (!head || head.text === "") {
    if (turn.payload_expired && preview)
      return (
        <p className="text-muted wrap-anywhere [unicode-bidi:plaintext]" title="The whole text is no longer kept">
          {preview}
        </p>
      );
    return none && <p className="text-faint">{none}</p>;
  }
  const left = head.chars - [...head.text].length;
  return (
    <div className="min-w-0">
      {formatted ? (
        <ResponseText text={head.text} />
      ) : (
        <p className="whitespace-pre-wrap wrap-anywhere [unicode-bidi:plaintext]">{head.text}</p>
      )}
      {left > 0 && (
        <Link to={turnHref(turn.id)} className="text-small text-faint underline underline-offset-2">
          {formatNumber(left)} more characters
        </Link>
      )}
    </div>
  );
}

const NAMED = 4;

function Tools({ turn }: { turn: SessionTurn }) {
  const { tools } = turn;
  const names = [...new Set(tools.map((tool) => tool.tool_name))];
  return (
    <details className="min-w-0">
      <summary className="w-fit max-w-full cursor-pointer truncate text-small text-muted hover:text-text">
        {tools.length === 1 ? "1 tool" : `${formatNumber(tools.length)} tools`}
        <span className="font-mono text-faint">
          {" "}
          {names.slice(0, NAMED).join(", ")}
          {names.length > NAMED && " …"}
        </span>
      </summary>
      <ul className="mt-1 flex flex-col">
        {tools.map((tool) => (
          <li key={tool.call_id}>
            <Link
              to={`${turnHref(turn.id)}#tool-${tool.call_id}`}
              className="flex min-h-6 w-fit items-center gap-2 rounded-[4px] px-1 font-mono text-small hover:bg-sunken"
            >
              <StatusMark kind={CALL_STATUS[tool.status]} label={tool.status} />
              {tool.tool_name}
              <span className="text-faint">{formatSeconds(tool.duration_ms)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
