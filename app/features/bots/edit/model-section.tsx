import { TextInput } from "~/ui/form/text-input";
import { FallbackList } from "./fallback-list";
import { FormSection, Pair } from "./form-section";

type Props = { texts: Record<string, string>; fallbacks: readonly { model: string; provider: string }[] };

export function ModelSection({ texts, fallbacks }: Props) {
  return (
    <FormSection id="models" title="Models" help="Left empty, the runtime takes its own default.">
      <Pair>
        <TextInput
          name="default_model"
          label="Default model"
          optional
          defaultValue={texts.default_model}
          spellCheck={false}
          className="font-mono"
        />
        <TextInput
          name="default_provider"
          label="Provider"
          optional
          defaultValue={texts.default_provider}
          spellCheck={false}
          className="font-mono"
        />
      </Pair>
      <FallbackList fallbacks={fallbacks} />
    </FormSection>
  );
}
