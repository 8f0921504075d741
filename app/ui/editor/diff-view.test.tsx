import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { CodeEditor } from "./code-editor";
import { DiffView } from "./diff-view";

const labels: [string, string] = ["version 1", "version 2"];

test("without JavaScript both texts are there, as text", () => {
  const markup = renderToString(<DiffView before="old <b>" after="new <script>" labels={labels} />);
  expect(markup).toContain("old &lt;b&gt;");
  expect(markup).toContain("new &lt;script&gt;");
  expect(markup).toContain("version 2");
});

test("a different spelling of the same JSON is no difference, another number is", () => {
  const same = renderToString(
    <DiffView before='{"a":[1,2]}' after={'{ "a": [1,\n2] }'} labels={labels} language="json" />,
  );
  expect(same).toContain("No difference");
  const digits = renderToString(<DiffView before='{"a":1.0}' after='{"a":1.00}' labels={labels} language="json" />);
  expect(digits).not.toContain("No difference");
});

test("text that is not JSON is compared as it is", () => {
  expect(renderToString(<DiffView before="{" after="{" labels={labels} language="json" />)).toContain("No difference");
});

test("the editor is a plain text field until the browser makes more of it", () => {
  const markup = renderToString(<CodeEditor name="body" label="Prompt" defaultValue="Hello <you>" error="Too short" />);
  expect(markup).toMatch(/<textarea[^>]*name="body"[^>]*>Hello &lt;you&gt;<\/textarea>/);
  expect(markup).toContain('aria-invalid="true"');
  expect(markup).toContain("Too short");
});
