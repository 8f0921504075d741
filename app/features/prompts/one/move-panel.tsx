import { useEffect, useRef } from "react";
import type { PromptHead } from "~/data/runtime/prompt-store.server";
import { formatCount } from "~/lib/numbers";
import { DiffView } from "~/ui/editor/diff-view";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextInput } from "~/ui/form/text-input";
import { LinkButton } from "~/ui/link-button";
import { useShortcut } from "~/ui/shortcuts";
import { TURNS_CAP } from "../library/listed-prompt";
import { promptHref } from "../prompt-href";
import type { PromptRead } from "./prompt-read.server";

type Props = {
  at: { key: string; scope: string };
  head: PromptHead;
  read: PromptRead;
  move: NonNullable<PromptRead["move"]>;
  result: unknown;
};

/** What moving the pin would do, before it does: the words that change, and for whom. */
export function MovePanel({ at, head, read, move, result }: Props) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.scrollIntoView({ block: "nearest" });
  }, [move.to]);
  useShortcut("mod+enter", "Make this move", () =>
    panel.current?.querySelector<HTMLButtonElement>("button[name=intent]")?.click(),
  );
  const isBack = move.kind === "pin" && move.to < head.active_version;
  const asks = head.is_protected;
  const verb = move.kind === "unpin" ? "Take the pin away" : isBack ? `Roll back to v${move.to}` : `Pin v${move.to}`;
  return (
    <section
      ref={panel}
      aria-label={verb}
      className="flex flex-col gap-3 rounded-card border border-brass/60 bg-raised p-3"
    >
      <h3 className="font-semibold">{verb}</h3>
      <p className="max-w-180 text-muted">
        {move.to === head.active_version
          ? `The text stays as it is: v${move.to} is active already, and then stays active when newer versions are saved.`
          : `v${move.to} takes the place of v${head.active_version} with the next fetch. `}
        {move.to !== head.active_version && reachWords(at.scope, read.reach)}
        {move.kind === "unpin" && " From then on the newest version is always the active one."}
      </p>
      {move.to !== head.active_version && (
        <DiffView
          before={read.active.body}
          after={move.body}
          labels={[`v${head.active_version}, active now`, `v${move.to}`]}
          layout="unified"
          maxHeight={360}
        />
      )}
      {asks && read.request ? (
        <p className="text-warn">Another move waits already. It has to be decided or withdrawn first.</p>
      ) : (
        <Form result={result} className="flex flex-wrap items-end gap-2">
          <input type="hidden" name="version" value={move.to} />
          <input type="hidden" name="active" value={head.active_version} />
          <div className="min-w-0 flex-1 basis-64">
            <TextInput name="reason" label="Why" optional maxLength={500} placeholder="Said in the pin history" />
          </div>
          <SubmitButton intent={asks ? "request" : move.kind}>{asks ? "Ask for this move" : verb}</SubmitButton>
          <LinkButton to={promptHref(at)} preventScrollReset>
            Cancel
          </LinkButton>
        </Form>
      )}
      {asks && !read.request && (
        <p className="text-small text-faint">This prompt is protected: it moves when a second person agrees.</p>
      )}
    </section>
  );
}

/** How many are told it, from the turns of a week. */
export function reachWords(scope: string, reach: PromptRead["reach"]): string {
  if (reach === null) return "How many turns get it could not be counted in time.";
  const bots = scope.startsWith("bot:") ? 1 : reach.bots.length;
  if (reach.turns === 0) return "No turn of the last 7 days said that it was told this prompt.";
  const perDay =
    reach.turns > TURNS_CAP
      ? `more than ${formatCount(Math.floor(TURNS_CAP / 7))}`
      : `about ${formatCount(Math.max(1, Math.round(reach.turns / 7)))}`;
  return `In the last 7 days ${bots === 1 ? "one bot" : `${bots} bots`} got it, in ${perDay} turns a day.`;
}
