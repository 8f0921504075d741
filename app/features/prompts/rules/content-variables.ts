/** Texts of content, by path as in `content.newsletter.latest.title`, for a bot that may see them. */
export type ContentVariables = (paths: readonly string[], bot: string | null) => Promise<ReadonlyMap<string, string>>;

/** Where no source of content is set up nothing is found, and a rendering names each path as missing. */
export const noContent: ContentVariables = () => Promise.resolve(new Map());
