import { Form, useNavigate, useSearchParams } from "@remix-run/react";
import { ArrowLeftRight } from "lucide-react";
import { useRef } from "react";
import { Button } from "~/ui/button";
import { DiffToggles } from "~/ui/editor/diff-toggles";
import { DiffView } from "~/ui/editor/diff-view";
import { Select } from "~/ui/form/select";
import { LinkButton } from "~/ui/link-button";
import { Section } from "~/ui/page/page";
import { useShortcut } from "~/ui/shortcuts";
import { promptHref } from "../prompt-href";
import { compareVariables, type ComparedText } from "./compared";
import type { PromptDiffData } from "./prompt-diff.server";
import { useKeptDraft } from "./use-kept-draft";
import { VariableDiff } from "./variable-diff";

/** Two texts of a prompt compared. Everything that is chosen here stands in the address. */
export function PromptDiff({ diff }: { diff: PromptDiffData }) {
  const [params] = useSearchParams();
  const form = useRef<HTMLFormElement>(null);
  const navigate = useNavigate();
  const draft = useKeptDraft(`${diff.scope}/${diff.key}`);
  const isUnified = params.get("view") === "unified";
  const showsAll = params.get("all") === "1";
  const href = (change: Record<string, string | null>) => {
    const asked = { from: diff.from, to: diff.to, view: params.get("view"), all: params.get("all"), ...change };
    return promptHref(diff, "diff", asked);
  };
  const swapped = href({ from: diff.to, to: diff.from });
  useShortcut("s", "Swap both sides", () => navigate(swapped, { replace: true }));
  const before = diff.before ?? draft;
  const after = diff.after ?? draft;
  return (
    <div className="flex flex-col gap-5 p-4">
      <div className="flex flex-wrap items-end gap-2">
        <Form ref={form} method="get" replace className="flex min-w-0 flex-1 flex-wrap items-end gap-2">
          {diff.scope !== "global" && <input type="hidden" name="scope" value={diff.scope} />}
          {isUnified && <input type="hidden" name="view" value="unified" />}
          {showsAll && <input type="hidden" name="all" value="1" />}
          {(["from", "to"] as const).map((side) => (
            <div key={side} className="w-72 max-sm:w-full">
              <Select
                key={diff[side]}
                name={side}
                label={side === "from" ? "Before" : "After"}
                options={withChosen(diff.choices, diff[side])}
                defaultValue={diff[side]}
                onChange={() => form.current?.requestSubmit()}
              />
            </div>
          ))}
          <span className="hidden noscript:inline">
            <Button type="submit">Compare</Button>
          </span>
          <LinkButton to={swapped} icon={ArrowLeftRight} replace>
            Swap
          </LinkButton>
        </Form>
        <span className="flex gap-1.5">
          <DiffToggles
            differentOnly={{ isOn: !showsAll, href: href({ all: showsAll ? null : "1" }) }}
            sideBySide={{ isOn: !isUnified, href: href({ view: isUnified ? null : "unified" }) }}
          />
        </span>
      </div>
      {before && after ? (
        <Both
          key={`${isUnified} ${showsAll}`}
          {...{ before, after, showsAll }}
          layout={isUnified ? "unified" : "split"}
        />
      ) : (
        <p role="note" className="text-muted">
          There is no draft of this prompt in this browser. What you write and do not save is kept where you wrote it.
        </p>
      )}
    </div>
  );
}

type BothProps = { before: ComparedText; after: ComparedText; showsAll: boolean; layout: "split" | "unified" };

function Both({ before, after, showsAll, layout }: BothProps) {
  const variables = compareVariables(before.variables, after.variables);
  const differing = variables.filter((each) => each.before !== each.after);
  return (
    <>
      {before.syntax !== after.syntax && (
        <p role="note" className="text-warn">
          Placeholders are written differently: {before.label} is {before.syntax}, {after.label} is {after.syntax}.
        </p>
      )}
      <Section title="Text">
        <DiffView
          before={before.body}
          after={after.body}
          labels={[before.label, after.label]}
          layout={layout}
          onlyChanges={!showsAll}
          maxHeight={4_000}
          plain
        />
      </Section>
      {variables.length > 0 && (
        <Section
          title="Variables"
          help={differing.length === 0 ? "no difference" : `${differing.length} of ${variables.length} differ`}
        >
          <VariableDiff rows={showsAll ? variables : differing} labels={[before.label, after.label]} />
        </Section>
      )}
    </>
  );
}

/** An old version may not be among those listed. */
function withChosen(choices: PromptDiffData["choices"], value: string) {
  return choices.some((choice) => choice.value === value) ? choices : [...choices, { value, label: `v${value}` }];
}
