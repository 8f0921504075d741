/** Of the text that holds an image; the picture itself is a quarter smaller. */
export const AVATAR_CHARS = 64_000;
export const AVATAR_TYPES = ["image/png", "image/jpeg", "image/webp", "image/gif"] as const;
const IMAGE = /^data:(image\/(?:png|jpeg|webp|gif));base64,([A-Za-z0-9+/]+={0,2})$/;

/** What is wrong with an avatar, or null. */
export function avatarProblem(avatar: string): string | null {
  if (avatar === "") return null;
  if (avatar.startsWith("data:")) {
    if (avatar.length > AVATAR_CHARS) return `An image may have at most ${AVATAR_CHARS / 1000} KB as text.`;
    return IMAGE.test(avatar) ? null : "An image is the data of a PNG, JPEG, WebP or GIF, in base64.";
  }
  if (/^https?:/i.test(avatar)) return "Images are kept here, not fetched from elsewhere: choose a file instead.";
  if (avatar.startsWith("vrm:")) return /^vrm:[A-Za-z0-9._:-]{1,128}$/.test(avatar) ? null : "vrm: and a model's id.";
  return [...new Intl.Segmenter("en").segment(avatar)].length <= 2
    ? null
    : "An avatar is an emoji, one or two letters, or an image.";
}

/** The picture in an avatar, or null where it is none. */
export function avatarImage(avatar: string | null): { type: string; base64: string } | null {
  const found = avatar ? IMAGE.exec(avatar) : null;
  return found ? { type: found[1]!, base64: found[2]! } : null;
}
