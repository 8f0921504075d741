import { DiffView } from "~/ui/editor/diff-view";
import type { FieldChange } from "../profile/bot-labels";

type Props = { changes: readonly FieldChange[]; labels?: [before: string, after: string] };

const none = <span className="text-faint">nothing</span>;

/** Every field that differs, before and after; long ones as a comparison of texts. */
export function ChangeList({ changes, labels = ["Before", "After"] }: Props) {
  return (
    <ul aria-label="Changes" className="flex flex-col gap-4">
      {changes.map((change) => (
        <li key={change.key} className="flex flex-col gap-1">
          <h3 className="text-small font-medium text-muted">{change.label}</h3>
          {change.isHidden ? (
            <p>A secret in it is another one. It is not shown.</p>
          ) : change.kind === "line" ? (
            <p className="flex flex-wrap items-baseline gap-x-2">
              <del className="text-muted wrap-anywhere decoration-err/70">{change.before || none}</del>
              <span aria-label="becomes" className="text-faint">
                →
              </span>
              <ins className="font-medium wrap-anywhere no-underline">{change.after || none}</ins>
            </p>
          ) : (
            <DiffView
              before={change.before}
              after={change.after}
              labels={labels}
              language={change.kind === "json" ? "json" : "text"}
              layout="unified"
            />
          )}
        </li>
      ))}
    </ul>
  );
}
