import { Link } from "@remix-run/react";
import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { formatCount, formatNumber } from "~/lib/numbers";
import { Badge } from "~/ui/badge";
import { LinkButton } from "~/ui/link-button";
import { Section } from "~/ui/page/page";
import { promptHref, scopeWords } from "../prompt-href";
import type { BotPromptsData } from "./bot-prompts.server";
import { TURNS_CAP } from "./listed-prompt";

/** What one bot is told: its own words, and those of others that hold for it. */
export function BotPrompts({ prompts, mayWrite }: { prompts: BotPromptsData; mayWrite: boolean }) {
  const { bot, own, under } = prompts;
  const scope = `bot:${bot}`;
  return (
    <div className="flex flex-col gap-6 p-4">
      <Section
        title="Its own"
        help={own.length === 0 ? undefined : "in place of everybody's"}
        actions={
          mayWrite && (
            <LinkButton size="small" icon={Plus} to={`/prompts/new?${new URLSearchParams({ bot }).toString()}`}>
              New prompt
            </LinkButton>
          )
        }
      >
        {own.length === 0 ? (
          <p className="text-muted">This bot has no prompt of its own: it gets what is below.</p>
        ) : (
          <Rows heads={["Key", "Title", "Version", "Tokens", "Turns, 24 h"]} label="Prompts of its own">
            {own.map((prompt) => (
              <Row key={prompt.key} prompt={prompt} href={promptHref(prompt)}>
                <td className="px-3 text-right tabular-nums">
                  {prompt.turns === null ? "–" : formatCount(prompt.turns, TURNS_CAP)}
                </td>
              </Row>
            ))}
          </Rows>
        )}
      </Section>
      <Section title="What holds besides" help={`${formatNumber(under.length)} prompts`}>
        <Rows heads={["Key", "Title", "Version", "Tokens", "From"]} label="Prompts that hold without one of its own">
          {under.map((prompt) => (
            <Row key={prompt.key} prompt={prompt} href={promptHref(prompt)}>
              <td className="px-3 text-right whitespace-nowrap">
                <span className="text-muted">{scopeWords(prompt.scope)}</span>
                {mayWrite && (
                  <Link
                    to={promptHref({ key: prompt.key, scope }, "edit")}
                    className="ml-3 underline underline-offset-2"
                    aria-label={`Override ${prompt.key} for this bot`}
                  >
                    Override
                  </Link>
                )}
              </td>
            </Row>
          ))}
        </Rows>
      </Section>
    </div>
  );
}

function Rows({ heads, label, children }: { heads: readonly string[]; label: string; children: ReactNode }) {
  return (
    <div className="overflow-x-auto rounded-card border border-line-soft bg-raised">
      <table className="w-full">
        <caption className="sr-only">{label}</caption>
        <thead className="text-left text-label text-faint">
          <tr className="border-b border-line-soft">
            {heads.map((head, index) => (
              <th key={head} className={`h-8 px-3 font-medium whitespace-nowrap ${index > 2 ? "text-right" : ""}`}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line-soft">{children}</tbody>
      </table>
    </div>
  );
}

type RowProps = {
  prompt: BotPromptsData["under"][number];
  href: string;
  children: ReactNode;
};

function Row({ prompt, href, children }: RowProps) {
  return (
    <tr className="h-8">
      <td className="px-3">
        <Link to={href} className="font-mono text-small underline-offset-2 hover:underline">
          {prompt.key}
        </Link>
      </td>
      <td className="px-3 max-sm:min-w-40">{prompt.title}</td>
      <td className="px-3 whitespace-nowrap tabular-nums">
        <span className="inline-flex items-center gap-2">
          {prompt.version === 0 ? <span className="text-faint">–</span> : `v${prompt.version}`}
          {prompt.pinned && <Badge tone="brass">pinned</Badge>}
          {prompt.isProtected && <Badge>protected</Badge>}
        </span>
      </td>
      <td className="px-3 text-right tabular-nums">{formatNumber(prompt.tokens)}</td>
      {children}
    </tr>
  );
}
