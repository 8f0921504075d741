import { useUndoable } from "~/ui/overlay/use-undoable";
import { Form } from "~/ui/form/form";
import { Button } from "~/ui/button";
import { LinkButton } from "~/ui/link-button";
import { Card } from "~/ui/page/card";
import { useInBrowser } from "~/ui/use-in-browser";
import type { BotProfile } from "~/data/runtime/bot-profile";
import { botHref } from "../profile/bot-slug";

type Props = { profile: BotProfile; mayWrite: boolean; mayDelete: boolean };

/** What is done with a bot now and then. */
export function ManageBot({ profile, mayWrite, mayDelete }: Props) {
  const { slug } = profile;
  return (
    <Card title="Manage">
      <div className="flex flex-wrap gap-2">
        {mayWrite && (
          <>
            <EnableButton profile={profile} />
            <LinkButton to={`/bots/new?from=${encodeURIComponent(slug)}`}>Duplicate</LinkButton>
            <LinkButton to={botHref(slug, "rename")}>Rename</LinkButton>
          </>
        )}
        <LinkButton to={`/bots/export?slug=${encodeURIComponent(slug)}`} reloadDocument>
          Export
        </LinkButton>
        {mayDelete && (
          <LinkButton to={botHref(slug, "delete")} tone="danger">
            Delete
          </LinkButton>
        )}
      </div>
    </Card>
  );
}

function EnableButton({ profile }: { profile: BotProfile }) {
  const { write, pending } = useUndoable();
  const inBrowser = useInBrowser();
  const isEnabled = pending ? pending.intent === "enable" : profile.enabled;
  const intent = isEnabled ? "disable" : "enable";
  const label = isEnabled ? "Disable" : "Enable";
  const action = botHref(profile.slug);
  if (!inBrowser)
    return (
      <Form action={action} className="contents">
        <Button type="submit" name="intent" value={intent}>
          {label}
        </Button>
      </Form>
    );
  return (
    <Button
      onClick={() =>
        write({
          fields: { intent },
          undo: { intent: isEnabled ? "enable" : "disable" },
          done: `${profile.name} is ${isEnabled ? "disabled" : "enabled"}.`,
          action,
        })
      }
    >
      {label}
    </Button>
  );
}
