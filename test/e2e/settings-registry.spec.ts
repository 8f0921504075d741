import { expect, test } from "./setup/fixtures";

test("a setting is changed by itself, taken back, and every state of its past comes back", async ({
  as,
  expectProblem,
}) => {
  expectProblem(/status of 400 .*\/settings\.data/);
  const admin = await as("admin");
  await admin.goto("/settings?q=summary_count");
  const line = admin.locator("#setting-summary_count");
  await line.getByRole("link", { name: "How many summaries" }).click();
  const field = admin.getByLabel("How many summaries", { exact: true });
  await field.fill("many");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("It must be a number")).toBeVisible();
  await field.fill("7");
  await admin.getByRole("button", { name: "Save" }).click();
  const history = admin.getByRole("region", { name: "History of How many summaries" });
  await expect(history.getByText("not set")).toBeVisible();
  await field.fill("9");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(history.getByRole("listitem")).toHaveCount(2);
  await admin.getByRole("button", { name: "Undo" }).last().click();
  await expect(history.getByRole("listitem")).toHaveCount(3);
  await expect(field).toHaveValue("7");
  await history.getByRole("button", { name: "Restore" }).first().click();
  await expect(field).toHaveValue("9");
  await admin.getByRole("button", { name: "Back to the default" }).click();
  await expect(line.getByText("default")).toBeVisible();
});

test("of two who have the same setting open the second is told, and decides again", async ({ as, expectProblem }) => {
  expectProblem(/status of 409 .*\/settings\.data/);
  const [first, second] = [await as("admin"), await as("admin")];
  for (const page of [first, second]) await page.goto("/settings?q=seed_message&key=seed_message_max_chars");
  const field = (page: typeof first) => page.getByLabel("Longest opening message, characters");
  await field(first).fill("4000");
  await first.getByRole("button", { name: "Save" }).click();
  await expect(first.getByText("4,000 characters").first()).toBeVisible();
  await field(second).fill("5000");
  await second.getByRole("button", { name: "Save" }).click();
  await expect(second.getByRole("alert")).toContainText("it is 4,000 characters now");
  await expect(field(second)).toHaveValue("5000");
  await second.getByRole("button", { name: "Save" }).click();
  await expect(second.locator("#setting-seed_message_max_chars").getByText("5,000 characters").first()).toBeVisible();
});

test("a bot's own value wins over the house's, is listed as its own, and can be let go", async ({ as }) => {
  const admin = await as("admin");
  await admin.goto("/settings?scope=bot:registry-test-bot");
  const line = admin.locator("#setting-compact_context");
  await line.getByRole("switch", { name: "Compact context is on" }).click();
  await expect(line.getByText("this bot")).toBeVisible();
  await admin.getByRole("link", { name: "Only what is set" }).click();
  await expect(admin.getByRole("status").filter({ hasText: "1 of" })).toBeVisible();
  await line.getByRole("link", { name: "Compact context" }).click();
  await admin.getByRole("button", { name: "Follow the house" }).click();
  await expect(admin.getByText("Nothing is set here")).toBeVisible();
});

test("a credential is entered once, used by a setting, and not deleted while it is", async ({ as }) => {
  const admin = await as("admin");
  const secret = "sk-live-0123456789abcdef";
  await admin.goto("/settings/credentials/new");
  await admin.getByLabel("Name").fill("Registry test");
  await admin.getByLabel("Value").fill(secret);
  await admin.getByRole("button", { name: "Create the credential" }).click();
  await expect(admin.getByText("cdef", { exact: true })).toBeVisible();
  expect(await admin.content()).not.toContain(secret);
  await admin.goto("/settings?scope=bot:registry-test-bot");
  await admin.getByText("Set a key that is not in the list").click();
  await admin.getByLabel("Key", { exact: true }).fill("provider_connection:registry-test");
  await admin.getByLabel("Value", { exact: true }).fill("a first value of it");
  await admin.getByRole("button", { name: "Set it" }).click();
  await admin.getByRole("link", { name: "Connection to registry-test" }).click();
  await admin.getByLabel("Where it comes from").selectOption({ label: "Credential: Registry test" });
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("from a credential").first()).toBeVisible();
  await admin.goto("/settings/credentials");
  await admin.getByRole("link", { name: "Registry test" }).first().click();
  await expect(admin.getByText("It is in use")).toBeVisible();
  await admin.getByRole("link", { name: "Connection to registry-test" }).click();
  await admin.getByRole("button", { name: "Remove" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(admin.getByRole("link", { name: "Connection to registry-test" })).toHaveCount(0);
});

test("a setting is read and changed without JavaScript", async ({ as }) => {
  const admin = await as("admin", { javaScript: false });
  await admin.goto("/tools/settings?q=top_p");
  await expect(admin).toHaveURL(/\/settings\?q=top_p$/);
  await admin.getByRole("link", { name: "Top p" }).click();
  await admin.getByLabel("Top p", { exact: true }).fill("0.9");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("Saved.")).toBeVisible();
  await expect(admin.locator("#setting-top_p").getByText("0.9", { exact: true }).first()).toBeVisible();
  await admin.getByRole("button", { name: "Back to the default" }).click();
  await expect(admin.locator("#setting-top_p").getByText("as the provider has it").first()).toBeVisible();
  const operator = await as("operator", { javaScript: false });
  await operator.goto("/settings?key=top_p");
  await expect(operator.getByRole("button", { name: "Save" })).toHaveCount(0);
});

test("a role is changed and, for a while, had back", async ({ as }) => {
  const admin = await as("admin");
  await admin.goto("/access/people/new");
  await admin.getByLabel("Name").fill("Role test");
  await admin.getByLabel("E-mail").fill("role-test@wheelhouse.test");
  await admin.getByRole("radio", { name: "Viewer" }).check();
  await admin.getByRole("button", { name: "Let them in" }).click();
  await admin.getByRole("link", { name: "Go to Role test" }).click();
  await admin.getByRole("radio", { name: "Editor" }).check();
  await admin.getByRole("button", { name: "Save the role" }).click();
  await expect(admin.getByText("Role test is editor now.")).toBeVisible();
  await admin.getByRole("button", { name: "Undo" }).click();
  await expect(admin.getByText("Undone.")).toBeVisible();
  await expect(admin.getByRole("radio", { name: "Viewer" })).toBeChecked();
});
