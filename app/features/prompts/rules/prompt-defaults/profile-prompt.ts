import type { ShippedPrompt } from "./shipped-prompt-type";

export const PROFILE_PROMPT: ShippedPrompt = {
  key: "profile.consolidation",
  title: "A profile made of its attributes",
  category: "profile",
  folder: "profiles",
  syntax: "mustache",
  body: `You keep the profile of {{entity_name}} ({{entity_type}}) in order. Here is every attribute that was collected, with its id, its confidence from 0 to 1 and when it was last seen:

{{attributes}}

The profile as it reads now:
<profile>
{{current_summary}}
</profile>

Do three things:
1. Merge attributes that say the same. The clearest wording stays; its confidence is the highest of the merged ones.
2. Where two cannot both be true, the one seen last stays, unless its confidence is below 0.4 and the other's is not. Put what gives way into "dropped" with the reason.
3. Write the profile anew: at most {{max_words}} words of plain prose that an assistant can act on. Lasting facts first, then preferences, then what is current. Nothing below a confidence of 0.5.

Change nothing that you have no reason to change, and add nothing that no attribute says.

Answer with JSON alone: no sentence before or after it, no code fence.
{"keep": [{"ids": ["a1"], "category": "...", "key": "...", "value": "...", "confidence": 0.8}], "dropped": [{"id": "a2", "reason": "..."}], "summary": "..."}`,
  variables: [
    { name: "entity_name", type: "text", description: "Whose profile it is.", example: "Ada", required: true },
    {
      name: "entity_type",
      type: "choice",
      description: "What they are.",
      choices: ["user", "bot"],
      default: "user",
      example: "user",
    },
    {
      name: "attributes",
      type: "list",
      description: "Everything that was collected.",
      example: [
        "[a1] place/home = Berlin (0.9, seen 2025-11-02)",
        "[a2] place/home = Lisbon (0.8, seen 2026-03-04)",
        "[a3] habit/calls = eight to ten in the morning (0.7, seen 2026-03-04)",
      ],
      required: true,
    },
    {
      name: "current_summary",
      type: "text",
      description: "The profile so far.",
      default: "There is none yet.",
      example: "Ada lives in Berlin and works on exports.",
    },
    { name: "max_words", type: "number", description: "The length that is allowed.", default: 150, example: 150 },
  ],
};
