import type { Page } from "@playwright/test";
import { expectAccessible } from "./setup/axe";
import { expect, test } from "./setup/fixtures";
import { look } from "./setup/look";

// Every test here also fails when the page's policy is violated or the console has an error: see setup/fixtures.

async function open(page: Page, story: string, theme: "ink" | "paper" = "ink") {
  await page.goto(`/gallery?story=${story}&theme=${theme}`);
  await expect(page.locator(`[data-story="${story}"]`)).toBeVisible();
}

type TraceEvent = { name: string; pid: number; tid: number; dur?: number; tdur?: number; args?: { name?: string } };

/**
 * The longest that the page could not answer during `act`, in ms of the browser's own work: while other tests share the
 * processors, the clock on the wall says how busy the machine was, not what the page did.
 */
async function longestStall(page: Page, act: () => Promise<void>): Promise<number> {
  const browser = page.context().browser();
  if (!browser) throw new Error("no browser");
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline"] });
  await act();
  await page.waitForTimeout(300);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const thread = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`;
  const pages = new Set(traceEvents.filter(({ args }) => args?.name === "CrRendererMain").map(thread));
  const tasks = traceEvents.filter((event) => event.name.endsWith("RunTask") && pages.has(thread(event)));
  expect(tasks.length).toBeGreaterThan(0);
  return Math.max(...tasks.map(({ dur = 0, tdur = dur }) => tdur)) / 1000;
}

const plot = (page: Page, title: string) => page.getByRole("group", { name: new RegExp(`^${title}, \\d+ points`) });

test("a chart is drawn in a place that was reserved for it", async ({ as }) => {
  const page = await as("stranger");
  await open(page, "charts/stacked-bars");
  const frame = page.getByRole("region", { name: "Cost by model" });
  const before = await frame.boundingBox();
  await expect(frame.locator(".recharts-bar-rectangle").first()).toBeVisible();
  expect((await frame.boundingBox())?.height).toBe(before?.height);
  expect(await frame.locator(".recharts-bar-rectangle").count()).toBeGreaterThan(100);
});

test("unknown values break a line", async ({ as }) => {
  const page = await as("stranger");
  await open(page, "charts/lines-with-gaps");
  const line = page.locator(".recharts-line-curve").first();
  await expect(line).toBeVisible();
  expect(((await line.getAttribute("d")) ?? "").match(/M/g)?.length).toBeGreaterThan(3);
});

test("the same figures are a table, with links", async ({ as }) => {
  const page = await as("stranger");
  await open(page, "charts/stacked-bars");
  await page.getByRole("button", { name: "Table" }).click();
  const table = page.getByRole("table", { name: "Cost by model" });
  await expect(table.getByRole("row")).toHaveCount(43);
  await expect(table.getByRole("columnheader", { name: "grok-5" })).toBeVisible();
  expect(await table.getByRole("link").count()).toBe(42 * 5);
});

test("the figures can be taken away as a file", async ({ as }) => {
  const page = await as("stranger");
  await open(page, "charts/stacked-bars");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "CSV", exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("cost-by-model.csv");
});

test("points are read, opened and zoomed into by keyboard", async ({ as }) => {
  const page = await as("stranger");
  await open(page, "charts/stacked-bars");
  const chart = plot(page, "Cost by model");
  await chart.focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("Enter opens the list")).toBeVisible();
  await expect(page.locator("[aria-live=polite]").filter({ hasText: "claude-sonnet-5 $" })).toHaveCount(1);
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("zoomed")).toHaveText("Zoomed to Sat 14 Nov 00:00 until Sat 14 Nov 12:00");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/at=\d+&model=gpt-6-mini/);
});

test("a drag zooms and a click opens what is under the pointer", async ({ as }) => {
  const page = await as("stranger");
  await open(page, "charts/stacked-bars");
  const box = await plot(page, "Cost by model").boundingBox();
  if (!box) throw new Error("no plot");
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.8);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.4, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByTestId("zoomed")).toContainText("Zoomed to Mon 16 Nov");
  await page.mouse.click(box.x + box.width * 0.3, box.y + box.height * 0.97);
  await expect(page).toHaveURL(/model=claude-sonnet-5/);
});

test("a series is hidden by a press and alone with Shift", async ({ as }) => {
  const page = await as("stranger");
  await open(page, "charts/stacked-bars");
  const bars = page.locator(".recharts-bar");
  await expect(bars).toHaveCount(4);
  await page.getByRole("button", { name: "grok-5" }).click();
  await expect(bars).toHaveCount(3);
  await page.getByRole("button", { name: "qwen3-32b" }).focus();
  await page.keyboard.press("Shift+Enter");
  await expect(bars).toHaveCount(1);
});

test("heat is a grid that the arrow keys walk through", async ({ as }) => {
  const page = await as("stranger");
  await open(page, "charts/heat");
  await page.getByRole("link", { name: /^Mon 00:00/ }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("link", { name: /^Tue 01:00/ })).toBeFocused();
});

test("five megabytes of JSON open, unfold and are searched without a stall of 100 ms", async ({ as }) => {
  const page = await as("stranger");
  await open(page, "json/viewer");
  await expect(page.getByRole("tree")).toBeVisible();
  await open(page, "json/large");
  const button = page.getByRole("button", { name: "Open 5 MB" });
  await expect(button).toBeEnabled();
  const tree = page.getByRole("tree", { name: "A large document" });
  const opening = await longestStall(page, async () => {
    await button.click();
    await expect(tree).toBeVisible();
  });
  const unfolding = await longestStall(page, async () => {
    await page.getByRole("button", { name: "Open all levels" }).click();
    await expect(tree.getByText("lorem").first()).toBeVisible();
  });
  const searching = await longestStall(page, async () => {
    await page.getByRole("searchbox").fill("item 66699 ");
    await expect(page.getByText("1 of 1", { exact: true })).toBeVisible();
    await expect(tree.getByRole("treeitem", { selected: true })).toContainText("66699");
  });
  const figures = { opening, unfolding, searching };
  test.info().annotations.push({ type: "longest stall, ms", description: JSON.stringify(figures) });
  for (const [what, ms] of Object.entries(figures)) expect(ms, what).toBeLessThan(100);
});

test("the JSON tree is walked by keyboard and names the path", async ({ as }) => {
  const page = await as("stranger");
  await open(page, "json/viewer");
  const tree = page.getByRole("tree", { name: "Tool call" });
  await tree.focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight", "ArrowDown"]) await page.keyboard.press(key);
  await expect(page.getByText("$.arguments.limit", { exact: true })).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(tree.getByRole("treeitem", { selected: true })).toHaveAttribute("aria-expanded", "false");
  await expect(tree.getByText("12345678901234567890")).toBeVisible();
});

test("a long value is shown whole on request", async ({ as }) => {
  const page = await as("stranger");
  await open(page, "json/viewer");
  await page.getByRole("searchbox").fill("A long one");
  await page.getByRole("button", { name: /^Show all/ }).click();
  await expect(page.getByRole("group", { name: "The whole value" })).toContainText("A long one. A long one.");
});

test("texts are compared side by side and in one column, styled under the page's policy", async ({ as }) => {
  const page = await as("stranger");
  await open(page, "diff/side-by-side");
  await expect(page.getByText("2 changes")).toBeVisible();
  await expect(page.locator(".cm-mergeViewEditors")).toHaveCSS("display", "flex");
  await expect(page.getByText("20 unchanged lines").first()).toBeVisible();
  await page.getByRole("button", { name: "Different only" }).click();
  await expect(page.getByText("20 unchanged lines")).toHaveCount(0);
  await page.getByRole("button", { name: "Side by side" }).click();
  await expect(page.locator(".cm-deletedChunk")).toHaveCount(2);
  await page.getByRole("button", { name: "Next change" }).click();
  await expect(page.locator(".cm-content")).toBeFocused();
});

test("the code editor fills the form's own field and formats without touching a digit", async ({ as }) => {
  const page = await as("stranger");
  await open(page, "code-editor/json");
  const editor = page.locator(".cm-content");
  await expect(editor).toHaveAccessibleName("Settings");
  await editor.click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" ");
  await page.getByRole("button", { name: "Format" }).click();
  const formatted = '{\n  "temperature": 0.70,\n  "max_tokens": 12345678901234567890\n}';
  await expect(page.locator("textarea[name=settings]")).toHaveValue(formatted);
  await expect(editor).toContainText('"max_tokens": 12345678901234567890');
  await page.keyboard.press("Shift+Tab");
  await expect(editor).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Format" })).toBeFocused();
});

test("hostile Markdown neither runs nor loads anything", async ({ as }) => {
  const page = await as("stranger");
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (/evil|ok\.example|bank/.test(request.url())) foreign.push(request.url());
  });
  await open(page, "markdown/hostile-text-stays-text");
  await expect(page.getByText("<script>alert(1)</script>")).toBeVisible();
  expect(await page.locator("main img, main script, main a[href^=javascript]").count()).toBe(0);
  expect(foreign).toEqual([]);
});

const drawn: Record<string, string> = {
  "charts/stacked-bars": ".recharts-bar",
  "charts/lines-with-gaps": ".recharts-line",
  "charts/stacked-areas-nine-series": ".recharts-area",
  "charts/heat": "table",
  "charts/bar-list": "main li",
  "charts/empty": "main section",
  "charts/error": "[role=alert]",
  "json/viewer": "[role=tree]",
  "json/not-json": "main pre",
  // On a narrow screen the two columns become one.
  "diff/side-by-side": ".cm-mergeView, .cm-deletedChunk",
  "diff/unified": ".cm-deletedChunk",
  "markdown/an-answer": "main table",
  "code-editor/text": ".cm-editor",
  "code-editor/with-an-error": ".cm-editor",
};

for (const theme of ["ink", "paper"] as const)
  for (const narrow of [false, true])
    test(`charts, viewers and editors are accessible and fit, ${theme} and ${narrow ? "narrow" : "wide"}`, async ({
      as,
    }) => {
      // Fourteen stories, each with a whole run of axe.
      test.slow();
      const page = await as("stranger", { narrow });
      for (const [story, part] of Object.entries(drawn)) {
        await open(page, story, theme);
        await expect(page.locator(part).first()).toBeVisible();
        await look(page, `gallery-${story}-${theme}`, { narrow });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, `pixels that stick out of ${story}`).toBeLessThanOrEqual(0);
        await expectAccessible(page);
      }
    });
