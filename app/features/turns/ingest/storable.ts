/** Lone surrogates and NUL cannot be stored as text; they become the character that says so. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}
