import type { PromptVariable } from "~/lib/prompt-template/prompt-variable";
import type { TemplateSyntax } from "~/lib/prompt-template/template";

export type ShippedPrompt = {
  key: string;
  title: string;
  category: string;
  folder: string;
  syntax: TemplateSyntax;
  body: string;
  variables: PromptVariable[];
};
