import path from "node:path";
import type { Page } from "@playwright/test";

/** With LOOK=1 a picture of the page is kept in .cache/look, for people to look at. */
export async function look(page: Page, name: string, { theme = "light", narrow = false } = {}): Promise<void> {
  if (!process.env.LOOK) return;
  const file = name.replaceAll(/[^a-z0-9]+/gi, "-").replaceAll(/^-|-$/g, "") || "home";
  await page.screenshot({
    path: path.join(".cache", "look", `${file}-${theme}-${narrow ? "narrow" : "wide"}.png`),
    animations: "disabled",
  });
}
