import { randomUUID } from "node:crypto";
import fs from "node:fs";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./setup/axe";
import { expect, test } from "./setup/fixtures";
import { look } from "./setup/look";
import { startRuntime, type Runtime } from "./setup/runtime";

const unique = (what: string) => `${what}-${randomUUID().slice(0, 8)}`;
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
const row = (page: Page, id: string) => page.locator(`[data-row="${id}"]`);
const rows = (page: Page) => page.locator("[data-row]");
const grid = (page: Page) => page.getByRole("grid", { name: "Turns" });

type Turn = { id?: string; bot: string; seconds?: number; status?: string } & Record<string, unknown>;

/** A turn that has ended, unless its status says otherwise. */
async function aTurn({ call }: Runtime, turn: Turn): Promise<string> {
  const { id = unique("turn"), bot, seconds = 60, status = "ok", model, user_prompt, tags, ...update } = turn;
  await call("POST", "/turns", { ...{ id, bot, model, user_prompt, tags }, started_at: ago(seconds) });
  if (status !== "streaming") await call("PATCH", `/turns/${id}`, { status, ...update });
  return id;
}

/** Waits for the page to react: its stream is open. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole("button", { name: "Live updates" })).toHaveText("Live");
  await page.waitForFunction(() =>
    performance.getEntriesByType("resource").some(({ name }) => name.includes("/turns/facets")),
  );
  await page.mouse.move(5, 5);
}

test("a turn appears as it starts, counts its tools, runs its clock, settles, and leaves when it is deleted", async ({
  as,
}) => {
  const runtime = await startRuntime();
  const bot = unique("bot");
  const page = await as("viewer");
  await open(page, `/turns?bot=${bot}`);
  await expect(page.getByRole("heading", { name: "No turns match" })).toBeVisible();
  const id = await aTurn(runtime, { bot, seconds: 0, status: "streaming", user_prompt: "Where is the lantern?" });
  await expect(row(page, id)).toContainText("running");
  await expect(row(page, id)).toContainText("Where is the lantern?");
  const clock = row(page, id).locator(".text-run").last();
  const first = await clock.innerText();
  await expect(clock).not.toHaveText(first);
  await runtime.call("PUT", `/turns/${id}/tool-calls/a`, { tool_name: "search", status: "running" });
  await runtime.call("PUT", `/turns/${id}/tool-calls/b`, { tool_name: "search", status: "running" });
  await expect(row(page, id).getByRole("gridcell").nth(8)).toHaveText("2");
  await runtime.call("PATCH", `/turns/${id}`, { status: "error", error_text: "the sea was rough", cost_usd: "0" });
  await expect(row(page, id)).toContainText("error");
  await expect(row(page, id)).toContainText("the sea was rough");
  await expect(row(page, id)).toContainText("$0");
  await runtime.call("DELETE", `/turns/${id}`);
  await expect(row(page, id)).toHaveCount(0);
});

test("new rows wait while somebody reads, and come in by the pill or when the list is left alone", async ({ as }) => {
  const runtime = await startRuntime();
  const bot = unique("bot");
  const known = await aTurn(runtime, { bot });
  const page = await as("viewer");
  await open(page, `/turns?bot=${bot}`);
  await row(page, known).hover();
  const before = await row(page, known).boundingBox();
  const next = await aTurn(runtime, { bot, seconds: 0 });
  await aTurn(runtime, { bot, seconds: 0 });
  const pill = page.getByRole("button", { name: "2 new" });
  await expect(pill).toBeVisible();
  await expect(row(page, next)).toHaveCount(0);
  expect(await row(page, known).boundingBox()).toEqual(before);
  await pill.click();
  await expect(row(page, next)).toBeVisible();
  await expect(pill).toHaveCount(0);
  await page.mouse.move(5, 5);
  const last = await aTurn(runtime, { bot, seconds: 0 });
  await expect(row(page, last)).toBeVisible();
});

test("what the filters refuse stays out, and what changes so that they refuse it leaves", async ({ as }) => {
  const runtime = await startRuntime();
  const bot = unique("bot");
  const page = await as("viewer");
  await open(page, `/turns?bot=${bot}&status=running`);
  await aTurn(runtime, { bot: unique("other"), seconds: 0, status: "streaming" });
  const id = await aTurn(runtime, { bot, seconds: 0, status: "streaming" });
  await expect(row(page, id)).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await runtime.call("PATCH", `/turns/${id}`, { status: "ok" });
  await expect(rows(page)).toHaveCount(0);
});

test("a list that was paused stands still, and catches up", async ({ as }) => {
  const runtime = await startRuntime();
  const bot = unique("bot");
  const page = await as("viewer");
  await open(page, `/turns?bot=${bot}`);
  await page.keyboard.press("p");
  await expect(page.getByRole("button", { name: "Live updates" })).toHaveText("Paused");
  const id = await aTurn(runtime, { bot, seconds: 0 });
  await page.waitForTimeout(600);
  await expect(row(page, id)).toHaveCount(0);
  await page.keyboard.press("p");
  await expect(row(page, id)).toBeVisible();
});

test("facets, query bar, bounds and address say the same, and the list follows each of them", async ({ as }) => {
  const runtime = await startRuntime();
  const [bot, other, tag] = [unique("bot"), unique("bot"), unique("tag")];
  const fast = await aTurn(runtime, { bot, tags: [tag], latency_ms: 900, model: "m-small" });
  const slow = await aTurn(runtime, { bot, tags: [tag], latency_ms: 9_000, model: "m-large" });
  await aTurn(runtime, { bot: other, tags: [tag], latency_ms: 5_000 });
  const page = await as("viewer");
  await open(page, `/turns?tag=${tag}`);
  await expect(rows(page)).toHaveCount(3);
  const bar = page.getByRole("combobox", { name: "Filter and search turns" });
  await page.getByRole("navigation", { name: "Filters" }).getByRole("link", { name: bot, exact: true }).first().click();
  await expect(rows(page)).toHaveCount(2);
  await expect(bar).toHaveValue(`bot:${bot} tag:${tag}`);
  await page.getByLabel("Latency from").first().fill("2s");
  await page.getByLabel("Latency from").first().press("Enter");
  await expect(bar).toHaveValue(`bot:${bot} latency>=2s tag:${tag}`);
  await expect(rows(page)).toHaveCount(1);
  await expect(row(page, slow)).toBeVisible();
  await bar.fill(`tag:${tag} -bot:${other} model:m-small`);
  await bar.press("Enter");
  await expect(row(page, fast)).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL((url) => url.searchParams.get("model") === "m-small");
  await page.goBack();
  await expect(bar).toHaveValue(`bot:${bot} latency>=2s tag:${tag}`);
  await bar.blur();
  await page.keyboard.press("f");
  await expect(page.getByRole("region", { name: "Bot" }).getByRole("link").first()).toBeFocused();
});

test("words are found in the texts, and the page says how far back it looked", async ({ as }) => {
  const runtime = await startRuntime();
  const word = unique("lantern").replace("-", "");
  const id = await aTurn(runtime, { bot: "snark", user_prompt: `Where is the ${word}?` });
  const page = await as("viewer");
  await open(page, "/turns?range=7d");
  const bar = page.getByRole("combobox", { name: "Filter and search turns" });
  await bar.fill(word);
  await bar.press("Enter");
  await expect(page.getByText("Searched prompts and responses of the last 7 days.")).toBeVisible();
  await expect(row(page, id)).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
});

test("a header sorts, and again the other way", async ({ as }) => {
  const runtime = await startRuntime();
  const bot = unique("bot");
  const cheap = await aTurn(runtime, { bot, cost_usd: "0.001", seconds: 20 });
  const dear = await aTurn(runtime, { bot, cost_usd: "0.2", seconds: 40 });
  const page = await as("viewer");
  await open(page, `/turns?bot=${bot}`);
  const order = () => rows(page).evaluateAll((found) => found.map((each) => each.dataset["row"]));
  expect(await order()).toEqual([cheap, dear]);
  await grid(page).getByRole("link", { name: "Cost" }).click();
  await expect.poll(order).toEqual([dear, cheap]);
  await grid(page).getByRole("link", { name: "Cost" }).click();
  await expect.poll(order).toEqual([cheap, dear]);
  await expect(page).toHaveURL(/sort=cost/);
});

test("everything that matches is downloaded, or the chosen rows, and a viewer is offered neither", async ({ as }) => {
  const runtime = await startRuntime();
  const bot = unique("bot");
  const first = await aTurn(runtime, { bot, seconds: 20 });
  const second = await aTurn(runtime, { bot, seconds: 40 });
  const page = await as("operator");
  await open(page, `/turns?bot=${bot}`);
  const download = async (click: () => Promise<void>) => {
    const [file] = await Promise.all([page.waitForEvent("download"), click()]);
    return fs
      .readFileSync(await file.path(), "utf8")
      .trim()
      .split("\n");
  };
  await page.getByRole("button", { name: "Export" }).click();
  const all = await download(() => page.getByRole("menuitem", { name: "Lines of JSON" }).click());
  expect(all.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual([first, second]);
  await row(page, second).getByRole("checkbox").check();
  await expect(page.getByRole("region", { name: "Selection" })).toContainText("1 selected");
  const chosen = await download(() => page.getByRole("button", { name: "CSV" }).click());
  expect(chosen).toHaveLength(2);
  expect(chosen[1]).toContain(second);
  const viewer = await as("viewer");
  await open(viewer, `/turns?bot=${bot}`);
  await expect(viewer.getByRole("button", { name: "Columns" })).toBeVisible();
  await expect(viewer.getByRole("button", { name: "Export" })).toHaveCount(0);
});

test("j and k move the panel from row to row, Enter opens the page, Esc closes, x selects", async ({ as }) => {
  const runtime = await startRuntime();
  const bot = unique("bot");
  const ids: string[] = [];
  for (let n = 0; n < 3; n++) ids.push(await aTurn(runtime, { bot, seconds: 10 + n, user_prompt: `Question ${n}` }));
  const page = await as("viewer");
  await open(page, `/turns?bot=${bot}`);
  const panel = page.locator("[data-peek]");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(panel).toContainText("Question 0");
  await page.keyboard.press("j");
  await expect(panel).toContainText("Question 1");
  await expect(page).toHaveURL((url) => url.searchParams.get("peek") === ids[1]);
  await page.keyboard.press("j");
  await expect(panel).toContainText("Question 2");
  await page.keyboard.press("k");
  await expect(panel).toContainText("Question 1");
  await page.reload();
  await expect(panel).toContainText("Question 1");
  await expect(page.getByRole("button", { name: "Live updates" })).toHaveText("Live");
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await page.keyboard.press("x");
  await expect(page.getByRole("region", { name: "Selection" })).toContainText("1 selected");
  await page.keyboard.press("Enter");
  await expect(panel).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/turns\/turn-[0-9a-f]{8}$/);
});

test("a view is saved under a name, says when it was changed, is renamed and opened again", async ({ as }) => {
  const page = await as("operator");
  const [name, renamed] = [unique("View"), unique("Renamed")];
  await open(page, "/turns?status=error");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByLabel("Save what is shown as a new view").fill(name);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const button = page.getByRole("button", { name: new RegExp(`^${name}`) });
  await expect(button).toBeVisible();
  await expect(button).not.toContainText("(changed)");
  await grid(page).getByRole("link", { name: "Latency" }).click();
  await expect(button).toContainText("(changed)");
  await button.click();
  await page.getByRole("button", { name: `Save the changes to ${name}` }).click();
  await expect(button).not.toContainText("(changed)");
  await button.click();
  await page.getByLabel("New name of the view").fill(renamed);
  await page.getByRole("button", { name: "Rename" }).click();
  await expect(page.getByRole("button", { name: new RegExp(`^${renamed}`) })).toBeVisible();
  await open(page, "/turns");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("link", { name: renamed }).click();
  await expect(page).toHaveURL((url) => url.searchParams.get("sort") === "-latency");
  await expect(page.getByRole("combobox", { name: "Filter and search turns" })).toHaveValue("status:error");
});

test("the strip of outliers is walked by keyboard, opens a turn, and a drag zooms into its time", async ({ as }) => {
  const runtime = await startRuntime();
  const bot = unique("bot");
  const old = await aTurn(runtime, { bot, seconds: 7_200, latency_ms: 60_000 });
  await aTurn(runtime, { bot, seconds: 60, latency_ms: 500 });
  const page = await as("viewer");
  await open(page, `/turns?bot=${bot}&range=3h`);
  const strip = page.getByRole("slider", { name: "Turns by time and latency" });
  await strip.focus();
  await page.keyboard.press("ArrowRight");
  await expect(strip).toHaveAttribute("aria-valuetext", new RegExp(`${bot}, ok, 1m 00s`));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL((url) => url.searchParams.get("peek") === old);
  const panel = page.locator("[data-peek]");
  await expect(panel).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  const box = (await strip.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.1, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 20, { steps: 4 });
  await page.mouse.up();
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL((url) => url.searchParams.get("range")?.includes("..") ?? false);
  await expect(page.getByRole("button", { name: "Live updates" })).toHaveText("Not live");
});

test("the menu counts what runs, and the palette finds a turn by its id", async ({ as }) => {
  const runtime = await startRuntime();
  const id = await aTurn(runtime, { bot: "snark", seconds: 0, status: "streaming" });
  const page = await as("viewer");
  await page.goto("/");
  await expect(page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: /Turns/ })).toContainText(
    /\d/,
  );
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill(id);
  await page.getByRole("option", { name: new RegExp(id) }).click();
  await expect(page).toHaveURL(new RegExp(`/turns/${id}$`));
  await runtime.call("PATCH", `/turns/${id}`, { status: "ok" });
});

test("without JavaScript the list reads, filters, searches and pages", async ({ as }) => {
  const runtime = await startRuntime();
  const bot = unique("bot");
  const id = await aTurn(runtime, { bot, latency_ms: 3_000 });
  await aTurn(runtime, { bot, latency_ms: 100 });
  const page = await as("viewer", { javaScript: false });
  await page.goto("/turns");
  await page.getByRole("combobox", { name: "Filter and search turns" }).fill(`bot:${bot}`);
  await page.getByRole("combobox", { name: "Filter and search turns" }).press("Enter");
  await expect(rows(page)).toHaveCount(2);
  await page.getByLabel("Latency from").first().fill("2s");
  await page.getByLabel("Latency from").first().press("Enter");
  await expect(rows(page)).toHaveCount(1);
  await row(page, id).getByRole("link").first().click();
  await expect(page.locator("[data-peek]")).toContainText(id);
});

for (const narrow of [false, true])
  test(`the full list is accessible and fits, ${narrow ? "narrow" : "wide"}, in light and in dark`, async ({ as }) => {
    const runtime = await startRuntime();
    const bot = unique("bot");
    for (const status of ["ok", "error", "timeout", "aborted", "streaming"])
      await aTurn(runtime, {
        bot,
        status,
        error_text: "it broke",
        latency_ms: 1_200,
        ttft_ms: 300,
        cost_usd: "0.0213",
      });
    const page = await as("viewer", { narrow });
    await open(page, `/turns?bot=${bot}`);
    await expect(rows(page)).toHaveCount(5);
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await look(page, "/turns full", { theme, narrow });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, "pixels that stick out to the right").toBeLessThanOrEqual(0);
      await expectAccessible(page);
    }
  });
