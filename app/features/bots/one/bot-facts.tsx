import type { BotProfile } from "~/data/runtime/bot-profile";
import { DescriptionList } from "~/ui/page/description-list";
import { RelativeTime } from "~/ui/relative-time";

/** What it is set up with, in a glance. */
export function BotFacts({ profile }: { profile: BotProfile }) {
  return (
    <DescriptionList
      items={[
        { term: "Backend", detail: profile.agent_backend },
        { term: "Model", detail: profile.default_model ?? <span className="text-faint">the runtime's own</span> },
        { term: "Revision", detail: profile.revision },
        { term: "Changed", detail: <RelativeTime at={profile.updated_at} /> },
      ]}
    />
  );
}
