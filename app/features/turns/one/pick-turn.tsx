import { Form, Link } from "@remix-run/react";
import type { TurnStatus } from "~/data/runtime/turn-state";
import { BotName } from "~/ui/bot-mark";
import { Button } from "~/ui/button";
import { TextInput } from "~/ui/form/text-input";
import { Page, PageHeader } from "~/ui/page/page";
import { RelativeTime } from "~/ui/relative-time";
import { TurnStatusMark } from "./turn-status";

export type Candidate = {
  id: string;
  bot: string;
  status: TurnStatus;
  created_at: string;
  prompt_preview: string | null;
  is_same_session: boolean;
};

type Props = {
  /** The turn that is known already, and the place it has. */
  known: { id: string; side: "a" | "b" } | null;
  candidates: Candidate[];
};

/** A comparison with one turn or none: pick the other. */
export function PickTurn({ known, candidates }: Props) {
  const other = known?.side === "a" ? "b" : "a";
  return (
    <Page>
      <PageHeader title={known ? "Compare with which turn?" : "Compare two turns"}>
        Pick one, or name it by its id. In the list of turns, select two rows and compare them there.
      </PageHeader>
      <Form method="get" className="flex max-w-180 flex-wrap items-end gap-2">
        {(["a", "b"] as const).map((side) => (
          <TextInput
            key={side}
            name={side}
            label={side === "a" ? "A, the earlier" : "B, the later"}
            defaultValue={known?.side === side ? known.id : ""}
            required
            spellCheck={false}
            autoComplete="off"
          />
        ))}
        <Button type="submit" tone="primary">
          Compare
        </Button>
      </Form>
      {known && candidates.length > 0 && (
        <ul className="max-w-240 divide-y divide-line-soft overflow-hidden rounded-card border border-line-soft bg-raised">
          {candidates.map((turn) => (
            <li key={turn.id}>
              <Link
                to={`/turns/diff?${new URLSearchParams({ [known.side]: known.id, [other]: turn.id }).toString()}`}
                className="flex min-h-9 min-w-0 items-center gap-3 px-3 py-1 hover:bg-sunken"
              >
                <span className="w-24 shrink-0">
                  <BotName slug={turn.bot} />
                </span>
                <span className="w-24 shrink-0">
                  <TurnStatusMark status={turn.status} />
                </span>
                <span className="min-w-0 flex-1 truncate [unicode-bidi:plaintext]">
                  {turn.prompt_preview ?? turn.id}
                </span>
                {turn.is_same_session && (
                  <span className="shrink-0 text-small text-faint max-sm:hidden">same session</span>
                )}
                <span className="shrink-0 text-small text-muted">
                  <RelativeTime at={turn.created_at} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
