import { Switch } from "~/ui/form/switch";
import { TextInput } from "~/ui/form/text-input";
import { Textarea } from "~/ui/form/textarea";
import { linesOf } from "../profile/typed-fields";
import { useState } from "react";
import { FormSection } from "./form-section";

const MEMORY = [
  ["requires_memory", "Remembers", "Facts from earlier conversations are looked up for every turn."],
  ["include_summaries", "Reads summaries", "Older parts of a conversation come along as summaries."],
  [
    "include_in_global_search",
    "Found by the search over all bots",
    "What it said and knows is found from other bots too.",
  ],
] as const;
const TOOLS = [
  ["uses_tools", "Uses tools", null],
  ["uses_search", "Searches the web", null],
  ["uses_home_assistant", "Home Assistant", "May see and switch what stands in the house."],
] as const;
const VOICE = [
  ["tts_mode", "Speaks", "Every answer is spoken."],
  ["voice_optimized", "Written to be heard", "Answers come in short sentences, without lists and tables."],
] as const;

type Props = { texts: Record<string, string>; on: readonly string[] };
type Switches = readonly (readonly [string, string, string | null])[];

function SwitchList({ switches, on }: { switches: Switches; on: readonly string[] }) {
  return switches.map(([name, label, help]) => (
    <Switch key={name} name={name} label={label} help={help ?? undefined} defaultChecked={on.includes(name)} />
  ));
}

export function MemorySection({ on }: { on: readonly string[] }) {
  return (
    <FormSection id="memory" title="Memory">
      <SwitchList switches={MEMORY} on={on} />
    </FormSection>
  );
}

export function ToolSection({ texts, on }: Props) {
  const [count, setCount] = useState(() => linesOf(texts.allowed_tools ?? "").length);
  return (
    <FormSection id="tools" title="Tools">
      <SwitchList switches={TOOLS} on={on} />
      <Textarea
        name="allowed_tools"
        label="Allowed tools"
        help={
          count === 0
            ? "Empty: every tool is allowed. Name some, one a line, and these are the only ones."
            : `Only ${count === 1 ? "this one" : `these ${count}`}. Empty, every tool is allowed.`
        }
        mono
        rows={4}
        defaultValue={texts.allowed_tools}
        onChange={(event) => setCount(linesOf(event.target.value).length)}
      />
    </FormSection>
  );
}

export function VoiceSection({ texts, on }: Props) {
  return (
    <FormSection id="voice" title="Voice">
      <TextInput name="default_voice" label="Voice" optional defaultValue={texts.default_voice} className="font-mono" />
      <SwitchList switches={VOICE} on={on} />
    </FormSection>
  );
}
