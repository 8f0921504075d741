import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { RadioGroup } from "~/ui/form/radio-group";
import { TextInput } from "~/ui/form/text-input";
import { Textarea } from "~/ui/form/textarea";
import { droppedBy } from "../profile/prompt-mode";
import { FormSection } from "./form-section";

const MODES = [
  { value: "combined", label: "Combined", help: "The system prompt, then the agent prompt." },
  { value: "system_only", label: "System prompt only", help: "The agent prompt is dropped." },
  {
    value: "agent_only",
    label: "Agent prompt only",
    help: "The system prompt and its persona are dropped, and with them what the runtime adds to it: memory, summaries, tools' instructions.",
  },
];

/** What it is told, and which of it is used. */
export function PromptSection({ texts }: { texts: Record<string, string> }) {
  const [mode, setMode] = useState(texts.prompt_mode || "combined");
  const [lengths, setLengths] = useState({
    system: (texts.system_prompt ?? "").trim().length,
    agent: (texts.agent_prompt ?? "").trim().length,
    persona: (texts.prompt_override_key ?? "").trim().length,
  });
  const measure = (part: keyof typeof lengths) => (event: { target: { value: string } }) =>
    setLengths({ ...lengths, [part]: event.target.value.trim().length });
  const warning = droppedBy(mode, lengths);
  return (
    <FormSection
      id="prompts"
      title="Prompts"
      help="Shared and versioned prompts stand under Prompts; these belong to this bot alone."
    >
      <Textarea
        name="system_prompt"
        label="System prompt"
        mono
        rows={12}
        defaultValue={texts.system_prompt}
        onChange={measure("system")}
      />
      <TextInput
        name="prompt_override_key"
        label="Persona"
        optional
        help="The key of a prompt that stands in the place of the system prompt."
        defaultValue={texts.prompt_override_key}
        onChange={measure("persona")}
        spellCheck={false}
        className="font-mono"
      />
      <Textarea
        name="agent_prompt"
        label="Agent prompt"
        optional
        help="What an agent backend is told of its own."
        mono
        rows={6}
        defaultValue={texts.agent_prompt}
        onChange={measure("agent")}
      />
      <RadioGroup name="prompt_mode" label="Which of the two" options={MODES} defaultValue={mode} onChange={setMode} />
      {warning && (
        <p role="status" className="flex items-start gap-2 rounded-control bg-warn/10 px-3 py-2 text-warn">
          <TriangleAlert size={14} strokeWidth={2} className="mt-[3px] shrink-0" />
          <span>{warning}</span>
        </p>
      )}
    </FormSection>
  );
}
