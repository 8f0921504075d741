/** What the audit log shows when the address names no range. Alone in its file, as the page names it too. */
export const AUDIT_RANGE = "30d";
