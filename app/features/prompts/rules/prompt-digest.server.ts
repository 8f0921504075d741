import { createHash } from "node:crypto";
import type { TemplateSyntax } from "~/lib/prompt-template/template";

/** Of a body and its syntax, in hexadecimal. */
export function promptDigest(body: string, syntax: TemplateSyntax): string {
  return createHash("sha256").update(`${syntax}\n`).update(body).digest("hex");
}
