/** The colours a bot can have, by the names they are stored under. Each is legal on ink and on paper. */
export const BOT_COLORS = {
  violet: 1,
  red: 2,
  amber: 3,
  green: 4,
  blue: 5,
  lime: 6,
  pink: 7,
  teal: 8,
} as const;
export type BotColor = keyof typeof BOT_COLORS;

const HEX = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;
const HUES = 8;

/** The same number for the same bot, everywhere. */
function hueOf(slug: string): number {
  let sum = 7;
  for (const letter of slug) sum = (sum * 31 + letter.codePointAt(0)!) >>> 0;
  return (sum % HUES) + 1;
}

/**
 * A bot's colour as CSS: one of ours by its name, the hue of a foreign one at a lightness that can be read in both
 * themes, and without either one by the slug.
 */
export function botColor(slug: string, color?: string | null): string {
  if (color && Object.hasOwn(BOT_COLORS, color)) return `var(--bot-${BOT_COLORS[color as BotColor]})`;
  if (color && HEX.test(color))
    return `light-dark(oklch(from ${color} 0.5 min(c, 0.12) h), oklch(from ${color} 0.78 min(c, 0.11) h))`;
  return `var(--bot-${hueOf(slug)})`;
}
