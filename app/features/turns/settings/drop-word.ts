/** What is typed to agree that something goes. */
export const DROP_WORD = "drop";
