import { AVATAR_CHARS } from "../profile/bot-avatar";

const SIDE = 96;

/** The middle square of a picture, small enough to be kept in a row. */
export async function shrinkImage(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file);
  const side = Math.min(picture.width, picture.height);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const [x, y] = [(picture.width - side) / 2, (picture.height - side) / 2];
  canvas.getContext("2d")!.drawImage(picture, x, y, side, side, 0, 0, SIDE, SIDE);
  picture.close();
  for (const [type, quality] of [
    ["image/webp", 0.85],
    ["image/png", 1],
    ["image/jpeg", 0.8],
  ] as const) {
    const text = canvas.toDataURL(type, quality);
    if (text.startsWith(`data:${type}`) && text.length <= AVATAR_CHARS) return text;
  }
  throw new Error("the picture stays too large");
}
