import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { withConnection } from "../../scripts/database/connection.mjs";
import { readDatabaseFile, urlFor } from "../../scripts/database/database.mjs";
import { expectAccessible } from "./setup/axe";
import { expect, origin, test } from "./setup/fixtures";
import { idOf } from "./setup/people";

const PASSWORD = "the brass wheel turns";

/** Somebody new, let in by the admin; returns their address and the link they were given. */
async function letIn(admin: Page, name: string): Promise<{ email: string; link: string }> {
  const email = `${randomUUID()}@wheelhouse.test`;
  await admin.goto("/access/people/new");
  await admin.getByLabel("Name").fill(name);
  await admin.getByLabel("E-mail").fill(email);
  await admin.getByRole("radio", { name: "Operator" }).check();
  await admin.getByRole("button", { name: "Let them in" }).click();
  const link = await admin.getByLabel("Command", { exact: true }).innerText();
  expect(link).toMatch(/\/sign-in\/reset\?token=[\w-]{43}$/);
  return { email, link: link.replace(/^.*(?=\/sign-in)/, "") };
}

async function setPassword(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page).toHaveURL(/\/sign-in\?reset/);
}

async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.goto("/");
  await page.evaluate(() => fetch("/sign-out", { method: "POST" }));
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in\?to=%2Faccount/);
}

test("a person is let in, chooses a password, is led where they wanted, and leaves", async ({ as, expectProblem }) => {
  expectProblem(/status of 401 .*\/sign-in\.data/);
  const { email, link } = await letIn(await as("admin"), "New Operator");
  const page = await as("stranger");
  await setPassword(page, link);
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link does not work any more");
  await page.goto("/account/password?x=1");
  await signIn(page, email, "a wrong one");
  await expect(page.getByRole("alert")).toHaveText("The e-mail address or the password is not right.");
  await signIn(page, email);
  await expect(page).toHaveURL(/\/account\/password\?x=1$/);
  await signOut(page);
});

test("codes: turned on, asked for, refused when used again, and a recovery code in their place", async ({
  as,
  expectProblem,
}) => {
  expectProblem(/status of 401 .*\/sign-in\/code\.data/);
  const { email, link } = await letIn(await as("admin"), "Careful Operator");
  const page = await as("stranger");
  await setPassword(page, link);
  await signIn(page, email);
  await expect(page).toHaveURL(`${origin()}/`);
  await page.goto("/account/codes");
  await page.getByLabel("Your password").fill(PASSWORD);
  await page.getByRole("button", { name: "Turn codes on" }).click();
  await expect(page.getByAltText("The secret as a QR code")).toBeVisible();
  await expectAccessible(page);
  const secret = (await page.locator("code").innerText()).replace(/\s/g, "");
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const used = totp.generate();
  await page.getByLabel("The code it shows now").fill(used);
  await page.getByRole("button", { name: "Confirm" }).click();
  const codes = page.getByRole("main").locator("li");
  await expect(codes).toHaveCount(10);
  const recovery = await codes.first().innerText();
  await expectAccessible(page);
  await signOut(page);

  await signIn(page, email);
  await expect(page).toHaveURL(/\/sign-in\/code/);
  await page.getByLabel("Code").fill(used);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("alert")).toContainText("used before");
  await page.getByLabel("Code").fill(totp.generate({ timestamp: Date.now() + 30_000 }));
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/account$/);
  await signOut(page);

  await signIn(page, email);
  await page.getByLabel("Code").fill(recovery.toUpperCase());
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/account$/);
  await page.goto("/account/codes");
  await expect(page.getByText("9 recovery codes are left")).toBeVisible();
});

test("signing in, and everything about one's account, works without JavaScript", async ({ as }) => {
  const { email, link } = await letIn(await as("admin"), "Plain Operator");
  const page = await as("stranger", { javaScript: false });
  await setPassword(page, link);
  await signIn(page, email, "a wrong one");
  await expect(page.getByRole("alert")).toBeVisible();
  await page.goto("/sign-in?to=/account/codes");
  await signIn(page, email);
  await page.getByLabel("Your password").fill(PASSWORD);
  await page.getByRole("button", { name: "Turn codes on" }).click();
  const secret = (await page.locator("code").innerText()).replace(/\s/g, "");
  await page.getByLabel("The code it shows now").fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("main").locator("li")).toHaveCount(10);
  await page.goto("/account");
  await page.getByLabel("Name").fill("Plainer Operator");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Name")).toHaveValue("Plainer Operator");
});

test("a sign-in link works once; looking at it uses nothing up", async ({ as }) => {
  const token = randomBytes(32).toString("base64url");
  await withConnection(urlFor(readDatabaseFile(process.env.E2E_DATA_DIR ?? "")!, "owner"), (client) =>
    client.query(
      `insert into console.one_time_links (id, kind, token_hash, user_id, expires_at)
       values ($1, 'sign-in', $2, $3, now() + interval '15 minutes')`,
      [randomUUID(), createHash("sha256").update(token).digest(), idOf("viewer")],
    ),
  );
  const link = `/sign-in/link?token=${token}`;
  await fetch(origin() + link, { method: "HEAD" });
  await fetch(origin() + link, { headers: { "Sec-Purpose": "prefetch" } });
  const first = await fetch(origin() + link, { redirect: "manual" });
  expect(first.status).toBe(302);
  expect(first.headers.get("set-cookie")).toMatch(/^wh=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=1209600$/);
  const page = await as("stranger");
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link does not work any more");
  await expectAccessible(page);
});

test("a session that is ended elsewhere is over at the next click", async ({ as }) => {
  const { email, link } = await letIn(await as("admin"), "Short Operator");
  const page = await as("stranger");
  await setPassword(page, link);
  await signIn(page, email);
  await expect(page).toHaveURL(`${origin()}/`);
  const admin = await as("admin");
  await admin.goto("/access/sessions");
  await admin
    .getByRole("row", { name: /Short Operator/ })
    .getByRole("button", { name: "End" })
    .click();
  await expect(admin.getByRole("row", { name: /Short Operator/ })).toHaveCount(0);
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a key is shown once, works, is rotated with an overlap, and is refused once revoked", async ({
  as,
  expectProblem,
}) => {
  expectProblem(/status of 400 .*\/access\/keys\/new\.data/);
  const page = await as("admin");
  const name = `Key ${randomUUID()}`;
  const asks = async (key: string) =>
    (await fetch(`${origin()}/api/v1/me`, { headers: { Authorization: `Bearer ${key}` } })).status;
  await page.goto("/access/keys/new");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create the key" }).click();
  await expect(page.getByText("Choose at least one scope.").first()).toBeVisible();
  await page.getByLabel("turns:read").check();
  await page.getByRole("button", { name: "Create the key" }).click();
  const key = await page.getByLabel("Command", { exact: true }).innerText();
  expect(key).toMatch(/^whk_[\w-]{43}$/);
  expect(await asks(key)).toBe(200);
  await page.goto("/access/keys");
  await expect(page.getByText(key)).toHaveCount(0);
  await page.getByRole("row", { name }).getByRole("link").first().click();
  await page.getByRole("button", { name: "Make a new key" }).click();
  const next = await page.getByLabel("Command", { exact: true }).innerText();
  expect([await asks(key), await asks(next)]).toEqual([200, 200]);
  await page.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("Revoked", { exact: true })).toBeVisible();
  expect([await asks(key), await asks(next)]).toEqual([401, 200]);
});

test("the audit log shows what was done, narrows, proves itself whole, and is taken along", async ({ as }) => {
  const page = await as("admin");
  await letIn(page, "Audited Person");
  await page.goto("/access/audit?action=user.created");
  await page
    .getByRole("row", { name: /Audited Person/ })
    .first()
    .click();
  await expect(page.getByRole("complementary", { name: /^Entry \d+$/ })).toContainText("operator");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText(/The chain is whole: [\d,]+ entries/)).toBeVisible();
  const cookies = await page.context().cookies();
  const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const all = await fetch(`${origin()}/access/audit/export?all&format=jsonl`, { headers: { Cookie } });
  const lines = (await all.text()).trim().split("\n");
  expect(all.headers.get("content-disposition")).toMatch(/attachment; filename="audit-.*\.jsonl"/);
  expect(lines.map((line) => Number((JSON.parse(line) as { seq: string }).seq))).toEqual(lines.map((_, i) => i + 1));
});

test("a header that names a person signs nobody in without a trusted proxy", async () => {
  for (const header of ["X-Forwarded-Email", "Remote-Email", "Remote-User", "X-Forwarded-User"]) {
    const response = await fetch(`${origin()}/access`, {
      redirect: "manual",
      headers: { [header]: "admin@wheelhouse.test" },
    });
    expect(response.headers.get("location"), header).toMatch(/^\/sign-in\?/);
  }
});
