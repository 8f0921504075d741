import { promptDigest } from "../rules/prompt-digest.server";
import { SHIPPED_PROMPTS } from "../rules/shipped-prompt";

const shipped = SHIPPED_PROMPTS.map((prompt) => ({ ...prompt, sha256: promptDigest(prompt.body, prompt.syntax) }));

/** What came with the product, with the digests by which a stored text is known to be the same. */
export function shippedPrompts() {
  return shipped;
}
