import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const NOT_OURS =
  /(^|\/)(node_modules|build|dist|\.git|\.cache|\.wheelhouse|\.tmp|\.strapi|test-results|playwright-report|generated)(\/|$)/;

/** The files of the repository; where it came without its history, everything that is not made by a command. */
export function trackedFiles(): string[] {
  try {
    const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return listed.split("\0").filter((file) => file && fs.existsSync(file));
  } catch {
    return below(".").filter((file) => !NOT_OURS.test(file));
  }
}

function below(directory: string): string[] {
  return fs.readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const place = path.posix.join(directory, entry.name);
    if (!entry.isDirectory()) return [place];
    return NOT_OURS.test(place) ? [] : below(place);
  });
}
