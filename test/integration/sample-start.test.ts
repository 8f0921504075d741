import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { sleep } from "../../scripts/process/processes.mjs";
import { startProduct } from "../setup/product.mjs";

type Product = Awaited<ReturnType<typeof startProduct>>;

async function eventually<T>(look: () => Promise<T | false | undefined>, withinMs = 60_000): Promise<T> {
  for (const until = Date.now() + withinMs; Date.now() < until; await sleep(200)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error("it did not happen in time");
}

/** The first admin's browser, after the link. */
async function browser({ link, origin }: Product) {
  let cookie = "";
  const go = async (address: string, form?: Record<string, string>) => {
    const response = await fetch(new URL(address, origin), {
      method: form ? "POST" : "GET",
      body: form && new URLSearchParams(form),
      headers: { Cookie: cookie, Origin: origin },
      redirect: "manual",
    });
    const set = response.headers.getSetCookie().filter((each) => each.startsWith("wh="));
    if (set.length > 0) cookie = set.at(-1)!.split(";")[0]!;
    return { status: response.status, text: await response.text() };
  };
  await go(link);
  return go;
}

/** The processes of the bots that play for this directory, by what the system says of them. */
function bots(): string[] {
  return fs.readdirSync("/proc").filter((pid) => {
    try {
      return (
        /^\d+$/.test(pid) &&
        fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(path.resolve("scripts/simulate.mjs")) &&
        !fs.readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ")
      );
    } catch {
      return false;
    }
  });
}

test(
  "the first start shows sample turns and bots that play, and one click ends both for good",
  { timeout: 240_000 },
  async () => {
    const env = { CMS: "off", SAMPLE: "on" };
    const before = bots();
    const product = await startProduct({ env });
    try {
      expect(product.output()).toMatch(/✓ Sample data +\d{4} turns of a week, and bots that play \(\d+\.\d s\)/);
      const go = await browser(product);
      const overview = await go("/");
      expect(overview.text).toContain("You are looking at sample data.");
      const mine = () => bots().filter((pid) => !before.includes(pid));
      if (process.platform === "linux") expect(mine()).toHaveLength(1);

      const removed = await go("/?index", { intent: "remove-sample" });
      expect(removed.status).toBe(200);
      expect((await go("/")).text).not.toContain("You are looking at sample data.");
      if (process.platform === "linux") await eventually(() => Promise.resolve(mine().length === 0));
      await product.stop();
      const again = await startProduct({ dataDir: product.dataDir, env });
      expect(again.output()).toMatch(/✓ Sample data +not shown/);
      await again.stop();
    } finally {
      await product.remove();
    }
  },
);
