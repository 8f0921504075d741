import type { Page } from "@playwright/test";
import { expectAccessible } from "./setup/axe";
import { expect, test } from "./setup/fixtures";

async function storyIds(page: Page): Promise<string[]> {
  await page.goto("/gallery");
  const ids = await page
    .locator("[data-story-link]")
    .evaluateAll((links) => links.map((link) => (link as HTMLElement).dataset.storyLink ?? ""));
  expect(ids.length).toBeGreaterThan(40);
  return ids;
}

for (const theme of ["ink", "paper"] as const)
  test(`every part is accessible in all its states, ${theme}`, async ({ as }) => {
    test.setTimeout(300_000);
    const page = await as("stranger", { theme: theme === "ink" ? "dark" : "light" });
    const found: string[] = [];
    for (const id of await storyIds(page)) {
      await page.goto(`/gallery?story=${id}&theme=${theme}`);
      await expect(page.locator(`[data-story="${id}"]`)).toBeVisible();
      await expectAccessible(page).catch((error: Error) => found.push(`${id}: ${error.message}`));
    }
    expect(found.join("\n\n")).toBe("");
  });

test("every part fits into a narrow window", async ({ as }) => {
  test.setTimeout(300_000);
  const page = await as("stranger", { narrow: true });
  for (const id of await storyIds(page)) {
    await page.goto(`/gallery?story=${id}&theme=paper`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `${id}: pixels that stick out to the right`).toBeLessThanOrEqual(0);
  }
});

test("a menu is walked by arrows and letters, closes on Esc and gives the focus back", async ({ as }) => {
  const page = await as("stranger");
  await page.goto("/gallery?story=menu/actions&theme=ink");
  const trigger = page.getByRole("button", { name: "More" });
  await trigger.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Copy the id" })).toBeFocused();
  await page.keyboard.press("d");
  await expect(page.getByRole("menuitem", { name: "Delete" })).toBeFocused();
  await page.keyboard.press("Home");
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
  await expect(trigger).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("said")).toHaveText("delete");
  await expect(page.getByRole("menu")).toBeHidden();
});

test("a dialog keeps the focus inside, closes on Esc and gives the focus back", async ({ as }) => {
  const page = await as("stranger");
  await page.goto("/gallery?story=dialog/with-a-field&theme=paper");
  const opener = page.getByRole("button", { name: "Rename" });
  await opener.click();
  const dialog = page.getByRole("dialog", { name: "Rename the view" });
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});

test("what cannot be undone asks for the name first", async ({ as }) => {
  const page = await as("stranger");
  await page.goto("/gallery?story=dialog/asks-for-the-name&theme=ink");
  await page.getByRole("button", { name: "Delete the key" }).click();
  const dialog = page.getByRole("dialog");
  const confirm = dialog.getByRole("button", { name: "Delete the key" });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole("textbox").fill("mail-bridg");
  await expect(confirm).toBeDisabled();
  await dialog.getByRole("textbox").fill("mail-bridge");
  await expect(confirm).toBeEnabled();
});

test("a refused form names each field to who hears it, and starts at the first", async ({ as }) => {
  const page = await as("stranger");
  await page.goto("/gallery?story=form/refused&theme=paper");
  const name = page.getByLabel("Name");
  await expect(name).toBeFocused();
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await expect(name).toHaveAccessibleDescription(/exists already.*Shown wherever/);
  await expect(page.getByRole("alert")).toHaveText("Some fields need another look.");
});

test("a write shows at once and is taken back with one click or Ctrl+Z", async ({ as }) => {
  const page = await as("stranger");
  await page.goto("/gallery?story=undo/shown-at-once-taken-back-refused&theme=ink");
  const saved = page.getByRole("switch", { name: "A switch that is saved" });
  await saved.click();
  await expect(saved).toBeChecked();
  await expect(page.getByText("It is on.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(saved).not.toBeChecked();
  await expect(page.getByText("Undone.")).toBeVisible();
  await saved.click();
  await expect(page.getByText("It is on.")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(saved).not.toBeChecked();
});

test("a write that is refused goes back and says why, until that was read", async ({ as, expectProblem }) => {
  expectProblem(/status of 400/);
  const page = await as("stranger");
  await page.goto("/gallery?story=undo/shown-at-once-taken-back-refused&theme=paper");
  const refused = page.getByRole("switch", { name: "A switch that is refused" });
  await refused.click();
  await expect(page.getByText("Not saved: The gallery refuses this.")).toBeVisible();
  await expect(refused).not.toBeChecked();
  await page.keyboard.press("F8");
  await expect(page.getByRole("button", { name: "Close the message" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Not saved")).toBeHidden();
});
