import { botColor } from "~/lib/bot-colors";
import { avatarImage, avatarSign } from "~/lib/bot-face";
import { useBotFace } from "./bot-faces";

type Props = {
  slug: string;
  /** Only where it is not what the bot is known by: while it is being edited. The same for colour and avatar. */
  name?: string;
  color?: string;
  /** An emoji, or the address of an image. */
  avatar?: string;
  size?: 16 | 20 | 28 | 40;
};

/** A bot's colour and avatar. Beside its name it is decoration. */
export function BotMark({ slug, size = 16, ...given }: Props) {
  const face = useBotFace(slug);
  const name = given.name ?? face?.name ?? slug;
  const avatar = given.avatar ?? face?.avatar;
  const image = avatarImage(avatar);
  return (
    <span
      aria-hidden="true"
      className="bot-mark"
      style={{
        background: botColor(slug, given.color ?? face?.color),
        ...(size !== 16 && { width: size, height: size, fontSize: Math.round(size * 0.56) }),
      }}
    >
      {avatarSign(avatar, name)}
      {image && <img src={image} alt="" loading="lazy" className="absolute inset-0 size-full object-cover" />}
    </span>
  );
}

/** Only what people call a bot, for where its mark stands by itself. */
export function BotLabel({ slug }: { slug: string }) {
  return <>{useBotFace(slug)?.name ?? slug}</>;
}

/** A bot as it stands in rows and sentences: its mark, and what people call it. */
export function BotName(props: Props) {
  const face = useBotFace(props.slug);
  const name = props.name ?? face?.name ?? props.slug;
  return (
    <span className="bot-name" title={name === props.slug ? undefined : props.slug}>
      <BotMark {...props} />
      <span className="truncate">{name}</span>
    </span>
  );
}
