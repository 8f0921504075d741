import { Link, useNavigate } from "@remix-run/react";
import { Undo2 } from "lucide-react";
import type { PromptHead } from "~/data/runtime/prompt-store.server";
import { formatNumber } from "~/lib/numbers";
import { CopyButton } from "~/ui/copy-button";
import { LinkButton } from "~/ui/link-button";
import { Section } from "~/ui/page/page";
import { useShortcut } from "~/ui/shortcuts";
import { promptHref } from "../prompt-href";
import { TemplateText } from "../template-text";
import { HouseKeeping } from "./house-keeping";
import { MovePanel } from "./move-panel";
import { rollBackTarget } from "./pin-move";
import { PinHistory } from "./pin-history";
import type { PromptFrameData } from "./prompt-frame.server";
import type { PromptRead as Read } from "./prompt-read.server";
import { References } from "./references";
import { RequestPanel } from "./request-panel";
import { VariableTable } from "./variable-table";
import { VersionList } from "./version-list";

type Props = { frame: PromptFrameData; head: PromptHead; read: Read; result: unknown };

/** The words that are active, and how they came to be. */
export function PromptRead({ frame, head, read, result }: Props) {
  const at = { key: frame.key, scope: frame.scope };
  const { shown } = read;
  const isActive = shown.version === head.active_version;
  const navigate = useNavigate();
  const back = rollBackTarget(head, read.moves);
  const backHref = back === null || !frame.mayPin ? null : promptHref(at, "", { move: back });
  useShortcut(backHref && "b", "Roll back, looking at the effect first", () => {
    if (backHref) navigate(backHref, { preventScrollReset: true });
  });
  return (
    <div className="grid items-start gap-x-6 gap-y-6 p-4 xl:grid-cols-[minmax(0,1fr)_380px]">
      <div className="flex min-w-0 flex-col gap-6">
        <RequestPanel scope={at.scope} me={frame.me} mayPin={frame.mayPin} {...{ head, read, result }} />
        {read.move && frame.mayPin && <MovePanel {...{ at, head, read, result }} move={read.move} />}
        <Section
          title={isActive ? "Active text" : `Text of v${shown.version}`}
          help={`v${shown.version}, ${formatNumber(shown.tokens)} tokens, ${formatNumber(shown.chars)} characters`}
          actions={
            <>
              {backHref && (
                <LinkButton size="small" icon={Undo2} to={backHref} preventScrollReset>
                  Roll back…
                </LinkButton>
              )}
              <CopyButton label="Copy the text" text={() => shown.body} />
            </>
          }
        >
          {!isActive && (
            <p role="note" className="flex flex-wrap gap-x-3 text-warn">
              v{shown.version} is not active.
              <Link to={promptHref(at)} className="underline underline-offset-2">
                Read v{head.active_version}, which is
              </Link>
              <Link
                to={promptHref(at, "diff", { from: shown.version, to: head.active_version })}
                className="underline underline-offset-2"
              >
                Compare both
              </Link>
            </p>
          )}
          {isActive && read.problems.length > 0 && (
            <ul role="alert" className="rounded-control bg-err/10 px-3 py-2 text-err">
              {read.problems.map((problem, index) => (
                <li key={index}>
                  Line {problem.line}, column {problem.column}: {problem.message}
                </li>
              ))}
            </ul>
          )}
          <div className="rounded-card border border-line-soft bg-raised px-3 py-2.5">
            <TemplateText
              body={shown.body}
              syntax={shown.syntax}
              label={isActive ? "Active text" : `Text of v${shown.version}`}
            />
          </div>
        </Section>
        {shown.variables.length > 0 && (
          <Section title="Variables">
            <VariableTable variables={shown.variables} />
          </Section>
        )}
        <References at={at} read={read} />
      </div>
      <div className="flex min-w-0 flex-col gap-6">
        <Section
          id="versions"
          title="Versions"
          help={
            head.pinned_version === null
              ? "the newest is active"
              : `pinned to v${head.pinned_version} by ${head.pinned_by}`
          }
          actions={
            frame.mayPin &&
            head.pinned_version !== null &&
            !head.is_protected && (
              <LinkButton size="small" to={promptHref(at, "", { move: "newest" })} preventScrollReset>
                Unpin…
              </LinkButton>
            )
          }
        >
          <VersionList at={at} head={head} read={read} mayPin={frame.mayPin} />
        </Section>
        <Section title="Pin history">
          <PinHistory moves={read.moves} turnedDown={read.turnedDown} />
        </Section>
        <HouseKeeping frame={frame} head={head} hasRequest={read.request !== null} result={result} />
        <p className="text-small text-faint">
          <Link to={promptHref(at, "effect")} className="underline underline-offset-2">
            Did the last change help?
          </Link>
        </p>
      </div>
    </div>
  );
}
