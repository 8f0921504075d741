import { Link, useFetcher } from "@remix-run/react";
import { ChevronRight } from "lucide-react";
import { formatNumber } from "~/lib/numbers";
import { BotName } from "~/ui/bot-mark";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextInput } from "~/ui/form/text-input";
import { RelativeTime } from "~/ui/relative-time";
import type { FoundOrphan } from "./orphan-scan.server";

const WORDS = {
  turns: ["turn", "turns"],
  sessions: ["session", "sessions"],
  settings: ["setting", "settings"],
  prompts: ["prompt", "prompts"],
  pauses: ["pause", "pauses"],
  masks: ["masking rule", "masking rules"],
} as const;

function hrefOf(kind: keyof typeof WORDS, slug: string): string | null {
  const bot = encodeURIComponent(slug);
  if (kind === "turns" || kind === "sessions") return `/turns?bot=${bot}&range=30d`;
  if (kind === "settings") return `/bots/${bot}/settings`;
  if (kind === "prompts") return `/prompts?scope=${encodeURIComponent(`bot:${slug}`)}`;
  return kind === "pauses" ? "/bots/pauses" : "/settings/masking";
}

function Mentions({ orphan: { slug, counts, keys } }: { orphan: FoundOrphan }) {
  const kinds = Object.keys(WORDS) as (keyof typeof WORDS)[];
  return (
    <ul className="flex min-w-0 flex-wrap gap-x-3 text-small text-muted">
      {kinds
        .filter((kind) => counts[kind])
        .map((kind) => (
          <li key={kind}>
            <Link
              to={hrefOf(kind, slug) ?? ""}
              className="inline-block py-1 tabular-nums underline-offset-2 hover:text-text hover:underline"
            >
              {`${formatNumber(counts[kind])} ${WORDS[kind][counts[kind] === 1 ? 0 : 1]}`}
            </Link>
          </li>
        ))}
      {keys.map((key) => (
        <li key={key.id}>
          <Link to={`/access/keys/${key.id}`} className="underline-offset-2 hover:text-text hover:underline">
            {`key ${key.name}`}
          </Link>
        </li>
      ))}
    </ul>
  );
}

type Props = { orphan: FoundOrphan; mayWrite: boolean; mayPurge: boolean; isPurging: boolean; botList: string };

/** A bot that nobody has set up: what names it, and what can be made of it. */
export function OrphanRow({ orphan, mayWrite, mayPurge, isPurging, botList }: Props) {
  const attach = useFetcher();
  const purge = useFetcher();
  const { slug, counts, last_turn_at } = orphan;
  const isOnlyKeys = Object.keys(counts).length === 0;
  const line = (
    <>
      <BotName slug={slug} />
      <span className="min-w-0 flex-1">
        <Mentions orphan={orphan} />
      </span>
      {last_turn_at && (
        <span className="text-small text-faint">
          last turn <RelativeTime at={last_turn_at} />
        </span>
      )}
    </>
  );
  if (!mayWrite) return <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2">{line}</li>;
  return (
    <li className="flex flex-col px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {line}
        <Form className="contents">
          <input type="hidden" name="slug" value={slug} />
          <SubmitButton intent="adopt" match={{ name: "slug", value: slug }} tone="secondary" size="small">
            Set it up
          </SubmitButton>
        </Form>
      </div>
      <details className="group">
        <summary className="inline-flex min-h-6 cursor-pointer items-center gap-1 py-0.5 text-small text-muted hover:text-text">
          <ChevronRight
            size={12}
            strokeWidth={2}
            aria-hidden="true"
            className="transition-transform group-open:rotate-90"
          />
          Attach it to a bot, or purge it
        </summary>
        <div className="grid gap-6 py-3 pl-4 md:grid-cols-2">
          <Form fetcher={attach} className="flex flex-col items-start gap-2">
            <input type="hidden" name="slug" value={slug} />
            <TextInput
              name="to"
              label={`The bot that was called ${slug}`}
              help="Its turns, sessions, settings and masking rules become that bot's. Prompts stay under this name."
              list={botList}
              spellCheck={false}
              required
            />
            <SubmitButton intent="attach" match={{ name: "slug", value: slug }} tone="secondary">
              Attach
            </SubmitButton>
          </Form>
          {mayPurge && !isOnlyKeys && (
            <Form fetcher={purge} className="flex flex-col items-start gap-2">
              <input type="hidden" name="slug" value={slug} />
              <TextInput
                name="confirmation"
                label={`Type ${slug} to purge it`}
                help="Everything that names it is deleted for good, except keys."
                spellCheck={false}
                autoComplete="off"
                required
              />
              <SubmitButton
                intent="purge"
                match={{ name: "slug", value: slug }}
                tone="danger"
                aria-disabled={isPurging}
              >
                Purge
              </SubmitButton>
            </Form>
          )}
        </div>
      </details>
    </li>
  );
}
