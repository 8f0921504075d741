import { Link } from "@remix-run/react";
import type { BotProfile } from "~/data/runtime/bot-profile";
import { formatNumber } from "~/lib/numbers";
import { Card } from "~/ui/page/card";
import { DescriptionList } from "~/ui/page/description-list";
import { RelativeTime } from "~/ui/relative-time";
import { PROMPT_MODE_LABELS } from "../profile/bot-labels";
import { botHref } from "../profile/bot-slug";
import { droppedBy } from "../profile/prompt-mode";
import { BACKENDS } from "../profile/typed-fields";

const FLAGS = [
  ["requires_memory", "memory"],
  ["include_summaries", "summaries"],
  ["include_in_global_search", "found by all"],
  ["uses_tools", "tools"],
  ["uses_search", "web search"],
  ["uses_home_assistant", "Home Assistant"],
  ["tts_mode", "speaks"],
  ["voice_optimized", "written to be heard"],
] as const;

const unset = (text: string) => <span className="text-faint">{text}</span>;

/** What it is set up with, in a glance. */
export function BotFacts({ profile }: { profile: BotProfile }) {
  const { default_model, default_provider, fallback_models, allowed_tools } = profile;
  const flags = FLAGS.filter(([key]) => profile[key]).map(([, word]) => word);
  const dropped = droppedBy(profile.prompt_mode, {
    system: profile.system_prompt.trim().length,
    agent: profile.agent_prompt.trim().length,
    persona: (profile.prompt_override_key ?? "").length,
  });
  const model = default_model && `${default_model}${default_provider ? ` at ${default_provider}` : ""}`;
  return (
    <Card title="Set up as">
      <div className="flex flex-col gap-3">
        {profile.description && <p className="text-muted">{profile.description}</p>}
        <DescriptionList
          items={[
            { term: "Model", detail: model || unset("the runtime's own") },
            {
              term: "Fallbacks",
              detail:
                fallback_models.length > 0 ? fallback_models.map((each) => each.model).join(", then ") : unset("none"),
            },
            { term: "Backend", detail: BACKENDS[profile.agent_backend].label },
            {
              term: "Prompt",
              detail: (
                <>
                  {PROMPT_MODE_LABELS[profile.prompt_mode]}
                  {profile.system_prompt && `, ${formatNumber(profile.system_prompt.length)} characters`}
                  {dropped && <span className="block text-small text-warn">{dropped}</span>}
                </>
              ),
            },
            ...(profile.prompt_override_key ? [{ term: "Persona", detail: profile.prompt_override_key }] : []),
            { term: "Has", detail: flags.length > 0 ? flags.join(", ") : unset("no flag set") },
            {
              term: "Tools",
              detail: allowed_tools.length === 0 ? "every tool is allowed" : allowed_tools.join(", "),
            },
            ...(profile.default_voice ? [{ term: "Voice", detail: profile.default_voice }] : []),
            ...(profile.former_slugs.length > 0
              ? [{ term: "Was called", detail: profile.former_slugs.join(", ") }]
              : []),
            {
              term: "Changed",
              detail: (
                <Link to={botHref(profile.slug, "history")} className="hover:underline">
                  <RelativeTime at={profile.updated_at} /> by {profile.updated_by}, revision {profile.revision}
                </Link>
              ),
            },
          ]}
        />
      </div>
    </Card>
  );
}
