import { GitMerge } from "lucide-react";
import { DiffView } from "~/ui/editor/diff-view";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import { LinkButton } from "~/ui/link-button";
import { botHref } from "../profile/bot-slug";
import { ChangeList } from "./change-list";
import type { Conflict, Dispute } from "./review-bot.server";
import { DraftFields } from "./review-step";

/** Somebody else saved first. Both sides stand here; what only one of the two changed is kept without asking. */
export function ConflictStep({ slug, conflict }: { slug: string; conflict: Conflict }) {
  const { theirName, theirRevision, disputes, onlyMine, onlyTheirs } = conflict;
  return (
    <div className="flex max-w-180 flex-col gap-6">
      <div role="alert" className="flex items-start gap-2 rounded-control bg-warn/10 px-3 py-2">
        <GitMerge size={14} strokeWidth={2} className="mt-[3px] shrink-0 text-warn" />
        <p>
          {theirName} saved revision {theirRevision} while you were writing. Nothing of yours is lost, and nothing of
          theirs is overwritten: {disputes.length === 0 ? "you changed different things" : "say which of the two holds"}
          .
        </p>
      </div>
      <Form className="flex flex-col gap-6">
        <DraftFields review={conflict} />
        {disputes.map((dispute) => (
          <DisputeChoice key={dispute.key} dispute={dispute} theirName={theirName} />
        ))}
        <div className="flex flex-wrap gap-2">
          <SubmitButton intent="merge">
            {disputes.length > 0 ? "Go on with this choice" : "Put both together"}
          </SubmitButton>
          <LinkButton to={botHref(slug)} tone="ghost">
            Keep theirs, discard mine
          </LinkButton>
        </div>
      </Form>
      {onlyMine.length > 0 && (
        <section className="flex flex-col gap-2">
          <h2 className="font-semibold">Only you changed</h2>
          <ChangeList changes={onlyMine} labels={["Before", "Yours"]} />
        </section>
      )}
      {onlyTheirs.length > 0 && (
        <section className="flex flex-col gap-2">
          <h2 className="font-semibold">{theirName} changed</h2>
          <ChangeList changes={onlyTheirs} labels={["Before", "Theirs"]} />
        </section>
      )}
    </div>
  );
}

function DisputeChoice({ dispute, theirName }: { dispute: Dispute; theirName: string }) {
  const { key, label, kind, base, mine, theirs } = dispute;
  const options = [
    { value: "mine", label: "Yours", text: mine },
    { value: "theirs", label: theirName, text: theirs },
  ];
  return (
    <fieldset className="flex flex-col gap-2 rounded-card border border-line-soft p-3">
      <legend className="px-1 font-semibold">{label}</legend>
      {kind === "line" && <p className="text-muted">Before: {base || "nothing"}</p>}
      <div className="flex flex-col gap-1.5">
        {options.map((option) => (
          <label key={option.value} className="flex items-start gap-2">
            <input
              type="radio"
              name={`take.${key}`}
              value={option.value}
              defaultChecked={option.value === "theirs"}
              className="tick mt-[3px] rounded-full"
            />
            <span className="min-w-0">
              <span className="font-medium">{option.label}</span>
              {kind === "line" && <span className="text-muted wrap-anywhere">: {option.text || "nothing"}</span>}
            </span>
          </label>
        ))}
      </div>
      {kind === "text" && (
        <div className="flex flex-col gap-2">
          <DiffView before={base} after={mine} labels={["Before", "Yours"]} layout="unified" plain />
          <DiffView before={base} after={theirs} labels={["Before", theirName]} layout="unified" plain />
        </div>
      )}
    </fieldset>
  );
}
