import type { Page } from "@playwright/test";

/** What moves has arrived, and what was changed is drawn. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
      .map((animation) => animation.finished);
    // One that is paused, or waits for a scroll, would never end.
    await Promise.race([Promise.allSettled(ending), new Promise((resolve) => setTimeout(resolve, 1_000))]);
  });
}
