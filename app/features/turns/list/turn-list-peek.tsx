import type { TurnListRow } from "~/data/runtime/turn-list.server";
import { TurnPeek } from "~/features/turns/one/turn-peek";
import { TurnStatusMark } from "~/features/turns/one/turn-status";
import { turnHref } from "~/features/turns/one/turn-view";
import { BotName } from "~/ui/bot-mark";
import { useTurnPeek, type PeekedTurn } from "./use-turn-peek";
import { Peek } from "~/ui/list/list-controls";

type Props = {
  id: string;
  /** The turn that the page was loaded with. */
  loaded: PeekedTurn | null;
  /** The rows around it, which are asked for ahead. */
  neighbours: readonly string[];
  /** What the list knows of it already. */
  row: TurnListRow | undefined;
  closeHref: string;
};

/** The panel of the open row: what the list knows at once, the rest as soon as it is there. */
export function TurnListPeek({ id, loaded, neighbours, row, closeHref }: Props) {
  const { turn, hasFailed } = useTurnPeek(id, loaded, neighbours);
  if (turn?.view) return <TurnPeek turn={turn.view} closeHref={closeHref} />;
  if (turn)
    return (
      <NoPeek
        id={id}
        closeHref={closeHref}
        text="There is no turn with this id. It may have been deleted, or it has expired."
      />
    );
  if (hasFailed)
    return <NoPeek id={id} closeHref={closeHref} text="The turn could not be read. Close this and try again." />;
  return <EarlyPeek id={id} row={row} closeHref={closeHref} />;
}

function EarlyPeek({ id, row, closeHref }: { id: string; row: TurnListRow | undefined; closeHref: string }) {
  return (
    <Peek title={`Turn ${id}`} heading={id} closeHref={closeHref} fullHref={turnHref(id)} pending>
      {row && (
        <div className="flex flex-col gap-4">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <BotName slug={row.bot_id} />
            <TurnStatusMark status={row.status} />
          </p>
          <p className="wrap-anywhere [unicode-bidi:plaintext]">{row.prompt_preview}</p>
        </div>
      )}
    </Peek>
  );
}

function NoPeek({ id, closeHref, text }: { id: string; closeHref: string; text: string }) {
  return (
    <Peek title={`Turn ${id}`} heading={id} closeHref={closeHref}>
      <p className="text-muted">{text}</p>
    </Peek>
  );
}
