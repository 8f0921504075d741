import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { toCurl, toMarkdownTable } from "./copy-formats";

test("a shell reads the command back word for word", () => {
  const body = { text: `it's "quoted" $HOME \`x\` \n 日本` };
  const command = toCurl({
    method: "POST",
    url: "http://host/a?b=1&c=é",
    headers: { Authorization: "Bearer k y'z" },
    body,
  });
  const words = execFileSync("sh", ["-c", command.replace(/^curl/, "printf '%s\\0'")], { encoding: "utf8" });
  expect(words.split("\0").slice(0, -1)).toEqual([
    "-X",
    "POST",
    "http://host/a?b=1&c=é",
    "-H",
    "Authorization: Bearer k y'z",
    "-H",
    "Content-Type: application/json",
    "--data-raw",
    JSON.stringify(body),
  ]);
  expect(toCurl({ url: "http://host/a" })).toBe("curl http://host/a");
});

test("a Markdown table holds bars, breaks and what is missing", () => {
  expect(
    toMarkdownTable([
      { a: "x|y", b: "1\n2" },
      { a: null, c: { d: 1 } },
    ]),
  ).toBe(["| a | b | c |", "| --- | --- | --- |", "| x\\|y | 1<br>2 |  |", '|  |  | {"d":1} |'].join("\n"));
});
