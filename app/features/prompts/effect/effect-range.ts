/** What the page shows when its address names no range. */
export const EFFECT_RANGE = "30d";
