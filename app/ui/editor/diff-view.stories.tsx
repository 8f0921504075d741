import { DiffView } from "./diff-view";
import type { Story } from "../story";

const body = Array.from({ length: 24 }, (_, n) => `${n + 1}. A rule that both versions share.`).join("\n");
const before = `You are {{name}}, the harbour's assistant.\nAnswer in one sentence.\n\n${body}\n\nNever guess a time of high water.`;
const after = `You are {{name}}, the harbour's assistant.\nAnswer in at most two sentences, in the visitor's language.\n\n${body}\n\nNever guess a time of high water. Call tides.latest first.\nSay when the data was read.`;

export const stories: Story[] = [
  {
    group: "Diff",
    name: "Side by side",
    render: () => <DiffView before={before} after={after} labels={["version 6", "version 7"]} />,
  },
  {
    group: "Diff",
    name: "Unified",
    render: () => (
      <DiffView
        before={before}
        after={after}
        labels={["version 6", "version 7"]}
        layout="unified"
        onlyChanges={false}
      />
    ),
  },
  {
    group: "Diff",
    name: "JSON, however it was spelt",
    render: () => (
      <DiffView
        before='{"model":"claude-sonnet-5","temperature":0.70,"tools":["tides"]}'
        after='{ "model": "claude-sonnet-5",  "temperature": 0.4, "tools": ["tides", "weather"] }'
        labels={["before", "after"]}
        language="json"
      />
    ),
  },
  {
    group: "Diff",
    name: "No difference",
    render: () => <DiffView before="the same" after="the same" labels={["pinned", "latest"]} />,
  },
];
