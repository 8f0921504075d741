/** What stands in the place of a bot's name for all of them. */
export const EVERY_BOT = "*";
