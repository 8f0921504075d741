import { useState } from "react";
import { formatNumber } from "~/lib/numbers";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextInput } from "~/ui/form/text-input";
import { LinkButton } from "~/ui/link-button";
import { botHref } from "../profile/bot-slug";
import { ReferenceList } from "./reference-list";
import type { getRenamePreview } from "./rename-bot.server";

type Props = { preview: Awaited<ReturnType<typeof getRenamePreview>>; to: string | null; result: unknown };

/** What a new name moves and what it leaves, and then the name. */
export function RenamePage({ preview, to, result }: Props) {
  const { slug, revision, references, already } = preview;
  const [typed, setTyped] = useState(to ?? "");
  return (
    <div className="flex max-w-180 flex-col gap-6">
      <Form result={result} className="flex flex-col gap-3">
        <input type="hidden" name="base_revision" value={revision} />
        <TextInput
          name="slug"
          label="New slug"
          help="What its runtime will call it. Letters, digits and . _ : -"
          defaultValue={to ?? ""}
          placeholder={slug}
          onChange={(event) => setTyped(event.target.value)}
          maxLength={128}
          spellCheck={false}
          autoCapitalize="off"
          className="font-mono"
          required
          autoFocus
        />
        {already && already.turns > 0 && (
          <p className="text-muted">
            {formatNumber(already.turns)} turns stand under {to} already. From then on they are this bot's.
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <SubmitButton intent="rename" disabled={typed.trim() === slug}>
            Rename
          </SubmitButton>
          <LinkButton to={botHref(slug)} tone="ghost">
            Cancel
          </LinkButton>
        </div>
      </Form>
      <ReferenceList
        title="Goes along"
        items={[
          ["settings of this bot, with their history", references.settings],
          ["prompts of this bot, with versions and pins", references.prompts],
        ]}
      />
      <ReferenceList
        title="Holds for both names"
        help="So that a runtime that still says the old name is neither refused nor let through. Take the old name away when it has learnt the new one."
        items={[
          ["API keys bound to this bot", references.keys],
          ["pauses", references.pauses],
          ["masking rules for this bot", references.maskingRules],
        ]}
      />
      <ReferenceList
        title="Stays under the old name"
        help={`Turns say what they were told. They are found and counted under the new name too, and ${slug} leads here.`}
        items={[
          ["turns", references.turns],
          ["sessions", references.sessions],
          ["saved views that name it", references.savedViews],
        ]}
      />
    </div>
  );
}
