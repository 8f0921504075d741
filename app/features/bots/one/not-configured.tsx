import { Link } from "@remix-run/react";
import { RelativeTime } from "~/ui/relative-time";
import { Card } from "~/ui/page/card";
import type { FoundBot } from "./bot-view.server";

/** A name that only turns know, or that was deleted here. */
export function NotConfigured({ bot }: { bot: Extract<FoundBot, { kind: "unconfigured" }> }) {
  return (
    <Card title="Not configured">
      <p className="text-muted">
        {bot.deleted ? (
          <>
            {bot.deleted.by} deleted this bot <RelativeTime at={bot.deleted.at} />. Its turns are still here as long as
            they are kept.
          </>
        ) : (
          "A runtime reports turns under this name, and nobody has set it up here. Whatever it does is recorded all the same; set it up, and its runtime can fetch prompts and settings for it."
        )}
      </p>
      <p className="pt-2">
        <Link to="/bots/orphans" className="text-brass underline-offset-2 hover:underline">
          Attach it to another bot, or purge it
        </Link>
      </p>
    </Card>
  );
}
