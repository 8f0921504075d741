import { expect, test } from "vitest";
import { turnCurl, turnMarkdown } from "./turn-copies";

const turn = {
  id: "t1",
  bot: "snark",
  status: "ok",
  model: null,
  started_at: "2026-11-20T12:00:00Z",
  latency_ms: 900,
  cost_usd: "0.02",
  user_prompt: "It's `$HOME`\n```\nx\n```",
  response_text: "So.",
  error_text: null,
  tags: ["a"],
  tool_calls: [{ tool_name: "ls", status: "ok", duration_ms: 5, arguments: {} }],
};

test("the command says what the start said, and neither its id nor what came of it", () => {
  const command = turnCurl(JSON.stringify(turn), "http://127.0.0.1:3000");
  expect(command).toMatch(
    /^curl -X POST http:\/\/127.0.0.1:3000\/api\/v1\/turns -H "Authorization: Bearer \$WHEELHOUSE_KEY"/,
  );
  const quoted = /--data-raw '(.*)'$/s.exec(command)![1]!.replaceAll(`'\\''`, "'");
  expect(JSON.parse(quoted)).toEqual({ bot: "snark", user_prompt: turn.user_prompt, tags: ["a"] });
});

test("a fence in a text does not end the text's own in Markdown", () => {
  const text = turnMarkdown(JSON.stringify(turn), "http://127.0.0.1:3000/turns/t1");
  expect(text).toContain("````\nIt's `$HOME`\n```\nx\n```\n````");
  expect(text).toContain("[t1](http://127.0.0.1:3000/turns/t1)");
  expect(text).toContain("1. `ls` ok, 5 ms");
});
