import type { Page } from "@playwright/test";
import { expectAccessible } from "./setup/axe";
import { expect, origin, sessionCookie, test } from "./setup/fixtures";

/** Keys answer once the page's script runs. */
async function openReady(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeHidden();
}

test("the first HTML already has the theme, the density and the folded menu", async () => {
  const look = encodeURIComponent("theme=ink&density=compact&menu=folded&zone=Europe/Oslo");
  const response = await fetch(`${origin()}/health`, {
    headers: { Cookie: `${sessionCookie("admin")}; wh_look=${look}` },
  });
  const html = await response.text();
  expect(html).toContain('data-theme="ink" data-density="compact"');
  expect(html).toMatch(/class="frame" data-folded="true"/);
});

test("a theme that was chosen stays, and no page flashes in another one", async ({ as }) => {
  const page = await as("viewer", { theme: "light" });
  await openReady(page, "/health");
  await page.getByRole("button", { name: /Viewer Example/ }).click();
  await page.getByRole("menuitemradio", { name: "Ink" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "ink");
  await expectAccessible(page);
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "ink");
  await page.keyboard.press("Shift+T");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "paper");
});

test("the menu folds with a key and stays folded", async ({ as }) => {
  const page = await as("viewer");
  await openReady(page, "/health");
  const menu = page.getByRole("navigation", { name: "Areas" });
  expect((await menu.boundingBox())?.width).toBe(208);
  await page.keyboard.press("[");
  await expect.poll(async () => (await menu.boundingBox())?.width).toBe(56);
  await page.reload();
  expect((await menu.boundingBox())?.width).toBe(56);
  await expect(menu.getByRole("link", { name: "Health" })).toBeVisible();
  await expectAccessible(page);
});

test("the menu shows only areas that this person may open", async ({ as }) => {
  const viewer = await as("viewer");
  await viewer.goto("/health");
  await expect(viewer.getByRole("link", { name: "Access", exact: true })).toHaveCount(0);
  const admin = await as("admin");
  await admin.goto("/health");
  await expect(admin.getByRole("navigation").getByRole("link", { name: "Access", exact: true })).toBeVisible();
});

test("g and a letter go to an area; nothing fires while somebody types or a dialog is open", async ({ as }) => {
  const page = await as("admin");
  await openReady(page, "/health");
  await page.keyboard.press("g");
  await page.keyboard.press("j");
  await expect(page).toHaveURL(/\/jobs$/);
  await openReady(page, "/account");
  await page.getByLabel("Name", { exact: true }).focus();
  await page.keyboard.type("gh?[r");
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByLabel("Name", { exact: true }).blur();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await expect(page).toHaveURL(/\/account$/);
});

test("the help lists the keys of this page", async ({ as }) => {
  const page = await as("admin");
  await openReady(page, "/health");
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys" });
  for (const label of ["Go anywhere", "Refresh", "Fold or unfold the menu", "Health", "Access"])
    await expect(help.getByText(label, { exact: true })).toBeVisible();
  await expectAccessible(page);
});

test("the palette opens at once, finds a page and goes there", async ({ as }) => {
  const page = await as("admin");
  await openReady(page, "/health");
  await page.waitForLoadState("networkidle");
  const openedMs = await page.evaluate(async () => {
    const started = performance.now();
    dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true }));
    while (!document.querySelector("dialog.palette[open] input")) await new Promise(requestAnimationFrame);
    return performance.now() - started;
  });
  test.info().annotations.push({ type: "palette opens in ms", description: openedMs.toFixed(0) });
  await expect(page.getByPlaceholder("A page, an action, a name or an id")).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type("acc");
  await page.getByRole("option", { name: /^Access/ }).waitFor();
  await page.getByRole("option", { name: /^Access/ }).click();
  await expect(page).toHaveURL(/\/access$/);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option", { name: /Health.*\/health/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("the skip link leads to the page", async ({ as }) => {
  const page = await as("viewer");
  await openReady(page, "/health");
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#content")).toBeFocused();
});

test("in a narrow window the menu is a sheet, also without JavaScript", async ({ as }) => {
  for (const javaScript of [true, false]) {
    const page = await as("viewer", { narrow: true, javaScript });
    await page.goto("/health");
    await page.getByRole("button", { name: "Menu" }).click();
    const sheet = page.getByRole("navigation", { name: "Areas" });
    await expect(sheet).toBeVisible();
    await sheet.getByRole("link", { name: "Jobs" }).click();
    await expect(page).toHaveURL(/\/jobs$/);
    await expect(sheet).toBeHidden();
  }
});

test("without JavaScript the account is one click away, and nothing is offered that would do nothing", async ({
  as,
}) => {
  const page = await as("viewer", { javaScript: false });
  await page.goto("/health");
  await expect(page.getByRole("button", { name: "Go anywhere" })).toBeHidden();
  await page.getByRole("link", { name: /account/ }).click();
  await expect(page).toHaveURL(/\/account$/);
});

test("a page that is not there says so inside the frame, with the request's id", async ({ as }) => {
  const page = await as("viewer");
  const response = await page.goto("/nothing-is-here");
  expect(response?.status()).toBe(404);
  await expect(page.getByText("There is nothing here")).toBeVisible();
  await expect(page.getByText(response?.headers()["x-request-id"] ?? "none")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Areas" })).toBeVisible();
});

test("going back finds the place where one was", async ({ as }) => {
  const page = await as("admin");
  await page.setViewportSize({ width: 1440, height: 420 });
  await openReady(page, "/health");
  const content = page.locator("#content");
  await content.evaluate((element) => element.scrollTo(0, 150));
  const place = await content.evaluate((element) => element.scrollTop);
  expect(place).toBeGreaterThan(0);
  await page.getByRole("navigation").getByRole("link", { name: "Jobs" }).click();
  await expect(page).toHaveURL(/\/jobs$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/health$/);
  await expect.poll(() => content.evaluate((element) => element.scrollTop)).toBe(place);
});
