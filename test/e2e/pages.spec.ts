import { expectAccessible } from "./setup/axe";
import { addresses, oneEach } from "./setup/example-paths";
import { expect, SIZES, test } from "./setup/fixtures";
import { look } from "./setup/look";
import { settled } from "./setup/settled";

const pages = oneEach(addresses().filter(({ route }) => route.isPage));

/** Nothing is read there: developers look at parts, which are drawn by script. */
const NEEDS_SCRIPT = ["/gallery"];

for (const { path, route } of pages) {
  const isOpen = [...route.parents, route].every(({ loader }) => !loader || loader.guard?.kind === "anyone");
  const who = isOpen ? "stranger" : "admin";

  // One load, four looks: neither theme nor width asks the server for anything.
  test(`${path} is accessible and fits, wide and narrow, in light and in dark`, async ({ as }) => {
    const page = await as(who);
    await page.goto(path);
    for (const width of ["wide", "narrow"] as const) {
      await page.setViewportSize(SIZES[width]);
      for (const theme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
        await expect(page.locator("h1").first()).toBeVisible();
        await look(page, path, { theme, narrow: width === "narrow" });
        await settled(page);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, "pixels that stick out to the right").toBeLessThanOrEqual(0);
        await expectAccessible(page);
      }
    }
  });

  if (!NEEDS_SCRIPT.includes(path))
    test(`${path} reads without JavaScript`, async ({ as }) => {
      const page = await as(who, { javaScript: false });
      await page.goto(path);
      await expect(page.locator("h1").first()).toBeVisible();
    });
}
