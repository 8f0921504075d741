import { parseMustache } from "./parse-mustache";
import { parsePython } from "./parse-python";
import type { ParsedTemplate, TemplateSyntax } from "./template";

/** Never fails: what is wrong stands in `problems`, and everything else is read nevertheless. Linear in the body. */
export function parseTemplate(body: string, syntax: TemplateSyntax): ParsedTemplate {
  return syntax === "python" ? parsePython(body) : parseMustache(body);
}
