import { inGroup, type SettingDefinition } from "./setting-definition";

/** Which models do the work, and how freely they speak. */
export const MODEL_SETTINGS: readonly SettingDefinition[] = [
  ...inGroup("Models", [
    {
      key: "session_model",
      label: "Model of sessions",
      help: "Runs every session from here on, whatever the bot's profile names.",
      type: { kind: "model" },
      default: null,
      unset: "the bot's own model",
      appliesTo: "both",
    },
    {
      key: "subagent_model",
      label: "Model of subagents",
      help: "Runs what an agent hands to helpers of its own.",
      type: { kind: "model" },
      default: null,
      unset: "the model of the session",
      appliesTo: "both",
    },
    {
      key: "extraction_model",
      label: "Model that finds facts",
      help: "Reads finished turns for what is worth remembering.",
      type: { kind: "model" },
      default: null,
      unset: "the model of maintenance",
      appliesTo: "both",
    },
    {
      key: "maintenance_model",
      label: "Model of maintenance",
      help: "Tidies memories: joins those that say the same, drops those that are out of date.",
      type: { kind: "model" },
      default: null,
      unset: "the bot's own model",
      appliesTo: "both",
    },
    {
      key: "profile_maintenance_model",
      label: "Model that keeps profiles",
      help: "Writes up what is known about people and bots.",
      type: { kind: "model" },
      default: null,
      unset: "the model of maintenance",
      appliesTo: "both",
    },
  ]),
  ...inGroup("Sampling", [
    {
      key: "temperature",
      label: "Temperature",
      help: "Low repeats itself, high surprises. Not every model takes it.",
      type: { kind: "number", min: 0, max: 2, step: 0.05 },
      default: null,
      unset: "as the provider has it",
      appliesTo: "both",
    },
    {
      key: "top_p",
      label: "Top p",
      help: "Chooses only among the likeliest words that make up this share. Change this or the temperature, not both.",
      type: { kind: "number", min: 0, max: 1, step: 0.01 },
      default: null,
      unset: "as the provider has it",
      appliesTo: "both",
    },
  ]),
];
