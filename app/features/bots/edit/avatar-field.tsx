import { ImageUp, X } from "lucide-react";
import { useRef, useState } from "react";
import { BotMark } from "~/ui/bot-mark";
import { Button } from "~/ui/button";
import { Field } from "~/ui/form/field";
import { inputClass } from "~/ui/form/input-class";
import { useInBrowser } from "~/ui/use-in-browser";
import { AVATAR_TYPES } from "../profile/bot-avatar";

type Props = { slug: string; name: string; color: string; defaultValue: string };

/** An emoji or a picture. The picture is made small in the browser and kept with the bot. */
export function AvatarField({ slug, name, color, defaultValue }: Props) {
  const [avatar, setAvatar] = useState(defaultValue);
  const [problem, setProblem] = useState<string>();
  const file = useRef<HTMLInputElement>(null);
  const inBrowser = useInBrowser();
  const isImage = avatar.startsWith("data:");
  const take = async (chosen: File | undefined) => {
    if (!chosen) return;
    try {
      const { shrinkImage } = await import("./shrink-image.client");
      setAvatar(await shrinkImage(chosen));
      setProblem(undefined);
    } catch {
      setProblem("This file is no picture that the browser can read.");
    }
  };
  return (
    <Field
      name="avatar"
      label="Avatar"
      optional
      error={problem}
      help="An emoji, one or two letters, or a picture. vrm: and an id stands for a model of ours."
    >
      {(control) => (
        <div className="flex flex-wrap items-center gap-2">
          <BotMark slug={slug} name={name || slug} color={color} avatar={avatar} size={28} />
          {isImage ? (
            <>
              <input type="hidden" name="avatar" value={avatar} />
              <span id={control.id} className="text-muted">
                A picture
              </span>
            </>
          ) : (
            <input
              {...control}
              name="avatar"
              value={avatar}
              onChange={(event) => setAvatar(event.target.value)}
              autoComplete="off"
              className={`${inputClass} !w-40`}
            />
          )}
          {inBrowser && (
            <>
              <input
                ref={file}
                type="file"
                accept={AVATAR_TYPES.join(",")}
                hidden
                aria-label="Picture"
                onChange={(event) => void take(event.target.files?.[0])}
              />
              <Button icon={ImageUp} onClick={() => file.current?.click()}>
                Choose a picture
              </Button>
              {avatar && (
                <Button icon={X} tone="ghost" onClick={() => setAvatar("")}>
                  Take away
                </Button>
              )}
            </>
          )}
        </div>
      )}
    </Field>
  );
}
