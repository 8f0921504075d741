import { SAMPLE_BOTS } from "~/features/bots/sample/sample-bots.server";
import { PROMPTS_OF_SAMPLE } from "~/features/prompts/sample/sample-prompts.server";
import type { SamplePart } from "~/platform/sample-part";

/** What comes and goes with the sample turns. An area adds its own here. */
export const SAMPLE_PARTS: readonly SamplePart[] = [SAMPLE_BOTS, PROMPTS_OF_SAMPLE];
