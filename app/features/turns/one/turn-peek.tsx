import { Link } from "@remix-run/react";
import { memo, useMemo, type ReactNode } from "react";
import { formatNumber } from "~/lib/numbers";
import { BotName } from "~/ui/bot-mark";
import { CopyMenu, Peek } from "~/ui/list/list-controls";
import { RelativeTime } from "~/ui/relative-time";
import { ErrorText } from "./error-text";
import { ResponseText } from "./response-text";
import { ToldBy } from "./told-by";
import { turnCopyItems } from "./turn-copy-items";
import { TurnStatusMark } from "./turn-status";
import { TurnTiles } from "./turn-tiles";
import { sessionHref, turnHref, type TextHead, type TurnView } from "./turn-view";
import { TurnWaterfall } from "./turn-waterfall";
import { useLiveTurn } from "./use-live-turn";

type Props = { turn: TurnView; closeHref: string };

/** A turn beside the list: what it was asked, what it did, what it said. Live while it runs. */
export const TurnPeek = memo(function TurnPeek({ turn, closeHref }: Props) {
  const { id } = turn.row;
  const copies = useMemo(() => turnCopyItems(id), [id]);
  return (
    <Peek
      title={`Turn ${id}`}
      heading={id}
      closeHref={closeHref}
      fullHref={turnHref(id)}
      actions={<CopyMenu items={copies} />}
    >
      <PeekBody turn={turn} />
    </Peek>
  );
});

/** What changes while the turn runs stands apart: the panel around it may still be hydrating. */
function PeekBody({ turn }: { turn: TurnView }) {
  const view = useLiveTurn(turn);
  const { row } = view;
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <BotName slug={row.bot_id} />
        <TurnStatusMark status={row.status} />
        <span className="text-muted">
          <RelativeTime at={row.created_at} />
        </span>
        {row.model && <span className="truncate text-muted">{row.model}</span>}
      </p>
      {view.stop && (
        <p role="status" className="text-small text-warn">
          Asked to stop{view.stop.by && ` by ${view.stop.by}`}. Waiting for the runtime.
        </p>
      )}
      <TurnTiles view={view} />
      {view.spans.length > 0 && (
        <PeekPart title="Waterfall">
          <TurnWaterfall view={view} />
        </PeekPart>
      )}
      {(view.error || row.status === "error") && (
        <PeekPart title="Error">
          <ErrorText text={view.error?.text ?? "The runtime gave no reason."} />
        </PeekPart>
      )}
      <PeekPart title="Prompt">
        <PeekText head={view.prompt} view={view} none="The runtime sent none." plain />
      </PeekPart>
      <PeekPart title="Response">
        <PeekText
          head={view.response}
          view={view}
          none={row.status === "streaming" ? "Nothing has come yet." : "There is none."}
        />
      </PeekPart>
      {view.told_by.length > 0 && (
        <PeekPart title="Told by">
          <ToldBy prompts={view.told_by} />
        </PeekPart>
      )}
      {(row.session_id || row.content_context_id) && (
        <PeekPart title="Belongs to">
          <p className="flex flex-wrap gap-x-4 gap-y-1">
            {row.session_id && (
              <Link to={sessionHref(row.session_id)} className="truncate underline decoration-line underline-offset-2">
                Session {row.session_id}
              </Link>
            )}
            {row.content_context_id && <span className="truncate text-muted">Content {row.content_context_id}</span>}
          </p>
        </PeekPart>
      )}
    </div>
  );
}

function PeekPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-1">
      <h3 className="text-small text-faint">{title}</h3>
      {children}
    </section>
  );
}

type TextProps = { head: TextHead | null; view: TurnView; none: string; plain?: boolean };

function PeekText({ head, view, none, plain = false }: TextProps) {
  if (head === null || head.text === "")
    return <p className="text-faint">{view.payload_expired ? "No longer kept: its texts have expired." : none}</p>;
  const left = head.chars - [...head.text].length;
  return (
    <div className="max-h-[420px] min-w-0 overflow-auto">
      {plain ? (
        <p className="whitespace-pre-wrap wrap-anywhere [unicode-bidi:plaintext]">{head.text}</p>
      ) : (
        <ResponseText text={head.text} />
      )}
      {left > 0 && (
        <p className="mt-1 text-small text-faint">
          {formatNumber(left)} more characters on{" "}
          <Link to={turnHref(view.row.id)} className="underline">
            its page
          </Link>
          .
        </p>
      )}
    </div>
  );
}
