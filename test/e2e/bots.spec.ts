import fs from "node:fs";
import { expectAccessible } from "./setup/axe";
import { newBot } from "./setup/bots";
import { expect, origin, test } from "./setup/fixtures";
import { newMachine } from "./setup/machine";

const unique = (name: string) => `${name}-${Date.now().toString(36)}${Math.floor(Math.random() * 1_000)}`;

test("a bot from nothing to its first turn", async ({ as }) => {
  const admin = await as("admin");
  const slug = unique("lantern");
  await admin.goto("/bots");
  await admin.getByRole("link", { name: "New bot" }).click();
  await admin.getByLabel("Name", { exact: true }).fill("Lantern keeper");
  await admin.getByLabel("Slug", { exact: true }).fill(slug);
  await admin.getByLabel("System prompt", { exact: true }).fill("You keep the lantern.");
  await admin.getByRole("radio", { name: "teal" }).check({ force: true });
  await admin.getByRole("button", { name: "Set the bot up" }).click();
  await expect(admin).toHaveURL(new RegExp(`/bots/${slug}$`));
  await expect(admin.getByRole("heading", { name: "Lantern keeper", level: 2 })).toBeVisible();
  await expect(admin.getByText("None in the last 30 days.")).toBeVisible();

  await admin.goto("/access/keys/new");
  await admin.getByLabel("Name", { exact: true }).fill(slug);
  await admin.getByRole("checkbox", { name: /turns:write/ }).check();
  await admin.getByRole("button", { name: /key/i }).last().click();
  const key = (await admin.getByText(/^whk_/).first().innerText()).trim();
  const call = (method: string, path: string, body: object) =>
    fetch(`${origin()}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  const id = unique("turn");
  expect((await call("POST", "/turns", { id, bot: slug, user_prompt: "Is the light on?" })).status).toBe(201);
  expect((await call("PATCH", `/turns/${id}`, { status: "ok", response_text: "Yes.", latency_ms: 420 })).status).toBe(
    200,
  );

  await expect(async () => {
    await admin.goto(`/bots/${slug}`);
    await expect(admin.getByRole("link", { name: /Turns, 24 h\s*1\b/ })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(admin.getByText("Is the light on?")).toBeVisible();
  await admin.goto(`/bots?q=${slug}`);
  const row = admin.getByRole("row", { name: /Lantern keeper/ });
  await expect(row).toContainText("Enabled");
  await row.getByRole("link").first().click();
  await expect(admin).toHaveURL(new RegExp(`/bots/${slug}$`));
  await admin
    .getByRole("list", { name: "The last 24 hours" })
    .getByRole("link", { name: /Turns, 24 h/ })
    .click();
  await expect(admin).toHaveURL(new RegExp(`/turns\\?bot=${slug}`));
});

test("a change is looked at before it is saved, stands in the history, and can be taken back", async ({
  as,
  expectProblem,
}) => {
  expectProblem(/status of 400/);
  const slug = unique("scribe");
  await newBot({ slug, name: "Scribe", system_prompt: "One.\nTwo." });
  const page = await as("operator");
  await page.goto(`/bots/${slug}/edit`);
  await page.getByRole("button", { name: "Review the changes" }).click();
  await expect(page.getByText("Nothing was changed")).toBeVisible();
  await page.getByLabel("System prompt", { exact: true }).fill("One.\nThree.");
  await page.getByLabel("Name", { exact: true }).fill("Scribe the second");
  await page.getByRole("button", { name: "Add a fallback" }).click();
  await page.getByLabel("Fallback 1, model").fill("first");
  await page.getByLabel("Fallback 2, model").fill("second");
  await page.getByLabel("Fallback 2, model").press("Alt+ArrowUp");
  await expect(page.getByLabel("Fallback 1, model")).toHaveValue("second");
  await page.getByRole("button", { name: "Review the changes" }).click();
  await expect(page.getByRole("heading", { name: "3 changes" })).toBeVisible();
  await expect(page.getByText("Scribe the second")).toBeVisible();
  await page.getByRole("button", { name: "Go on editing" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Scribe the second");
  await page.getByRole("button", { name: "Review the changes" }).click();
  await page.getByLabel("Why").fill("Clearer");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved as revision 2.")).toBeVisible();
  await page.getByRole("link", { name: "History" }).click();
  await expect(page.getByText("Clearer")).toBeVisible();
  await page.getByRole("link", { name: "What revision 2 changed" }).click();
  await expect(page).toHaveURL(/from=1&to=2/);
  await page.getByRole("button", { name: "Restore revision 1" }).click();
  await expect(page.getByText("Revision 1 is back, as revision 3.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Scribe", exact: true, level: 2 })).toBeVisible();
});

test("of two people on one bot the second chooses, and nothing is lost", async ({ as, expectProblem }) => {
  expectProblem(/status of 409/);
  const slug = unique("pair");
  await newBot({ slug, name: "Pair", system_prompt: "Before." });
  const [one, other] = [await as("operator"), await as("admin")];
  for (const page of [one, other]) await page.goto(`/bots/${slug}/edit`);
  await one.getByLabel("System prompt", { exact: true }).fill("Theirs.");
  await one.getByLabel("Description").fill("Said by the first");
  await other.getByLabel("System prompt", { exact: true }).fill("Mine.");
  await one.getByRole("button", { name: "Review the changes" }).click();
  await one.getByRole("button", { name: "Save", exact: true }).click();
  await expect(one.getByText("Saved as revision 2.")).toBeVisible();
  await other.getByRole("button", { name: "Review the changes" }).click();
  await expect(other.getByText(/Operator Example saved revision 2/)).toBeVisible();
  await expect(other.getByText("Said by the first")).toBeVisible();
  await other.getByRole("radio", { name: "Yours" }).check();
  await other.getByRole("button", { name: "Go on with this choice" }).click();
  await other.getByRole("button", { name: "Save", exact: true }).click();
  await expect(other.getByText("Saved as revision 3.")).toBeVisible();
  await expect(other.getByText("Said by the first")).toBeVisible();
});

test("a bot is disabled with a way back, duplicated, renamed and deleted", async ({ as, expectProblem }) => {
  expectProblem(/status of 409/);
  const slug = unique("ferry");
  await newBot({ slug, name: "Ferry" });
  const admin = await as("admin");
  await admin.goto(`/bots/${slug}`);
  await admin.getByRole("button", { name: "Disable" }).click();
  await expect(admin.getByText("Disabled", { exact: true })).toBeVisible();
  await admin.getByRole("button", { name: "Undo" }).click();
  await expect(admin.getByRole("button", { name: "Disable" })).toBeVisible();

  await admin.getByRole("link", { name: "Duplicate" }).click();
  await expect(admin.getByLabel("Slug", { exact: true })).toHaveValue(`${slug}-copy`);
  await admin.getByRole("button", { name: "Set the bot up" }).click();
  await expect(admin.getByRole("heading", { name: "Ferry copy", level: 2 })).toBeVisible();

  await admin.goto(`/bots/${slug}/rename`);
  await admin.getByLabel("New slug").fill(`${slug}-copy`);
  await admin.getByRole("button", { name: "Rename" }).click();
  await expect(admin.getByText(/There is a bot .* already/).first()).toBeVisible();
  await admin.getByLabel("New slug").fill(`${slug}-two`);
  await admin.getByRole("button", { name: "Rename" }).click();
  await expect(admin).toHaveURL(new RegExp(`/bots/${slug}-two$`));
  await admin.goto(`/bots/${slug}/history`);
  await expect(admin).toHaveURL(new RegExp(`/bots/${slug}-two/history$`));
  await expect(admin.getByText(`Renamed from ${slug}`)).toBeVisible();

  await admin.goto(`/bots/${slug}-two/delete`);
  await admin.getByRole("radio", { name: "Purge everything" }).check();
  await admin.getByLabel(/Type .* to delete it/).fill(`${slug}-two`);
  await admin.getByRole("button", { name: "Delete the bot and its data" }).click();
  await expect(admin).toHaveURL(/\/bots\/deletions\//);
  await expect(admin.getByRole("status").getByText("Done")).toBeVisible();
});

test("a bot that only turns know is listed, and set up from there", async ({ as }) => {
  const slug = unique("stray");
  const machine = await newMachine(slug);
  await machine.send("POST", "/turns", { bot: slug, user_prompt: "Anybody?" });
  const page = await as("operator");
  await expect(async () => {
    await page.goto(`/bots?setup=unconfigured&q=${slug}`);
    await expect(page.getByRole("row", { name: new RegExp(slug) })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.goto(`/bots/${slug}`);
  await page.getByRole("link", { name: "Set up" }).click();
  await expect(page.getByLabel("Slug", { exact: true })).toHaveValue(slug);
  await page.getByRole("button", { name: "Set the bot up" }).click();
  await expect(page.getByText("Anybody?")).toBeVisible();
});

test("bots leave as a file and come back from it, and what would happen is seen before", async ({ as }) => {
  const slug = unique("courier");
  await newBot({ slug, name: "Courier", agent_backend_config: { token: "sk-hidden" } });
  const page = await as("operator");
  await page.goto(`/bots/${slug}`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export" }).click(),
  ]);
  const text = fs.readFileSync(await download.path(), "utf8");
  expect(text).not.toContain("sk-hidden");
  const file = JSON.parse(text) as { bots: { slug: string; description: string }[] };
  file.bots[0]!.description = "From a file";
  file.bots.push({ slug: "not a slug", description: "" }, { slug: unique("new"), description: "New" });
  await page.goto("/bots/import");
  await page.getByLabel("Or paste it").fill(JSON.stringify(file));
  await page.getByRole("button", { name: "Show what it would do" }).click();
  await expect(page.getByText("1 made, 1 changed, 1 refused. Nothing is written yet.")).toBeVisible();
  await expect(page.getByText("From a file")).toBeVisible();
  await page.getByRole("button", { name: "Import 2 bots" }).click();
  await expect(page.getByText("Bots made: 1. Changed: 1.")).toBeVisible();
});

test("bots are read and changed without script", async ({ as }) => {
  const slug = unique("quiet");
  await newBot({ slug, name: "Quiet" });
  const page = await as("operator", { javaScript: false });
  await page.goto(`/bots?q=${slug}`);
  await page.getByRole("row", { name: /Quiet/ }).getByRole("link").first().click();
  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("Description").fill("Without script");
  await page.getByRole("button", { name: "Review the changes" }).click();
  await expect(page.getByText("Without script")).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/bots/${slug}$`));
  await expect(page.getByText("Without script")).toBeVisible();
});

test("bots are reached and opened by keyboard, and fit a narrow window", async ({ as }) => {
  const slug = unique("keys");
  await newBot({ slug, name: "Keys" });
  const page = await as("viewer");
  await page.goto("/");
  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await expect(page).toHaveURL(/\/bots$/);
  await page.goto(`/bots?q=${slug}`);
  await expect(page.getByRole("row", { name: /Keys/ })).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/bots/${slug}$`));
  await expect(page.getByRole("link", { name: "Edit" })).toHaveCount(0);
  const narrow = await as("operator", { narrow: true, theme: "dark" });
  for (const path of [
    "/bots",
    `/bots/${slug}`,
    `/bots/${slug}/edit`,
    `/bots/${slug}/history`,
    `/bots/${slug}/rename`,
    "/bots/new",
    "/bots/import",
  ]) {
    await narrow.goto(path);
    await expect(narrow.getByRole("main")).toBeVisible();
    const overflow = await narrow.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
    await expectAccessible(narrow);
  }
});
