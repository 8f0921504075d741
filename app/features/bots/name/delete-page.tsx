import { useState } from "react";
import { Form } from "~/ui/form/form";
import { RadioGroup } from "~/ui/form/radio-group";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextInput } from "~/ui/form/text-input";
import { LinkButton } from "~/ui/link-button";
import { botHref } from "../profile/bot-slug";
import type { getDeletionPreview } from "./delete-bot.server";
import { ReferenceList } from "./reference-list";

type Props = { preview: Awaited<ReturnType<typeof getDeletionPreview>>; mayPurge: boolean; result: unknown };

const CHOICES = [
  {
    value: "keep",
    label: "Keep its data",
    help: "The profile goes. Turns, settings and prompts stay; a runtime may go on, and the bot is shown as not configured.",
  },
  { value: "purge", label: "Purge everything", help: "Whatever stands under its name goes, for good." },
];

/** What stays and what goes, and the name typed before anything does. */
export function DeletePage({ preview, mayPurge, result }: Props) {
  const { slug, revision, references, names } = preview;
  const [choice, setChoice] = useState("keep");
  const set = [
    ["settings", references.settings],
    ["prompts of this bot", references.prompts],
    ["pauses", references.pauses],
    ["masking rules for this bot", references.maskingRules],
    ["API keys bound to this bot", references.keys],
  ] as const;
  const done = [
    ["turns, with their texts, calls and the events of their runs", references.turns],
    ["sessions", references.sessions],
  ] as const;
  return (
    <Form result={result} className="flex max-w-180 flex-col gap-6">
      <input type="hidden" name="base_revision" value={revision} />
      <RadioGroup
        name="data"
        label={`Delete ${slug}`}
        options={CHOICES.map((each) => (each.value === "purge" ? { ...each, disabled: !mayPurge } : each))}
        defaultValue="keep"
        onChange={setChoice}
      />
      {choice === "keep" ? (
        <>
          <ReferenceList title="Goes" items={[["profile", 1]]} />
          <ReferenceList title="Stays" items={[...set, ...done]} />
        </>
      ) : (
        <>
          <ReferenceList
            title="Goes at once"
            items={[["profile", 1], ...set]}
            help="A key that may act for no other bot ends."
          />
          <ReferenceList
            title="Goes in the background"
            items={done}
            help={`Everything under ${names.join(", ")}. You get a receipt, and see how far it is.`}
          />
          <ReferenceList
            title="Stays"
            items={[["saved views that name it", references.savedViews]]}
            help="And the history of its profile, the audit log, and events that no turn names, until their day ends."
          />
        </>
      )}
      <TextInput
        name="confirmation"
        label={
          <span>
            Type <code className="font-mono">{slug}</code> to delete it
          </span>
        }
        autoCapitalize="off"
        spellCheck={false}
        className="font-mono"
        required
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton intent="delete" tone="danger">
          {choice === "keep" ? "Delete the bot" : "Delete the bot and its data"}
        </SubmitButton>
        <LinkButton to={botHref(slug)} tone="ghost">
          Cancel
        </LinkButton>
      </div>
    </Form>
  );
}
