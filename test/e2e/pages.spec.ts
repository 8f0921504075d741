import { expectAccessible } from "./setup/axe";
import { addresses } from "./setup/example-paths";
import { expect, test } from "./setup/fixtures";
import { look } from "./setup/look";

const pages = addresses().filter(({ route }) => route.isPage);

for (const { path, route } of pages) {
  const isOpen = [...route.parents, route].every(({ loader }) => !loader || loader.guard?.kind === "anyone");
  const who = isOpen ? "stranger" : "admin";

  for (const theme of ["light", "dark"] as const)
    for (const narrow of [false, true])
      test(`${path} is accessible and fits, ${theme} and ${narrow ? "narrow" : "wide"}`, async ({ as }) => {
        const page = await as(who, { theme, narrow });
        await page.goto(path);
        await expect(page.locator("h1").first()).toBeVisible();
        await look(page, path, { theme, narrow });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, "pixels that stick out to the right").toBeLessThanOrEqual(0);
        await expectAccessible(page);
      });

  test(`${path} reads without JavaScript`, async ({ as }) => {
    const page = await as(who, { javaScript: false });
    await page.goto(path);
    await expect(page.locator("h1").first()).toBeVisible();
  });
}
