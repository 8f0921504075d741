import type { Page } from "@playwright/test";
import { changeLook, newBot } from "./setup/bots";
import { expect, test } from "./setup/fixtures";
import { startRuntime } from "./setup/runtime";

const strip = (page: Page) => page.getByRole("region", { name: "Paused" });
const unique = (name: string) => `${name}-${Date.now().toString(36)}`;

test("a bot is paused with a reason and resumed, and resuming can be taken back", async ({ as }) => {
  const operator = await as("operator");
  await operator.goto("/settings/pauses");
  await expect(operator).toHaveURL(/\/bots\/pauses$/);
  await operator.getByLabel("Bot", { exact: true }).fill("settings-test-bot");
  await operator.getByLabel("Why").fill("it shouts");
  await operator.getByRole("button", { name: "Pause", exact: true }).click();
  const resume = operator.getByRole("button", { name: "Resume settings-test-bot" });
  await expect(resume).toBeVisible();
  await resume.click();
  await expect(resume).toHaveCount(0);
  await operator.getByRole("button", { name: "Undo" }).click();
  await expect(resume).toBeVisible();
  await expect(operator.getByText("it shouts")).toBeVisible();
  await resume.click();
  await expect(operator.getByText("No bot is paused.")).toBeVisible();
});

test("a pause from a bot's page is seen on every page of everybody, live, and lifted from there", async ({ as }) => {
  const slug = unique("loud");
  await newBot({ slug, name: "Loud one" });
  const viewer = await as("viewer");
  await viewer.goto("/turns");
  const editor = await as("editor");
  await editor.goto("/");
  await expect(strip(editor)).toHaveCount(0);
  const operator = await as("operator");
  await operator.goto(`/bots/${slug}`);
  await operator.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(strip(operator)).toContainText("Loud one");
  await expect(strip(viewer)).toContainText("Loud one");
  await expect(strip(viewer).getByRole("button")).toHaveCount(0);
  await expect(strip(editor)).toContainText("is paused and starts no new turn");
  await editor.getByRole("link", { name: "Health" }).first().click();
  await expect(editor).toHaveURL(/\/health/);
  await strip(editor)
    .getByRole("button", { name: `Resume ${slug}` })
    .click();
  await expect(strip(editor)).toHaveCount(0);
  await expect(editor.getByRole("button", { name: "Undo" })).toBeVisible();
  await expect(strip(viewer)).toHaveCount(0);
  await expect(strip(operator)).toHaveCount(0);
});

test("a pause shows and is lifted without script", async ({ as }) => {
  const slug = unique("mute");
  await newBot({ slug, name: "Mute one" });
  const page = await as("operator", { javaScript: false });
  await page.goto(`/bots/${slug}`);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await page.goto("/alerts");
  await expect(strip(page)).toContainText("Mute one");
  await strip(page)
    .getByRole("button", { name: `Resume ${slug}` })
    .click();
  await page.goto("/alerts");
  await expect(strip(page)).toHaveCount(0);
});

test("the palette finds a bot, pauses it with a way back, and asks before it pauses every bot", async ({ as }) => {
  const slug = unique("harsh");
  await newBot({ slug, name: slug });
  const page = await as("operator");
  await page.goto("/jobs");
  const ask = async (words: string) => {
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("A page, an action, a name or an id").fill(words);
  };
  await ask(`pause ${slug}`);
  await page.getByRole("option", { name: `Pause ${slug}` }).click();
  await expect(strip(page)).toContainText(slug);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(strip(page)).toHaveCount(0);
  await ask("pause every bot");
  await page.getByRole("option", { name: "Pause every bot" }).click();
  const question = page.getByRole("dialog", { name: "Pause every bot" });
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("No bot is paused.")).toBeVisible();
  await ask(slug);
  await page.getByRole("option", { name: slug }).first().click();
  await expect(page).toHaveURL(new RegExp(`/bots/${slug}$`));
});

test("the effective view tells each value's source, and the prompt by section with tokens", async ({ as }) => {
  const slug = unique("plain");
  await newBot({ slug, name: "Plain one", system_prompt: "You answer in one line." });
  const page = await as("viewer");
  await page.goto(`/bots/${slug}/effective`);
  const prompt = page.getByRole("group", { name: "System prompt" });
  await expect(prompt).toHaveText("You answer in one line.");
  await expect(page.getByText(/^\d+ tokens \(o200k\)/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Room for history" })).toBeVisible();
  await page.getByRole("link", { name: /^Only what differs/ }).click();
  await expect(page).toHaveURL(/only=changed/);
  await expect(page.getByRole("link", { name: "Room for history" })).toHaveCount(0);
  const plain = await as("viewer", { javaScript: false });
  await plain.goto(`/bots/${slug}/effective?only=changed`);
  await expect(plain.getByRole("link", { name: "Room for history" })).toHaveCount(0);
});

test("what names a bot that nobody has set up is found, adopted or purged, with a receipt", async ({
  as,
  expectProblem,
}) => {
  expectProblem(/status of 400 .*\/bots\/orphans\.data/);
  const { call } = await startRuntime();
  const ghost = unique("ghost");
  const found = unique("found");
  for (const bot of [ghost, found]) await call("POST", "/turns", { bot, user_prompt: "Hello?" });
  const admin = await as("admin");
  await admin.goto("/bots/orphans");
  const adopt = admin.getByRole("button", { name: "Set it up" });
  const row = admin.getByRole("listitem").filter({ hasText: ghost }).filter({ has: adopt });
  await expect(row).toContainText("1 turn");
  await row.getByText("Attach it to a bot, or purge it").click();
  await row.getByLabel(`Type ${ghost} to purge it`).fill("something else");
  await row.getByRole("button", { name: "Purge" }).click();
  await expect(row.getByText(`must be ${ghost}`)).toBeVisible();
  await row.getByLabel(`Type ${ghost} to purge it`).fill(ghost);
  await row.getByRole("button", { name: "Purge" }).click();
  const receipt = admin.getByRole("listitem").filter({ hasText: "Purged" }).filter({ hasText: ghost });
  await expect(receipt).toContainText("1 turn", { timeout: 30_000 });
  await expect(row).toHaveCount(0);
  await admin.getByRole("listitem").filter({ hasText: found }).getByRole("button", { name: "Set it up" }).click();
  await expect(admin).toHaveURL(new RegExp(`/bots/${found}$`));
});

test("/new clears the session upstream, says what that means, and is taken back", async ({ as }) => {
  const slug = unique("coder");
  await newBot({
    slug,
    name: "Coder",
    agent_backend: "codex",
    agent_backend_config: { session_key: "thread-0199a6c2" },
  });
  const page = await as("operator");
  await page.goto(`/bots/${slug}`);
  await expect(page.getByText("thread-0199a6c2")).toBeVisible();
  await expect(page.getByText("starts a conversation that knows nothing of this one")).toBeVisible();
  await page.getByRole("button", { name: "Begin a new session" }).click();
  await expect(page.getByText("thread-0199a6c2")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("thread-0199a6c2")).toBeVisible();
});

test("a bot has its colour, avatar and name wherever it is shown, without script, and live after a change", async ({
  as,
}) => {
  const slug = unique("colour");
  await newBot({ slug, name: "Marigold", color: "amber", avatar: "🌼" });
  const { call } = await startRuntime();
  const { id } = await call("POST", "/turns", { bot: slug, user_prompt: "What colour are you?" });
  const plain = await as("viewer", { javaScript: false });
  await plain.goto(`/turns?bot=${slug}`);
  await expect(plain.getByText("Marigold").first()).toBeVisible();
  await expect(plain.getByText("🌼").first()).toBeVisible();
  const page = await as("viewer");
  await page.goto(`/turns/${String(id)}`);
  const mark = page.getByText("🌼").first();
  await expect(mark).toHaveAttribute("style", /--bot-3/);
  await changeLook(slug, { name: "Cornflower", color: "blue" });
  await expect(page.getByText("Cornflower").first()).toBeVisible();
  await expect(mark).toHaveAttribute("style", /--bot-5/);
});
