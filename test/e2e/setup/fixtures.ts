import { expect, test as base, type BrowserContext, type Page } from "@playwright/test";
import type { Role, Sessions } from "./people";
import { watch, type Problem } from "./watch";

export { expect };

type Look = { theme?: "light" | "dark"; narrow?: boolean; javaScript?: boolean };

type Fixtures = {
  /** A page for somebody of this role, or for a stranger; every one of them is watched. */
  as: (who: Role | "stranger", look?: Look) => Promise<Page>;
  /** Says that a problem like this is what the test is about. */
  expectProblem: (pattern: RegExp) => void;
  problems: { noted: Problem[]; expected: RegExp[] };
};

export const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

export function origin(): string {
  return process.env.E2E_ORIGIN ?? "";
}

export function sessionCookie(role: Role): string {
  return `wh=${(JSON.parse(process.env.E2E_SESSIONS ?? "{}") as Sessions)[role]}`;
}

export const test = base.extend<Fixtures>({
  problems: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from the pattern
    async ({}, provide, info) => {
      const problems = { noted: [] as Problem[], expected: [] as RegExp[] };
      await provide(problems);
      const { noted, expected } = problems;
      info.annotations.push({
        type: "policy violations",
        description: String(noted.filter((each) => each.kind === "policy").length),
      });
      for (const pattern of expected)
        expect(
          noted.some(({ text }) => pattern.test(text)),
          `${pattern} was expected`,
        ).toBe(true);
      const others = noted.filter(({ text }) => !expected.some((pattern) => pattern.test(text)));
      expect(others.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([]);
    },
    { auto: true },
  ],
  // oxlint-disable-next-line no-empty-pattern -- as above
  async baseURL({}, provide) {
    await provide(origin());
  },
  async context({ context, problems }, provide) {
    await watch(context, problems.noted);
    await provide(context);
  },
  async expectProblem({ problems }, provide) {
    await provide((pattern) => problems.expected.push(pattern));
  },
  async as({ browser, problems }, provide) {
    const contexts: BrowserContext[] = [];
    await provide(async (who, { theme = "light", narrow = false, javaScript = true } = {}) => {
      const [name, value] = who === "stranger" ? [] : sessionCookie(who).split("=");
      const context = await browser.newContext({
        baseURL: origin(),
        colorScheme: theme,
        viewport: narrow ? SIZES.narrow : SIZES.wide,
        javaScriptEnabled: javaScript,
        reducedMotion: "reduce",
      });
      contexts.push(context);
      if (name && value) await context.addCookies([{ name, value, url: origin(), httpOnly: true, sameSite: "Lax" }]);
      if (javaScript) await watch(context, problems.noted);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});
