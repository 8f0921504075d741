import { useEffect, useState } from "react";
import { Button } from "../button";
import { JsonViewer } from "./json-viewer";
import type { Story } from "../story";

const call = `{
  "tool": "search_newsletters",
  "arguments": { "query": "tide tables", "limit": 5, "since": "2026-11-01" },
  "id": 12345678901234567890,
  "price": 0.00210,
  "ok": true,
  "error": null,
  "result": [
    { "title": "When the sea comes back", "score": 0.91, "tags": ["tides", "harbour"] },
    { "title": "<script>alert(1)</script>", "score": 0.4, "tags": [] },
    { "title": ${JSON.stringify("A long one. ".repeat(90))}, "score": 0.2, "tags": ["long"] }
  ],
  "odd key": {}
}`;

/** Made in the browser: five megabytes do not belong into a page. */
function largeDocument(): string {
  const rows = Array.from({ length: 66_700 }, (_, n) => ({ id: n, text: `item ${n} ${"lorem ipsum ".repeat(4)}` }));
  return JSON.stringify({ rows });
}

function OpensLarge() {
  const [text, setText] = useState<string | null>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => setText(largeDocument()), []);
  if (opened && text !== null) return <JsonViewer text={text} label="A large document" />;
  return (
    <Button disabled={text === null} onClick={() => setOpened(true)}>
      Open 5 MB
    </Button>
  );
}

export const stories: Story[] = [
  { group: "JSON", name: "Viewer", render: () => <JsonViewer text={call} label="Tool call" /> },
  { group: "JSON", name: "Small", render: () => <JsonViewer text='{"ok":true,"n":1}' label="Result" /> },
  { group: "JSON", name: "One value", render: () => <JsonViewer text="42.10" label="Result" /> },
  { group: "JSON", name: "Not JSON", render: () => <JsonViewer text={'{"broken": [1, 2,, 3]}'} label="Broken" /> },
  { group: "JSON", name: "Large", render: () => <OpensLarge /> },
];
