import { Link } from "@remix-run/react";
import { Play } from "lucide-react";
import { CopyMenu, Peek } from "~/ui/list/list-controls";
import { JsonViewer } from "~/ui/json/json-viewer";
import { LinkButton } from "~/ui/link-button";
import { DescriptionList } from "~/ui/page/description-list";
import { ExactTime } from "~/ui/relative-time";
import type { WholeEvent } from "~/data/runtime/event-archive.server";
import { EventKind } from "./event-kind";
import { replayPath } from "./event-paths";

type Props = { event: WholeEvent; turn: string | null; closeHref: string };

/** One event beside the archive, with its payload as it was written. */
export function EventPeek({ event, turn, closeHref }: Props) {
  const { id, seq, run_id: run, kind, created_at: at, source, session_key: session, payload } = event;
  return (
    <Peek
      title={`Event ${id}`}
      closeHref={closeHref}
      actions={
        <CopyMenu
          items={[
            { label: "Id", text: () => id },
            { label: "Link", text: () => location.href },
            { label: "JSON", text: () => payload },
          ]}
        />
      }
    >
      <div className="flex flex-col gap-4">
        <div className="flex items-center gap-2">
          <EventKind kind={kind} />
          <span className="flex-1" />
          <LinkButton to={replayPath(session, run, id)} icon={Play} size="small">
            Replay from here
          </LinkButton>
        </div>
        <DescriptionList
          items={[
            { term: "At", detail: <ExactTime at={at} /> },
            { term: "Number", detail: seq ?? <span className="text-faint">none: it stands by its id</span> },
            { term: "Run", detail: run && <span className="font-mono text-small">{run}</span> },
            ...(turn
              ? [
                  {
                    term: "Turn",
                    detail: (
                      <Link to={`/turns/${turn}`} className="font-mono text-small underline underline-offset-2">
                        {turn}
                      </Link>
                    ),
                  },
                ]
              : []),
            { term: "Source", detail: source },
          ]}
        />
        <section className="flex flex-col gap-1">
          <h3 className="text-small font-medium text-muted">Payload</h3>
          <JsonViewer text={payload} label="Payload" />
        </section>
      </div>
    </Peek>
  );
}
