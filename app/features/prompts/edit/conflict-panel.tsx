import { Button } from "~/ui/button";
import { DiffView } from "~/ui/editor/diff-view";
import { RelativeTime } from "~/ui/relative-time";
import type { EditConflict } from "./save-edit.server";

type Props = {
  conflict: EditConflict;
  /** Whether the merged text stands in the editor now. */
  isTaken: boolean;
  onTake: () => void;
  onPutBack: () => void;
};

/** Two people wrote on one text: what each did, and both put together. */
export function ConflictPanel({ conflict, isTaken, onTake, onPutBack }: Props) {
  const { base, theirs, mine, merged, clashes, clashingVariables } = conflict;
  const baseLabel = base.version === 0 ? "nothing" : `v${base.version}`;
  return (
    <section
      role="alert"
      aria-label="Somebody saved meanwhile"
      className="flex flex-col gap-3 rounded-card border border-warn/60 bg-raised p-3"
    >
      <h3 className="font-semibold">
        {theirs.by} saved v{theirs.version} while you wrote
      </h3>
      <p className="max-w-200 text-muted">
        <RelativeTime at={theirs.at} />
        {theirs.note && `: ${theirs.note}`}. Yours was begun on {baseLabel} and is not saved; it is kept here.{" "}
        {clashes === 0
          ? "You changed different places: the merged text holds both."
          : `In ${clashes === 1 ? "one place" : `${clashes} places`} you wrote different things. The merged text holds both wordings between marks; choose one of each.`}
        {clashingVariables.length > 0 && ` Both changed ${clashingVariables.join(", ")}; yours stands.`}
      </p>
      <div className="flex flex-col gap-2">
        <Part
          title="What they changed"
          before={base.body}
          after={theirs.body}
          labels={[baseLabel, `v${theirs.version}, ${theirs.by}`]}
        />
        <Part title="What you changed" before={base.body} after={mine.body} labels={[baseLabel, "yours"]} />
        <Part
          isOpen
          title="Both together, against what is saved"
          before={theirs.body}
          after={merged.body}
          labels={[`v${theirs.version}, ${theirs.by}`, "merged"]}
        />
      </div>
      <div className="flex flex-wrap items-center gap-2 noscript:hidden">
        {isTaken ? (
          <>
            <span className="text-muted">The merged text stands in the editor. Saving makes it the next version.</span>
            <Button onClick={onPutBack}>Put mine back</Button>
          </>
        ) : (
          <Button tone="primary" onClick={onTake}>
            {clashes === 0 ? "Take the merged text" : "Take it, and choose"}
          </Button>
        )}
      </div>
    </section>
  );
}

type PartProps = { title: string; before: string; after: string; labels: [string, string]; isOpen?: boolean };

function Part({ title, before, after, labels, isOpen }: PartProps) {
  return (
    <details open={isOpen}>
      <summary className="cursor-pointer py-1 text-muted hover:text-text">{title}</summary>
      <DiffView before={before} after={after} labels={labels} maxHeight={320} />
    </details>
  );
}
