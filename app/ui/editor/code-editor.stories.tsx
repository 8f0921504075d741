import { CodeEditor } from "./code-editor";
import type { Story } from "../story";

export const stories: Story[] = [
  {
    group: "Code editor",
    name: "Text",
    render: () => (
      <CodeEditor
        name="body"
        label="Prompt"
        defaultValue={"You are {{name}}.\n\nAnswer in one sentence."}
        rows={6}
        help="Variables stand in double braces."
      />
    ),
  },
  {
    group: "Code editor",
    name: "JSON",
    render: () => (
      <CodeEditor
        name="settings"
        label="Settings"
        language="json"
        rows={6}
        defaultValue='{"temperature": 0.70, "max_tokens": 12345678901234567890}'
      />
    ),
  },
  {
    group: "Code editor",
    name: "With an error",
    render: () => (
      <CodeEditor
        name="vars"
        label="Variables"
        language="json"
        rows={3}
        defaultValue="{"
        error="This is not valid JSON."
      />
    ),
  },
];
