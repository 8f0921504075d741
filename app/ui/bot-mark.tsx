const HUES = 8;

/** The same number for the same bot, everywhere. */
function hueOf(slug: string): number {
  let sum = 7;
  for (const letter of slug) sum = (sum * 31 + letter.codePointAt(0)!) >>> 0;
  return (sum % HUES) + 1;
}

type Props = {
  slug: string;
  /** What people call it; its slug when it has no other name. */
  name?: string;
  /** An emoji or a letter; the first letter of the name when absent. */
  avatar?: string;
  size?: 16 | 20 | 28;
};

/** A bot's colour and avatar. Beside its name it is decoration. */
export function BotMark({ slug, name = slug, avatar, size = 16 }: Props) {
  return (
    <span
      aria-hidden="true"
      className="inline-grid shrink-0 place-items-center rounded font-semibold"
      style={{
        width: size,
        height: size,
        fontSize: Math.round(size * 0.56),
        color: "var(--base)",
        background: `var(--bot-${hueOf(slug)})`,
      }}
    >
      {avatar ?? ([...name][0] ?? "?").toUpperCase()}
    </span>
  );
}

/** A bot as it stands in rows and sentences. */
export function BotName(props: Props) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <BotMark {...props} />
      <span className="truncate">{props.name ?? props.slug}</span>
    </span>
  );
}
