import { afterwards } from "~/ui/page/afterwards";
import { PromptPeek } from "./prompt-peek";

const load = async () => (await import("./prompt-peek")).PromptPeek;
// The first row that is opened must not wait for its script.
if (!import.meta.env.SSR) setTimeout(() => void load().catch(() => undefined), 1_000);

export const LibraryPeek = afterwards(import.meta.env.SSR ? PromptPeek : null, load);
