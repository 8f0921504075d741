/** How a bot looks where it is shown. What is missing follows from its slug. */
export type BotFace = { name?: string; color?: string; avatar?: string };

/** By slug; a former slug has the face of its bot. */
export type BotFaces = ReadonlyMap<string, BotFace>;

/** The address of an image among what an avatar may be, or null: only pictures of this house are shown. */
export function avatarImage(avatar: string | undefined): string | null {
  return avatar && (/^\/(?!\/)/.test(avatar) || avatar.startsWith("data:image/")) ? avatar : null;
}

/** What stands in the mark: the emoji, else the first letter of the name. */
export function avatarSign(avatar: string | undefined, name: string): string {
  const isSign = avatar && avatar.length <= 16 && !/^[a-z0-9+.-]+:|\//i.test(avatar);
  return isSign ? avatar : ([...name][0] ?? "?").toUpperCase();
}
