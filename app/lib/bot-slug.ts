/** What a bot may be called, by the runtimes that report for it and in every address. */
export const BOT_SLUG = /^[A-Za-z0-9._:-]{1,128}$/;
