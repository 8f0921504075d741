import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { expectAccessible } from "./setup/axe";
import { expect, test } from "./setup/fixtures";
import { look } from "./setup/look";
import { startRuntime, type Runtime } from "./setup/runtime";

const aTurn = () => `turn-${randomUUID()}`;
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

/** A turn that did much: nested tools, a retried model call, reasoning, messages, and one failure. */
async function richTurn(runtime: Runtime, id: string, session: string): Promise<void> {
  const { call } = runtime;
  await call("POST", "/turns", {
    id,
    bot: "snark",
    session_id: session,
    user_id: "nina",
    model: "claude-sonnet-5",
    tags: ["night"],
    started_at: ago(120),
    user_prompt: "Why did the container restart?",
    request_messages: [
      { role: "system", content: "Be brief." },
      { role: "user", content: [{ type: "image_url", image_url: { url: "https://example.com/a.png" } }] },
    ],
    prompts: [{ key: "snark.system", scope: "bot:snark", version: 14 }],
    agent_session_key: `agent:${session}`,
    metadata: { host: "tower" },
  });
  for (let i = 0; i < 12; i++)
    await call("PUT", `/turns/${id}/tool-calls/call-${i}`, {
      tool_name: i % 3 === 0 ? "docker.logs" : "search_memory",
      arguments: { container: "plex", tail: i },
      result_text: i === 4 ? "connection refused" : i === 5 ? "long line 日本語\n".repeat(20_000) : "ok",
      status: i === 4 ? "error" : "ok",
      parent_call_id: i === 2 || i === 3 ? "call-1" : undefined,
      started_at: ago(119 - i),
      ended_at: ago(118 - i),
    });
  await call("PUT", `/turns/${id}/llm-calls/m-1`, {
    model: "claude-sonnet-5",
    attempt: 2,
    token_usage: { input: 900, output: 80, cache_read: 4000 },
    cost_usd: "0.0213",
    started_at: ago(120),
    ended_at: ago(119),
  });
  await call("PATCH", `/turns/${id}`, {
    response_text: "It was the **nightly update**.\n\n1. Pulled\n2. Healthy",
    reasoning_text: "Look at the logs first.",
    status: "ok",
    ended_at: ago(106),
    ttft_ms: 620,
    token_usage: { input: 900, output: 80, cache_read: 4000 },
    cost_usd: "0.0213",
    animation: "nod",
  });
}

test("a running turn's text grows on its page, survives a reload, and settles when it ends", async ({ as }) => {
  const { call } = await startRuntime();
  const id = aTurn();
  await call("POST", "/turns", { id, bot: "snark", user_prompt: "Count", stream: true });
  await call("PATCH", `/turns/${id}`, { response_append: "One, " });
  const page = await as("viewer");
  await page.goto(`/turns/${id}`);
  const response = page.locator("#response");
  await expect(response).toContainText("One,");
  await expect(page.getByText("running", { exact: true }).first()).toBeVisible();
  await call("PATCH", `/turns/${id}`, { response_append: "two, " });
  await expect(response).toContainText("One, two,");
  await page.reload();
  await expect(response).toContainText("One, two,");
  await call("PUT", `/turns/${id}/tool-calls/c1`, { tool_name: "abacus.add", arguments: { to: 3 }, status: "running" });
  await expect(page.locator("#tools")).toContainText("abacus.add");
  await expect(page.locator("#waterfall")).toContainText("abacus.add");
  await call("PUT", `/turns/${id}/tool-calls/c1`, { tool_name: "abacus.add", result_text: "three beads" });
  await page.locator("#tools summary").click();
  await expect(page.locator("#tools")).toContainText("three beads");
  await call("PATCH", `/turns/${id}`, { response_append: "three.", status: "ok" });
  await expect(response).toContainText("One, two, three.");
  await expect(page.getByText("running", { exact: true })).toHaveCount(0);
});

test("asked to stop, the runtime hears it with its next call, and the page says that it waits", async ({ as }) => {
  const { call } = await startRuntime();
  const id = aTurn();
  await call("POST", "/turns", { id, bot: "snark" });
  const page = await as("operator");
  await page.goto(`/turns/${id}`);
  await page.getByRole("button", { name: "Ask to stop" }).click();
  await expect(page.getByText(/Asked to stop by Operator Example/)).toBeVisible();
  await expect.poll(async () => (await call("PATCH", `/turns/${id}`, {})).directive).toBe("stop");
  await call("PATCH", `/turns/${id}`, { status: "aborted", end_reason: "stopped" });
  await expect(page.getByText("aborted", { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/Asked to stop/)).toHaveCount(0);
});

test("notes and bookmarks show at once, and can be undone", async ({ as }) => {
  const { call } = await startRuntime();
  const id = aTurn();
  await call("POST", "/turns", { id, bot: "snark" });
  await call("PATCH", `/turns/${id}`, { status: "ok" });
  const page = await as("operator");
  await page.goto(`/turns/${id}`);
  const bookmark = page.getByRole("button", { name: "Bookmark" });
  await expect(bookmark).toHaveAttribute("aria-pressed", "false");
  await page.keyboard.press("b");
  await expect(bookmark).toHaveAttribute("aria-pressed", "true");
  await page.getByLabel("A note for whoever looks next").fill("The mount was late.");
  await page.getByRole("button", { name: "Add note" }).click();
  const notes = page.getByRole("complementary", { name: "About this turn" });
  await expect(notes).toContainText("The mount was late.");
  await expect(page.getByText("Noted.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(notes).not.toContainText("The mount was late.");
  await expect(page.getByText("Undone.")).toBeVisible();
  await page.reload();
  await expect(bookmark).toHaveAttribute("aria-pressed", "true");
  await expect(notes).not.toContainText("The mount was late.");
});

test("a turn is deleted only once its name is typed, with a receipt", async ({ as, expectProblem }) => {
  const { call } = await startRuntime();
  const id = aTurn();
  await call("POST", "/turns", { id, bot: "snark" });
  const page = await as("admin");
  await page.goto(`/turns/${id}`);
  await page.getByRole("link", { name: "Delete" }).click();
  const confirmation = page.getByLabel(/to confirm/);
  expectProblem(/400/);
  await confirmation.fill("something else");
  await page.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByText(`does not read ${id}`)).toBeVisible();
  await confirmation.fill(id);
  await page.getByRole("button", { name: "Delete for good" }).click();
  const receipt = page.getByRole("status").filter({ hasText: `turn ${id}` });
  await expect(receipt).toContainText("Admin Example");
  await expect(receipt).toContainText(/Turns\s*1/);
  await page.goto(`/turns/${id}`);
  await expect(page.getByText(`There is no turn ${id}`)).toBeVisible();
});

test("two turns are compared, swapped, and the choice stands in the address", async ({ as }) => {
  const runtime = await startRuntime();
  const [a, b, session] = [aTurn(), aTurn(), `session-${randomUUID()}`];
  await richTurn(runtime, a, session);
  await runtime.call("POST", "/turns", {
    id: b,
    bot: "snark",
    session_id: session,
    model: "gpt-6",
    user_prompt: "Why did it stop?",
  });
  await runtime.call("PATCH", `/turns/${b}`, { response_text: "It was the **weekly update**.", status: "ok" });
  const page = await as("viewer");
  await page.goto(`/turns/${b}`);
  await page.keyboard.press("c");
  await expect(page).toHaveURL(`/turns/diff?a=${a}&b=${b}`);
  await expect(page.locator("#settings")).toContainText("claude-sonnet-5");
  await expect(page.locator("#response .cm-merge-b, #response .cm-editor").first()).toBeVisible();
  await page.getByRole("link", { name: "Swap" }).click();
  await expect(page).toHaveURL(`/turns/diff?a=${b}&b=${a}`);
  await page.getByRole("link", { name: "Different only" }).click();
  await expect(page).toHaveURL(/all=1/);
  await expect(page.locator("#settings")).toContainText("Environment");
  await expectAccessible(page);
  const plain = await as("viewer", { javaScript: false });
  await plain.goto(`/turns/diff?a=${a}&b=${b}`);
  await expect(plain.locator("#settings")).toContainText("gpt-6");
  await expect(plain.locator("#response")).toContainText("weekly update");
});

test("a session reads as a conversation and goes on before one's eyes", async ({ as }) => {
  const runtime = await startRuntime();
  const [first, second, session] = [aTurn(), aTurn(), `session-${randomUUID()}`];
  await richTurn(runtime, first, session);
  const page = await as("viewer");
  await page.goto(`/sessions/${session}`);
  const talk = page.getByRole("list", { name: "Conversation" });
  await expect(talk).toContainText("Why did the container restart?");
  await runtime.call("POST", "/turns", { id: second, bot: "nova", session_id: session, user_prompt: "And now?" });
  await expect(talk).toContainText("And now?");
  await runtime.call("PATCH", `/turns/${second}`, { response_append: "Now it is " });
  await expect(talk).toContainText("Now it is");
  await runtime.call("PATCH", `/turns/${second}`, { response_append: "healthy.", status: "ok" });
  await expect(talk).toContainText("Now it is healthy.");
  await expect(page.getByRole("complementary", { name: "About this session" })).toContainText("nova");
});

test("what a bot was told and said never runs in the page", async ({ as }) => {
  const { call } = await startRuntime();
  const id = aTurn();
  const session = `session-${randomUUID()}`;
  const bad = `</script><script>window.__ran=1</script><img src=x onerror="window.__ran=1">[x](javascript:window.__ran=1)`;
  await call("POST", "/turns", {
    id,
    bot: "snark",
    session_id: session,
    user_id: bad,
    model: bad,
    tags: [bad],
    user_prompt: bad,
    request_messages: [
      { role: bad, content: [{ type: "image_url", image_url: { url: ["javascript", "window.__ran=1"].join(":") } }] },
    ],
    metadata: { [bad]: bad },
  });
  await call("PUT", `/turns/${id}/tool-calls/c`, {
    tool_name: bad,
    arguments: { bad },
    result_text: bad,
    status: "error",
  });
  await call("PATCH", `/turns/${id}`, { response_text: bad, reasoning_text: bad, error_text: bad, status: "error" });
  const page = await as("admin");
  for (const path of [
    `/turns/${id}`,
    `/sessions/${session}`,
    `/turns/diff?a=${id}&b=${id}&all=1`,
    `/turns/${id}/parts/prompt`,
  ]) {
    await page.goto(path);
    await expect(page.locator("body")).toContainText("window.__ran=1");
    expect(await page.evaluate(() => "__ran" in window)).toBe(false);
    await expect(page.locator("main img, main a[href^=javascript]")).toHaveCount(0);
  }
});

test("the command that is copied starts the same turn again", async ({ as }) => {
  const runtime = await startRuntime();
  const id = aTurn();
  await richTurn(runtime, id, `session-${randomUUID()}`);
  const page = await as("viewer");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`/turns/${id}`);
  await page.getByRole("button", { name: "Copy", exact: true }).first().click();
  await page.getByRole("menuitem", { name: /As cURL/ }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("curl");
  const command = await page.evaluate(() => navigator.clipboard.readText());
  const answer = execFileSync("sh", ["-c", `${command} -s`], { env: { ...process.env, WHEELHOUSE_KEY: runtime.key } });
  const started = JSON.parse(answer.toString()) as { id: string; status: string };
  expect(started.status).toBe("streaming");
  const again = await runtime.call("GET", `/turns/${started.id}`);
  expect(again).toMatchObject({
    user_prompt: "Why did the container restart?",
    bot: "snark",
    metadata: { host: "tower" },
  });
  await runtime.call("PATCH", `/turns/${started.id}`, { status: "ok" });
});

test("a long result comes page by page", async ({ as }) => {
  const runtime = await startRuntime();
  const id = aTurn();
  await richTurn(runtime, id, `session-${randomUUID()}`);
  const page = await as("viewer");
  await page.goto(`/turns/${id}#tool-call-5`);
  const call = page.locator("#tool-call-5");
  await expect(call).toBeVisible();
  const more = call.getByRole("button", { name: /more$/ });
  await more.click();
  await expect(call).toContainText(/6\d\.\d kB of/);
  expect(await call.locator("pre").last().textContent()).not.toContain("\uFFFD");
});

for (const narrow of [false, true])
  for (const view of ["turn", "session"] as const)
    test(`a rich ${view} is accessible and fits, ${narrow ? "narrow" : "wide"}, in light and in dark`, async ({
      as,
    }) => {
      const runtime = await startRuntime();
      const [id, session] = [aTurn(), `session-${randomUUID()}`];
      await richTurn(runtime, id, session);
      const page = await as("admin", { narrow });
      await page.goto(view === "turn" ? `/turns/${id}` : `/sessions/${session}`);
      for (const theme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
        await look(page, `/rich-${view}`, { theme, narrow });
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        await expectAccessible(page);
      }
    });

test("a rich turn reads without script", async ({ as }) => {
  const runtime = await startRuntime();
  const id = aTurn();
  await richTurn(runtime, id, `session-${randomUUID()}`);
  const page = await as("viewer", { javaScript: false });
  await page.goto(`/turns/${id}`);
  await expect(page.locator("#response")).toContainText("nightly update");
  await expect(page.locator("#messages")).toContainText("Be brief.");
  await page.locator("#tools summary").first().click();
  await expect(page.locator("#tools")).toContainText("container");
});
