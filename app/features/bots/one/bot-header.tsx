import type { ReactNode } from "react";
import type { BotProfile } from "~/data/runtime/bot-profile";
import { BotMark } from "~/ui/bot-mark";
import { Status } from "~/ui/status";

type Props = { slug: string; profile: BotProfile | null; actions?: ReactNode };

/** Who it is. Actions of other parts stand in `actions`. */
export function BotHeader({ slug, profile, actions }: Props) {
  return (
    <header className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 pt-4 pb-3">
      <BotMark slug={slug} size={40} />
      <div className="min-w-0 flex-1 basis-48">
        <div className="flex flex-wrap items-center gap-x-3">
          <h2 className="text-title font-semibold wrap-anywhere">{profile?.name ?? slug}</h2>
          {profile && !profile.enabled && <Status kind="off">Disabled</Status>}
          {!profile && <Status kind="unknown">Not configured</Status>}
        </div>
        <p className="font-mono text-small text-muted wrap-anywhere">{slug}</p>
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
