import type { BrowserContext, ConsoleMessage, Page } from "@playwright/test";

/** What must not happen on any page of any test. */
export type Problem = { kind: "console" | "script" | "policy"; text: string };

/** The browser says this of every answer that is not 2xx; which status an address gives is for the tests to say. */
function isOwnStatus(message: ConsoleMessage, page: Page): boolean {
  return (
    message.text().startsWith("Failed to load resource: the server responded with") &&
    message.location().url === page.url()
  );
}

/** Notes every error on the console, every uncaught error and every violation of the content security policy. */
export async function watch(context: BrowserContext, problems: Problem[]): Promise<void> {
  context.on("console", (message) => {
    const page = message.page();
    if (message.type() !== "error" || (page && isOwnStatus(message, page))) return;
    problems.push({ kind: "console", text: `${message.text()} (${message.location().url})` });
  });
  context.on("weberror", (error) =>
    problems.push({ kind: "script", text: String(error.error().stack ?? error.error()) }),
  );
  await context.exposeBinding("noteViolation", (_source, text: string) => problems.push({ kind: "policy", text }));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const note = (globalThis as unknown as { noteViolation: (text: string) => void }).noteViolation;
      note(
        `${event.effectiveDirective} refuses ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber} on ${event.documentURI}`,
      );
    });
  });
}
