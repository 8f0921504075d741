/** Something the palette found on the server: a place to go, or something to do. */
export type PaletteHit = {
  group: string;
  label: string;
  note?: string;
  /** Shown with the colour and the avatar of this bot. */
  bot?: string;
  to: string;
  /** Sent instead of going anywhere; it can be taken back where `undo` says how. */
  post?: { action: string; fields: Record<string, string>; undo?: Record<string, string>; done: string };
};
