import type { Page } from "@playwright/test";
import { expectAccessible } from "./setup/axe";
import { expect, test } from "./setup/fixtures";
import { look } from "./setup/look";

const whole = "list-page/whole";
const full = "data-table/full-500-rows-selection-columns";

async function open(page: Page, story: string, more = "", theme: "ink" | "paper" = "ink") {
  await page.goto(`/gallery?story=${story}&theme=${theme}${more}`);
  await expect(page.locator(`[data-story="${story}"]`)).toBeVisible();
  // Rows can be reached by key once the script has taken over.
  await expect(page.locator("[data-row][tabindex='0'], [data-story]:not(:has([data-row]))").first()).toBeAttached();
}

const row = (page: Page, at: number) => page.locator(`[data-row="parcel-${String(at).padStart(4, "0")}"]`);
const param = (page: Page, name: string) => new URL(page.url()).searchParams.getAll(name);
const filterBar = (page: Page) => page.getByRole("combobox", { name: "Filter" });

test("twenty rows are triaged without a mouse", async ({ as }) => {
  const page = await as("stranger");
  await open(page, whole);
  for (let at = 0; at < 20; at++) {
    await page.keyboard.press("j");
    await expect(row(page, at)).toBeFocused();
    if (at % 5 === 0) await page.keyboard.press("x");
  }
  await expect(page.getByRole("region", { name: "Selection" })).toContainText("4 selected");
  await page.keyboard.press("Shift+X");
  await expect(page.getByRole("region", { name: "Selection" })).toContainText("8 selected");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Selection" })).toBeHidden();
  await page.keyboard.press("k");
  await expect(row(page, 18)).toBeFocused();
  await page.keyboard.press("Home");
  await expect(row(page, 0)).toBeFocused();
  await page.keyboard.press("End");
  await expect(row(page, 59)).toBeFocused();
});

test("a row opens beside the list, j moves it, Esc closes it and the focus is back on its row", async ({ as }) => {
  const page = await as("stranger");
  await open(page, whole);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "parcel-0000" })).toBeFocused();
  await page.keyboard.press("j");
  await expect(page.getByRole("complementary", { name: "parcel-0001" })).toBeVisible();
  expect(param(page, "peek")).toEqual(["parcel-0001"]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary")).toBeHidden();
  await expect(row(page, 1)).toBeFocused();
});

test("the panel moves with j and asks the server for nothing", async ({ as }) => {
  const page = await as("stranger");
  await open(page, whole, "&peek=parcel-0000");
  const asked: string[] = [];
  // Chromium looks at the icon again whenever the address changes; what the page asks for is data and code.
  const kinds = ["document", "fetch", "xhr", "script"];
  page.on("request", (request) => kinds.includes(request.resourceType()) && asked.push(request.url()));
  // The processor's time, as a figure to read: the limit of 50 ms is not held by a gate that runs beside other work.
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async () => {
    const { metrics } = await devTools.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
  };
  const before = await busy();
  for (let at = 1; at <= 20; at++) {
    await page.keyboard.press("j");
    await expect(page.locator("[data-peek] h2")).toHaveText(`parcel-${String(at).padStart(4, "0")}`);
  }
  const each = Math.round((((await busy()) - before) / 20) * 1000);
  test.info().annotations.push({ type: "figure", description: `work for the next row: ${each} ms` });
  expect(asked).toEqual([]);
});

test("the query bar and the facets say the same, both ways", async ({ as }) => {
  const page = await as("stranger");
  await open(page, whole);
  await page.keyboard.press("/");
  await page.keyboard.type("carr");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(filterBar(page)).toHaveValue("carrier:");
  await page.keyboard.type("wr");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(() => param(page, "carrier")).toEqual(["wren"]);
  const facets = page.getByRole("navigation", { name: "Filters" });
  await expect(facets.getByRole("link", { name: "wren", exact: true })).toHaveAttribute("aria-current", "true");
  await facets.getByRole("link", { name: "swift", exact: true }).click();
  await expect(filterBar(page)).toHaveValue("carrier:wren,swift");
  await filterBar(page).fill("-carrier:wren lamps");
  await page.keyboard.press("Enter");
  await expect.poll(() => param(page, "carrier")).toEqual(["!wren"]);
  expect(param(page, "q")).toEqual(["lamps"]);
  await facets.getByRole("link", { name: "Stop excluding wren" }).click();
  await expect(filterBar(page)).toHaveValue("lamps");
  await page.getByRole("link", { name: "Clear the filter", exact: true }).click();
  await expect(filterBar(page)).toHaveValue("");
});

test("when nothing matches it says so, and clears", async ({ as }) => {
  const page = await as("stranger");
  await open(page, whole, "&q=nowhere");
  await expect(page.getByRole("heading", { name: "No parcels match" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Clear the filters" })).toBeVisible();
});

test("columns are sorted, widened, shown, moved and made dense, and the address shows it to anybody", async ({
  as,
}) => {
  const page = await as("stranger");
  await open(page, whole);
  const weight = page.getByRole("columnheader", { name: "Weight" });
  await weight.getByRole("link").click();
  await expect(weight).toHaveAttribute("aria-sort", "descending");
  await weight.getByRole("link").press("Alt+ArrowRight");
  await expect.poll(() => param(page, "w")).toEqual(["grams:96"]);
  const handle = await page.locator("[data-resize]").nth(1).boundingBox();
  await page.mouse.move((handle?.x ?? 0) + 4, (handle?.y ?? 0) + 10);
  await page.mouse.down();
  await page.mouse.move((handle?.x ?? 0) + 64, (handle?.y ?? 0) + 10, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => param(page, "w")[0]).toMatch(/^carrier:15\d,grams:96$/);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Number" }).click();
  await page.getByRole("button", { name: "Move Note up" }).click();
  await page.getByText("Tight").click();
  await expect.poll(() => param(page, "density")).toEqual(["24"]);
  expect(param(page, "cols")).toEqual(["sent,carrier,state,grams,note,price,id"]);
  const heads = await page.getByRole("columnheader").allTextContents();
  expect(heads).toEqual(["", "Sent", "Carrier", "State", "Weight", "Note", "Price", "Number"]);

  const fresh = await as("stranger");
  await fresh.goto(page.url());
  await expect(fresh.getByRole("columnheader")).toHaveText(heads);
  expect((await fresh.locator("[data-row]").first().boundingBox())?.height).toBeLessThan(26);
});

test("of five hundred rows only those in view are drawn, and the keys reach them all", async ({ as }) => {
  const page = await as("stranger");
  await open(page, full);
  await expect.poll(() => page.locator("[data-row]").count()).toBeLessThan(80);
  await page.keyboard.press("j");
  await page.keyboard.press("End");
  await expect(row(page, 499)).toBeFocused();
  await expect(row(page, 499)).toBeInViewport();
  await page.locator("[data-scroller]").evaluate((element) => element.scrollTo(0, 4000));
  await page.waitForTimeout(200);
  await expect(row(page, 499)).toBeFocused();
  await page.keyboard.press("k");
  await expect(row(page, 498)).toBeFocused();
  await expect(row(page, 498)).toBeInViewport();
});

test("new rows wait while one reads below, and nothing moves", async ({ as }) => {
  const page = await as("stranger");
  await open(page, "data-table/live-new-rows-wait");
  const first = page.locator("[data-row]").first();
  const arrive = page.getByRole("button", { name: "Three more arrive" });
  await arrive.click();
  await expect(first).toHaveAttribute("data-row", "parcel-0497");
  await page.locator("[data-scroller]").evaluate((element) => element.scrollTo(0, 300));
  const before = await row(page, 515).boundingBox();
  await arrive.click();
  await arrive.click();
  const pill = page.getByRole("button", { name: "6 new" });
  await expect(pill).toBeVisible();
  expect(await row(page, 515).boundingBox()).toEqual(before);
  await pill.click();
  await expect(first).toHaveAttribute("data-row", "parcel-0491");
});

test("more rows come below without moving those above", async ({ as }) => {
  const page = await as("stranger");
  await open(page, whole);
  await page.getByRole("link", { name: "Load more" }).click();
  await expect(page.getByText("120 of 300 rows")).toBeAttached();
  await expect(row(page, 0)).toBeAttached();
  expect(param(page, "after")).toEqual([]);
});

test("a time range is typed, understood while typing, stepped and zoomed", async ({ as }) => {
  const page = await as("stranger");
  await open(page, "time-range/picker");
  await page.keyboard.press("t");
  const field = page.getByRole("textbox", { name: "Type a time range" });
  await expect(field).toBeFocused();
  await field.fill("Nov 3 14:00-25:00");
  await expect(page.getByText("Not a range yet")).toBeVisible();
  await field.fill("Nov 3 14:00-15:00");
  await expect(page.getByRole("status")).toContainText("3 Nov, 14:00–15:00");
  await field.press("Enter");
  await expect.poll(() => param(page, "range")).toEqual(["2026-11-03T13:00Z..2026-11-03T14:00Z"]);
  await page.getByRole("link", { name: "Earlier" }).click();
  await expect(page.getByRole("button", { name: /3 Nov, 13:00–14:00/ })).toBeVisible();
  await page.getByRole("link", { name: "Zoom out" }).click();
  await expect(page.getByRole("button", { name: /3 Nov, 12:30–14:30/ })).toBeVisible();
});

test("while other rows are on their way the old ones stay, and the wait can be called off", async ({ as }) => {
  const page = await as("stranger");
  await open(page, whole);
  let letGo: (() => void) | undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(/\.data/, async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  await page.getByRole("columnheader", { name: "Carrier" }).getByRole("link").click();
  const cancel = page.getByRole("button", { name: "Cancel" });
  await expect(cancel).toBeVisible();
  await expect(page.getByRole("grid")).toHaveAttribute("aria-disabled", "true");
  await expect(row(page, 0)).toBeVisible();
  await cancel.click();
  await expect(cancel).toBeHidden();
  expect(param(page, "sort")).toEqual([]);
  letGo?.();
});

test("copies say what they did", async ({ as }) => {
  const page = await as("stranger");
  await open(page, "copy-menu/five-ways");
  await page.getByRole("button", { name: "Copy" }).click();
  await page.getByRole("menuitem", { name: "As cURL" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Copied" })).toBeAttached();
});

test("in a narrow window rows are cards, and an open row is the page", async ({ as }) => {
  const page = await as("stranger", { narrow: true });
  await open(page, whole);
  const card = await row(page, 0).boundingBox();
  expect(card?.height).toBeGreaterThan(60);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await row(page, 1).click();
  const panel = await page.getByRole("complementary").boundingBox();
  expect(panel?.width).toBe(390);
  await expect(row(page, 0)).toBeHidden();
  await page.getByRole("link", { name: "Close the panel" }).click();
  await expect(row(page, 1)).toBeVisible();
});

const states = ["empty", "no-match", "error", "pending", "skeleton", "forty-rows", "narrow-cards"];
const stories = [whole, full, ...states.map((state) => `data-table/${state}`)];
const controls = ["facet-list/long-short-and-none", "query-bar/keys-and-values", "saved-views/own-and-shared"];

for (const story of [...stories, ...controls, "time-range/picker", "peek/open-and-pending"])
  for (const theme of ["ink", "paper"] as const)
    test(`${story} is accessible on ${theme}`, async ({ as }) => {
      const page = await as("stranger", { theme: theme === "ink" ? "dark" : "light" });
      await open(page, story, story === whole ? "&carrier=heron&peek=parcel-0004" : "", theme);
      await page.waitForTimeout(400);
      await look(page, story, { theme: theme === "ink" ? "dark" : "light" });
      await expectAccessible(page);
    });
