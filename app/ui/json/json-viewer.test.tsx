import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { createJsonIndexer } from "./json-index";
import { JsonRow } from "./json-row";
import { JsonViewer } from "./json-viewer";

test("without JavaScript the text is there, and nothing in it runs", () => {
  const markup = renderToString(<JsonViewer text={'{"a":"<img src=x onerror=alert(1)>"}'} label="Call" />);
  expect(markup).toContain("&lt;img src=x onerror=alert(1)&gt;");
  expect(markup).not.toContain("<img");
});

test("five megabytes are not sent to the browser as markup", () => {
  const markup = renderToString(<JsonViewer text={`"${"x".repeat(5_000_000)}"`} label="Large" />);
  expect(markup.length).toBeLessThan(10_000);
  expect(markup).toContain("4,996,002");
});

function row(text: string, node: number, words = "") {
  const indexer = createJsonIndexer(text);
  indexer.step(() => false);
  const index = indexer.index();
  if (!index) throw new Error("not indexed");
  const nothing = () => undefined;
  return renderToString(
    <JsonRow
      index={index}
      node={node}
      opened={false}
      whole={false}
      words={words}
      onToggle={nothing}
      onWhole={nothing}
    />,
  );
}

test.each([
  ['{"<svg onload=alert(1)>": 1}', 1],
  ['{"a": "</script><script>alert(1)</script>"}', 1],
  ['{"a": "<img src=x onerror=alert(1)>"}', 0],
  ['["javascript:alert(1)"]', 1],
])("keys and values are text: %s", (text, node) => {
  expect(row(text, node)).not.toMatch(/<(script|img|svg onload)|href/);
});

test("numbers are shown as written", () => {
  expect(row('{"id": 12345678901234567890123}', 1)).toContain("12345678901234567890123");
});

test("a long string is clipped and says how long it is", () => {
  const markup = row(`{"a": "${"y".repeat(5000)}"}`, 1);
  expect(markup).toContain("5,000");
  expect(markup.length).toBeLessThan(2000);
});

test("what was searched is marked", () => {
  expect(row('{"name": "Harbour"}', 1, "harb")).toMatch(/<mark[^>]*>Harb<\/mark>our/);
});
