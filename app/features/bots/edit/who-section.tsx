import { useState } from "react";
import { TextInput } from "~/ui/form/text-input";
import { Textarea } from "~/ui/form/textarea";
import { slugFrom } from "../profile/bot-slug";
import { AvatarField } from "./avatar-field";
import { ColorField } from "./color-field";
import { FormSection, Pair } from "./form-section";

type Props = { texts: Record<string, string>; slug: string | null };

/** What people see of it. Its slug is chosen once; later it is changed by renaming. */
export function WhoSection({ texts, slug }: Props) {
  const [name, setName] = useState(texts.name ?? "");
  const [ownSlug, setOwnSlug] = useState(texts.slug ?? "");
  const [color, setColor] = useState(texts.color ?? "");
  const shownSlug = slug ?? (ownSlug || slugFrom(name) || "bot");
  return (
    <FormSection id="who" title="Who it is">
      <Pair>
        <TextInput
          name="name"
          label="Name"
          help="What people call it. Left empty, its slug."
          defaultValue={texts.name}
          maxLength={128}
          autoFocus={slug === null}
          onChange={(event) => setName(event.target.value)}
        />
        {slug === null && (
          <TextInput
            name="slug"
            label="Slug"
            help="What its runtime calls it in every turn. Letters, digits and . _ : -"
            defaultValue={texts.slug}
            placeholder={slugFrom(name)}
            maxLength={128}
            spellCheck={false}
            autoCapitalize="off"
            className="font-mono"
            onChange={(event) => setOwnSlug(event.target.value)}
          />
        )}
      </Pair>
      <Textarea name="description" label="Description" optional rows={2} defaultValue={texts.description} />
      <ColorField slug={shownSlug} value={color} onChange={setColor} />
      <AvatarField slug={shownSlug} name={name} color={color} defaultValue={texts.avatar ?? ""} />
    </FormSection>
  );
}
