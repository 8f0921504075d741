import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./setup/axe";
import { expect, test } from "./setup/fixtures";
import { look } from "./setup/look";
import { startRuntime } from "./setup/runtime";

const nameOf = (what: string) => `${what}.${randomUUID().slice(0, 8)}`;
const editor = (page: Page) => page.getByRole("textbox", { name: "Text", exact: true });

/** Writes over everything in the editor, as a person does. */
async function write(page: Page, text: string): Promise<void> {
  await expect(page.locator(".cm-editor").first()).toBeVisible();
  await editor(page).fill(text);
}

async function makePrompt(page: Page, key: string, text: string): Promise<void> {
  await page.goto("/prompts/new");
  await page.locator("input[name=key]").fill(key);
  await write(page, text);
  await page.getByRole("button", { name: "Make the prompt" }).click();
  await expect(page).toHaveURL(`/prompts/${key}`);
}

async function save(page: Page, key: string, text: string, note: string): Promise<void> {
  await page.goto(`/prompts/${key}/edit`);
  await write(page, text);
  await page.locator("input[name=note]").fill(note);
  await page.getByRole("button", { name: /^Save as v/ }).click();
  await expect(page).toHaveURL(`/prompts/${key}`);
}

test("a prompt is written, changed, pinned, measured and rolled back, with the effect shown first", async ({ as }) => {
  const page = await as("operator");
  const key = nameOf("greeting");
  await makePrompt(page, key, "Hello {{name}}, be brief.");
  await save(page, key, "Hello {{name}}, be brief and kind.", "Kinder");
  await expect(page.getByRole("group", { name: "Active text" })).toContainText("brief and kind");
  const runtime = await startRuntime();
  for (const version of [1, 2, 2])
    await runtime.call("POST", "/turns", {
      id: randomUUID(),
      bot: "nova",
      user_prompt: "Hi",
      prompts: [{ key, scope: "global", version }],
    });

  // Rolled back by one key: what it does stands there before it is done.
  await page.reload();
  await expect(page.getByRole("link", { name: "Roll back…" })).toBeVisible();
  await page.keyboard.press("b");
  const panel = page.getByRole("region", { name: "Roll back to v1" });
  await expect(panel).toContainText("v1 takes the place of v2");
  await expect(panel).toContainText("one bot got it");
  await expect(panel.locator(".cm-deletedChunk, .cm-changedLine").first()).toBeVisible();
  await look(page, "prompt roll back");
  await panel.locator("input[name=reason]").fill("Too kind");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("v1 is active now, in place of v2.")).toBeVisible();
  await expect(page.getByRole("group", { name: "Active text" })).not.toContainText("kind");
  await expect(page.getByText("rolled back")).toBeVisible();
  await expect(page.getByText("Too kind")).toBeVisible();

  // Saved under a pin, the new version waits.
  await save(page, key, "Hello {{name}}, be brief and warm.", "Warmer");
  await expect(page.getByText("v3 is saved. The pinned version stays active.")).toBeVisible();

  await page.getByRole("link", { name: "Did it help?" }).first().click();
  const table = page.getByRole("table", { name: "What became of the turns, by version" });
  await expect(table.getByRole("row", { name: /^v2/ })).toContainText("2");
  await expect(page.getByText("Too few turns to compare")).toBeVisible();
  await expectAccessible(page);
  await table.getByRole("row", { name: /^v2/ }).getByRole("link", { name: "2", exact: true }).click();
  await expect(page).toHaveURL(/\/turns\?prompt=/);
  await expect(page.getByRole("grid", { name: "Turns" }).getByRole("row")).toHaveCount(3);
  await page.locator("tbody a").first().click();
  const chip = page.getByRole("link", { name: new RegExp(`${key} v2`) });
  await expect(chip).toBeVisible();
  await chip.click();
  await expect(page.getByRole("group", { name: "Text of v2" })).toContainText("brief and kind");
});

test("two people write at once: the second gets both texts put together, and nothing is lost by a reload", async ({
  as,
  expectProblem,
}) => {
  const [anna, ben] = [await as("operator"), await as("editor")];
  const key = nameOf("both");
  await makePrompt(anna, key, "One\nTwo\nThree\nFour");
  await ben.goto(`/prompts/${key}/edit`);
  await write(ben, "One\nTwo\nThree\nFour, by Ben");
  await save(anna, key, "One, by Anna\nTwo\nThree\nFour", "The first line");
  // Told while he writes, and still after a reload.
  await expect(ben.getByText("Operator Example has saved v2 since.")).toBeVisible();
  await ben.waitForTimeout(500);
  await ben.reload();
  await expect(editor(ben)).toContainText("Four, by Ben");
  await expect(ben.getByText("is back.")).toBeVisible();

  expectProblem(/status of 409/);
  await ben.getByRole("button", { name: /^Save as v/ }).click();
  const panel = ben.getByRole("alert", { name: "Somebody saved meanwhile" });
  await expect(panel).toContainText("Operator Example saved v2 while you wrote");
  await expect(panel).toContainText("The first line");
  await look(ben, "prompt conflict");
  await panel.getByRole("button", { name: "Take the merged text" }).click();
  await expect(editor(ben)).toContainText("One, by Anna");
  await expect(editor(ben)).toContainText("Four, by Ben");
  await ben.getByRole("button", { name: "Save as v3" }).click();
  await expect(ben).toHaveURL(`/prompts/${key}`);
  // Whoever reads it sees it come.
  await expect(anna.getByRole("group", { name: "Active text" })).toContainText("Four, by Ben");
  await ben.goto(`/prompts/${key}/edit`);
  await expect(editor(ben)).toContainText("One, by Anna");
  await expect(ben.getByText("is back.")).toHaveCount(0);
});

test("a protected pin moves only when a second person agrees", async ({ as }) => {
  const [admin, operator] = [await as("admin"), await as("operator")];
  const key = nameOf("guarded");
  await makePrompt(admin, key, "The first wording");
  await admin.getByText("Protect", { exact: true }).first().click();
  await admin.getByRole("button", { name: "Protect" }).click();
  await expect(admin.getByText("protected", { exact: true }).first()).toBeVisible();
  await save(admin, key, "The second wording", "Better");
  await admin.getByRole("link", { name: "Pin version 2" }).click();
  await admin.getByRole("button", { name: "Ask for this move" }).click();
  const asked = admin.getByRole("region", { name: "Waits for a second person" });
  await expect(asked).toContainText("somebody else decides");
  await expect(asked.getByRole("button", { name: "Approve" })).toHaveCount(0);

  await operator.goto(`/prompts?state=waiting&q=${key}`);
  await operator.locator("tbody a").first().click();
  await expect(operator.getByText("Admin Example asks for v2")).toBeVisible();
  await operator.getByRole("link", { name: "Open" }).click();
  const waiting = operator.getByRole("region", { name: "Waits for a second person" });
  await expect(waiting).toContainText("Admin Example asks for v2");
  await waiting.locator("input[name=note]").fill("Read by two");
  await waiting.getByRole("button", { name: "Approve" }).click();
  await expect(operator.getByRole("group", { name: "Active text" })).toContainText("The second wording");
  await expect(operator.getByText("agreed by Operator Example")).toBeVisible();
});

test("a comparison pasted into a fresh browser is the same comparison", async ({ as }) => {
  const page = await as("operator");
  const key = nameOf("compared");
  await makePrompt(page, key, "Line one\nLine two");
  await save(page, key, "Line one\nLine 2", "Digits");
  await page.goto(`/prompts/${key}/diff`);
  await page.getByRole("link", { name: "Side by side" }).click();
  await expect(page).toHaveURL(/view=unified/);
  const address = page.url();
  const fresh = await as("viewer");
  await fresh.goto(address);
  await expect(fresh.locator(".cm-deletedChunk")).toContainText("Line two");
  await expect(fresh.locator("select[name=from]")).toHaveValue("1");
  await expect(fresh.getByRole("link", { name: "Edit" })).toHaveCount(0);
  await expectAccessible(fresh);
});

test("the editor names what is wrong where it is, completes names and shows the text with values in it", async ({
  as,
  expectProblem,
}) => {
  const page = await as("operator");
  const key = nameOf("linted");
  await makePrompt(page, key, "Hello {{who}}");
  await page.goto(`/prompts/${key}/edit`);
  await expect(page.locator("[data-tokens]")).toHaveText(/^\d+ tokens, 13 characters$/);
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByText("No value, no default and no example: who.")).toBeVisible();
  await page.getByRole("button", { name: "Declare who" }).click();
  await page.getByLabel("Example of who").fill("Nora");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("group", { name: "Rendered text" })).toHaveText("Hello Nora");
  await editor(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" and {{w");
  await page.getByRole("option", { name: /^who/ }).click();
  await expect(editor(page)).toHaveText("Hello {{who}} and {{who}}");
  await page.keyboard.type(" {{broken");
  await page.keyboard.press("Escape");
  await expect(page.locator(".cm-lintRange-error")).toBeVisible();
  await look(page, "prompt broken");
  expectProblem(/status of 400/);
  await page.getByRole("button", { name: /^Save as v/ }).click();
  await expect(page.getByRole("alert").first()).toContainText("Line 1, column 27");
  await expectAccessible(page);
});

test("without JavaScript the library, a prompt and its editor work", async ({ as }) => {
  const key = nameOf("plain");
  await makePrompt(await as("operator"), key, "Plain words");
  const page = await as("operator", { javaScript: false });
  await page.goto(`/prompts?q=${key}`);
  await page.locator("tbody a").first().click();
  await expect(page.getByRole("group", { name: "Active text" })).toHaveText("Plain words");
  await page.goto(`/prompts/${key}/edit`);
  await editor(page).fill("Plain words, twice");
  await page.getByRole("button", { name: "Save as v2" }).click();
  await expect(page.getByRole("group", { name: "Active text" })).toHaveText("Plain words, twice");
  await page.getByRole("link", { name: "Pin version 1" }).click();
  await page.getByRole("button", { name: "Roll back to v1" }).click();
  await expect(page.getByRole("group", { name: "Active text" })).toHaveText("Plain words");
});

test("in a narrow window and by the keyboard a prompt is found, read and opened", async ({ as }) => {
  const page = await as("operator", { narrow: true });
  const key = nameOf("narrow");
  await makePrompt(page, key, "Narrow words");
  for (const path of [
    "/prompts",
    `/prompts/${key}`,
    `/prompts/${key}/edit`,
    `/prompts/${key}/diff`,
    `/prompts/${key}/effect`,
  ]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
  const wide = await as("operator");
  await wide.goto(`/prompts?q=${key}`);
  await expect(wide.getByRole("grid", { name: "Prompts" })).toBeVisible();
  await wide.waitForLoadState("networkidle");
  await wide.keyboard.press("j");
  await wide.keyboard.press("Enter");
  await expect(wide.getByRole("complementary", { name: key })).toContainText("Narrow words");
  await wide.keyboard.press("Enter");
  await expect(wide).toHaveURL(`/prompts/${key}`);
  await expect(wide.getByRole("link", { name: "Edit" })).toBeVisible();
  await wide.waitForLoadState("networkidle");
  await wide.keyboard.press("e");
  await expect(wide).toHaveURL(`/prompts/${key}/edit`);
});
