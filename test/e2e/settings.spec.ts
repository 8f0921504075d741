import { expect, test } from "./setup/fixtures";

test("a rule is tried before it is saved, holds for the next turn, and is switched off with a way back", async ({
  as,
  expectProblem,
}) => {
  expectProblem(/status of 400 .*\/settings\/masking\/new\.data/);
  const admin = await as("admin");
  await admin.goto("/settings/masking/new");
  await admin.getByLabel("Name").fill("Order numbers");
  await admin.getByLabel("Pattern", { exact: true }).fill("(ACME)+?");
  await admin.getByRole("button", { name: "Create the rule" }).click();
  await expect(admin.getByText("lazy or possessive repeat")).toBeVisible();
  await admin.getByLabel("Pattern", { exact: true }).fill("ACME-[0-9]{6}");
  await admin.getByLabel("A text, or JSON").fill('{"order": "ACME-123456 and ACME-654321"}');
  await admin.getByRole("button", { name: "Show what it hides" }).click();
  await expect(admin.getByText("2 places hidden")).toBeVisible();
  await expect(admin.getByText('{"order": "[hidden] and [hidden]"}')).toBeVisible();
  await admin.getByRole("button", { name: "Create the rule" }).click();
  await expect(admin).toHaveURL(/\/settings\/masking$/);
  const rule = admin.getByRole("switch", { name: "Order numbers is on" });
  await expect(rule).toBeChecked();
  await rule.click();
  await expect(rule).not.toBeChecked();
  await admin.getByRole("button", { name: "Undo" }).click();
  await expect(rule).toBeChecked();
  await admin.getByRole("link", { name: "Order numbers" }).click();
  await admin.getByRole("button", { name: "Delete" }).click();
  await admin.getByLabel("Type Order numbers to confirm").fill("Order numbers");
  await admin.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(admin.getByRole("link", { name: "Order numbers" })).toHaveCount(0);
});

test("longer terms are saved at once, and the effect of shorter ones is seen before anything goes", async ({ as }) => {
  const admin = await as("admin");
  await admin.goto("/settings/retention?rows_days=400&payloads_hours=240");
  await expect(admin.getByText("Nothing that is there goes.")).toBeVisible();
  await admin.getByRole("button", { name: "Save", exact: true }).click();
  await expect(admin.getByLabel("Keep rows, days")).toHaveValue("400");
  await admin.goto("/settings/retention?rows_days=1&payloads_hours=48");
  await expect(admin.getByText("texts cannot be kept longer than the rows they belong to")).toBeVisible();
  const operator = await as("operator");
  await operator.goto("/settings/retention");
  await expect(operator.getByRole("table")).toBeVisible();
  await expect(operator.getByLabel("Keep rows, days")).toHaveCount(0);
});
