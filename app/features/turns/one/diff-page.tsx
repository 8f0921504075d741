import { Form, Link, useSearchParams } from "@remix-run/react";
import { ArrowLeftRight } from "lucide-react";
import { Fragment } from "react";
import { BotName } from "~/ui/bot-mark";
import { Button } from "~/ui/button";
import { DiffToggles } from "~/ui/editor/diff-toggles";
import { DiffView } from "~/ui/editor/diff-view";
import { TextInput } from "~/ui/form/text-input";
import { LinkButton } from "~/ui/link-button";
import { RelativeTime } from "~/ui/relative-time";
import type { DiffSide, Setting, TurnDiff } from "./turn-diff";
import { TurnSection } from "./turn-section";
import { TurnStatusMark } from "./turn-status";
import { turnHref } from "./turn-view";

/** Two turns compared. Everything that is chosen here stands in the address. */
export function DiffPage({ diff }: { diff: TurnDiff }) {
  const [params] = useSearchParams();
  const showsAll = params.get("all") === "1";
  const layout = params.get("layout") === "unified" ? "unified" : "split";
  const { before, after } = diff;
  const differing = diff.settings.filter((setting) => setting.before !== setting.after);
  const href = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes))
      if (value === null) next.delete(name);
      else next.set(name, value);
    return `?${next.toString()}`;
  };
  const labels: [string, string] = [`A ${before.id}`, `B ${after.id}`];
  return (
    <div className="flex w-full max-w-[1600px] flex-col gap-6 p-4">
      <header className="flex flex-col gap-3">
        <div className="grid items-center gap-2 md:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
          <Side letter="A" side={before} />
          <LinkButton to={href({ a: after.id, b: before.id })} icon={ArrowLeftRight} className="justify-self-center">
            Swap
          </LinkButton>
          <Side letter="B" side={after} />
        </div>
        <div className="flex flex-wrap items-center gap-1.5">
          <DiffToggles
            differentOnly={{ isOn: !showsAll, href: href({ all: showsAll ? null : "1" }) }}
            sideBySide={{ isOn: layout === "split", href: href({ layout: layout === "split" ? "unified" : null }) }}
          />
          <PickForm a={before.id} b={after.id} />
        </div>
        {(before.payload_expired || after.payload_expired) && (
          <p role="note" className="text-muted">
            The texts of {before.payload_expired && after.payload_expired ? "both turns" : "one of the two"} are no
            longer kept.
          </p>
        )}
        {diff.is_cut && (
          <p role="note" className="text-muted">
            Texts beyond 100,000 characters are compared only so far.
          </p>
        )}
      </header>
      <TurnSection
        id="settings"
        title="Settings and figures"
        note={differing.length === 0 ? "no difference" : `${differing.length} of ${diff.settings.length} differ`}
      >
        <Settings settings={showsAll ? diff.settings : differing} />
      </TurnSection>
      {diff.parts.map((part) => {
        const isSame = part.before === part.after;
        if (isSame && (!showsAll || part.before === "")) return null;
        return (
          <TurnSection key={part.id} id={part.id} title={part.title} note={isSame ? "the same" : undefined}>
            <DiffView
              key={`${layout} ${showsAll}`}
              before={part.before}
              after={part.after}
              labels={labels}
              layout={layout}
              onlyChanges={!showsAll}
              plain
            />
          </TurnSection>
        );
      })}
      {!showsAll && <Same diff={diff} />}
    </div>
  );
}

function Side({ letter, side }: { letter: string; side: DiffSide }) {
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 rounded-card border border-line-soft bg-raised px-3 py-2">
      <b className="font-semibold text-faint">{letter}</b>
      <BotName slug={side.bot} />
      <TurnStatusMark status={side.status} />
      <Link to={turnHref(side.id)} className="min-w-0 truncate font-mono text-small underline underline-offset-2">
        {side.id}
      </Link>
      <span className="text-small text-muted">
        <RelativeTime at={side.created_at} />
      </span>
    </div>
  );
}

function Settings({ settings }: { settings: Setting[] }) {
  if (settings.length === 0) return <p className="text-muted">All settings and figures are the same.</p>;
  return (
    <div
      tabIndex={0}
      role="group"
      aria-label="Settings and figures"
      className="overflow-x-auto rounded-card border border-line-soft bg-raised"
    >
      <table className="w-full table-fixed text-small tabular-nums">
        <thead className="text-left text-label text-faint">
          <tr className="border-b border-line-soft [&>th]:px-3 [&>th]:py-1.5 [&>th]:font-medium">
            <th className="w-36 max-sm:w-24">What</th>
            <th>A</th>
            <th>B</th>
          </tr>
        </thead>
        <tbody>
          {settings.map(({ name, before, after }) => (
            <tr key={name} className="border-b border-line-soft align-top last:border-0 [&>*]:px-3 [&>*]:py-1.5">
              <th scope="row" className="text-left font-normal text-muted">
                {name}
              </th>
              {[before, after].map((value, side) => (
                <td key={side} className={`wrap-anywhere ${before === after ? "text-muted" : ""}`}>
                  {value ?? <span className="text-faint">unknown</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Same({ diff }: { diff: TurnDiff }) {
  const same = diff.parts.filter((part) => part.before === part.after && part.before !== "").map((part) => part.title);
  if (same.length === 0) return null;
  return (
    <p className="text-small text-faint">
      The same in both:{" "}
      {same.map((title, index) => (
        <Fragment key={title}>
          {index > 0 && ", "}
          {title.toLowerCase()}
        </Fragment>
      ))}
      .
    </p>
  );
}

/** Other turns by their ids; rows that are picked in the list lead here too. */
export function PickForm({ a, b }: { a: string; b: string }) {
  return (
    <details className="group">
      <summary className="inline-flex h-6 cursor-pointer list-none items-center rounded-control border border-line bg-raised px-2 text-small font-medium hover:bg-sunken">
        Other turns
      </summary>
      <Form method="get" className="mt-2 flex flex-wrap items-end gap-2">
        <TextInput
          name="a"
          label="A, by its id"
          defaultValue={a}
          key={`a ${a}`}
          spellCheck={false}
          autoComplete="off"
          required
        />
        <TextInput
          name="b"
          label="B, by its id"
          defaultValue={b}
          key={`b ${b}`}
          spellCheck={false}
          autoComplete="off"
          required
        />
        <Button type="submit">Compare</Button>
      </Form>
    </details>
  );
}
