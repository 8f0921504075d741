/** What the archive shows when the address names no range: all that is kept. */
export const EVENT_RANGE = "30d";
