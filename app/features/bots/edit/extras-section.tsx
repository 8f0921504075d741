import { CodeEditor } from "~/ui/editor/code-editor";
import { Switch } from "~/ui/form/switch";
import { LIMIT_FIELDS } from "../profile/typed-fields";
import { LIMIT } from "./bot-form-values";
import { FormSection } from "./form-section";
import { TypedControls } from "./typed-controls";

export function LimitSection({ texts }: { texts: Record<string, string> }) {
  return (
    <FormSection id="limits" title="Limits" help="Left empty, there is none.">
      <TypedControls fields={LIMIT_FIELDS} texts={texts} prefix={LIMIT} />
      <CodeEditor
        name="limits_rest"
        label="Other limits"
        optional
        language="json"
        rows={3}
        defaultValue={texts.limits_rest}
      />
    </FormSection>
  );
}

export function NextcloudSection({ texts }: { texts: Record<string, string> }) {
  return (
    <FormSection id="nextcloud" title="Nextcloud">
      <CodeEditor
        name="nextcloud_config"
        label="Nextcloud Talk"
        optional
        language="json"
        rows={5}
        help="JSON. Passwords and tokens in it are shown as [hidden], and stay what they are until you write another."
        defaultValue={texts.nextcloud_config}
      />
    </FormSection>
  );
}

export function EnabledSection({ on }: { on: readonly string[] }) {
  return (
    <FormSection id="state" title="State">
      <Switch
        name="enabled"
        label="Enabled"
        help="A disabled bot keeps everything it has; its runtime is told not to answer as this bot."
        defaultChecked={on.includes("enabled")}
      />
    </FormSection>
  );
}
