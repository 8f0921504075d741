/** Something the palette found on the server. */
export type PaletteHit = { group: string; label: string; note?: string; to: string };
