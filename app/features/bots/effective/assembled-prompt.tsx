import { Link } from "@remix-run/react";
import { ChevronRight } from "lucide-react";
import { formatNumber, formatShare } from "~/lib/numbers";
import { Badge } from "~/ui/badge";
import { LongText } from "~/ui/page/long-text";
import { Section } from "~/ui/page/page";
import { Status } from "~/ui/status";
import { botHref } from "../profile/bot-slug";
import type { PromptOrigin } from "./assemble-prompt";
import type { EffectiveView, SectionView } from "./effective-view.server";

function originHref(slug: string, origin: PromptOrigin): string {
  if (origin.kind === "profile") return `${botHref(slug, "edit")}#${origin.field}`;
  const scope = origin.scope.startsWith("bot:") ? `?scope=${encodeURIComponent(origin.scope)}` : "";
  return `/prompts/${encodeURIComponent(origin.key)}${scope}`;
}

function OriginWords({ origin }: { origin: PromptOrigin }) {
  if (origin.kind === "profile") return <>the bot&apos;s profile</>;
  const { key, scope, version, pinned } = origin;
  const where = scope.startsWith("bot:") ? "for this bot" : scope === "global" ? "for everybody" : "as shipped";
  return (
    <>
      <span className="font-mono">{key}</span>, {version === 0 ? where : `version ${version} ${where}`}
      {pinned && ", pinned"}
    </>
  );
}

function PromptPart({ slug, part, total, at }: { slug: string; part: SectionView; total: number; at: number | null }) {
  const rest = part.chars - part.text.length;
  return (
    <li>
      <details className="group" open={at !== null && total < 1_500}>
        <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-2 gap-y-0.5 px-3 py-2 hover:bg-sunken">
          <ChevronRight
            size={13}
            strokeWidth={2}
            aria-hidden="true"
            className="shrink-0 self-center text-faint transition-transform group-open:rotate-90"
          />
          <span className="font-semibold">{part.title}</span>
          <span className="min-w-0 flex-1 truncate text-small text-faint">
            <OriginWords origin={part.origin} />
          </span>
          <span className="text-small text-muted tabular-nums">{`${formatNumber(part.tokens)} tokens`}</span>
          {at !== null && (
            <span className="w-12 text-right text-small text-faint tabular-nums">
              {formatShare(part.tokens, total)}
            </span>
          )}
        </summary>
        <div className="flex flex-col gap-2 px-3 pb-3 pl-8">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-muted">
            <span>{part.because}</span>
            <Link
              to={originHref(slug, part.origin)}
              className="inline-block py-1 text-brass underline-offset-2 hover:underline"
            >
              {part.origin.kind === "profile" ? "Change it" : "Open the prompt"}
            </Link>
          </p>
          <LongText
            text={part.text}
            label={part.title}
            className="max-h-80 rounded-control bg-sunken px-3 py-2 font-mono"
          />
          {rest > 0 && <p className="text-small text-faint">{`${formatNumber(rest)} more characters stand there.`}</p>}
          {part.filledIn.length > 0 && (
            <p className="flex flex-wrap items-center gap-1.5 text-small text-muted">
              The runtime fills in
              {part.filledIn.map((name) => (
                <Badge key={name}>
                  <span className="font-mono">{name}</span>
                </Badge>
              ))}
            </p>
          )}
        </div>
      </details>
    </li>
  );
}

/** What the model is told before anybody speaks, piece by piece. */
export function AssembledPrompt({ slug, prompt }: { slug: string; prompt: EffectiveView["prompt"] }) {
  const { sections, task, leftOut, warnings, tokens, chars } = prompt;
  return (
    <Section
      title="System prompt"
      help={`${formatNumber(tokens)} tokens (o200k), ${formatNumber(chars)} characters, in the order in which the model reads it`}
    >
      {warnings.map((warning) => (
        <p key={warning} className="text-muted">
          <Status kind="warning">{""}</Status>
          {warning}
        </p>
      ))}
      {sections.length > 0 && (
        <ol className="divide-y divide-line-soft rounded-card border border-line-soft bg-raised">
          {sections.map((part, at) => (
            <PromptPart key={part.id} slug={slug} part={part} total={tokens} at={at} />
          ))}
        </ol>
      )}
      {task && (
        <>
          <h3 className="pt-2 text-label font-medium text-faint">Sent as the task, not as system prompt</h3>
          <ol className="rounded-card border border-line-soft bg-raised">
            <PromptPart slug={slug} part={task} total={task.tokens} at={null} />
          </ol>
        </>
      )}
      {leftOut.length > 0 && (
        <details className="text-small text-muted">
          <summary className="cursor-pointer py-1">{`${leftOut.length} left out`}</summary>
          <ul className="flex flex-col gap-1 pl-4">
            {leftOut.map(({ id, title, why }) => (
              <li key={id}>
                <span className="text-text">{title}</span> {why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}
