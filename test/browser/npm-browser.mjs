import fs from "node:fs";
import path from "node:path";
import { Failure } from "../../scripts/process/failure.mjs";
import { install } from "../../scripts/setup/install.mjs";
import { isInstalled } from "../../scripts/setup/installed.mjs";
import { withLock } from "../../scripts/process/lock.mjs";
import { inProject } from "../../scripts/setup/project.mjs";
import { run } from "../../scripts/process/run.mjs";

const packageDir = import.meta.dirname;

/**
 * A Chromium that comes as an npm package, for Linux machines where nothing can be installed: no root, no download
 * beside npm's. It brings the few libraries it needs.
 * @returns {Promise<import("./find-browser.mjs").Browser>}
 */
export async function npmBrowser() {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Failure(`npm has no browser for ${process.platform}-${process.arch}`);
  if (!isInstalled(packageDir)) await install({ dir: packageDir });
  const manifest = path.join(packageDir, "node_modules/@sparticuz/chromium/package.json");
  const { version } = JSON.parse(fs.readFileSync(manifest, "utf8"));
  const home = inProject(".cache", "browser", version);
  fs.mkdirSync(path.dirname(home), { recursive: true });
  await withLock(`${home}.lock`, async () => {
    if (!fs.existsSync(home)) await unpack(home);
  });
  return {
    name: "Chromium from npm",
    executablePath: path.join(home, "chromium"),
    env: {
      LD_LIBRARY_PATH: path.join(home, "al2023", "lib"),
      FONTCONFIG_PATH: path.join(home, "fonts"),
      FONTCONFIG_FILE: path.join(home, "fonts.conf"),
    },
  };
}

/**
 * The package unpacks into the temporary directory, under names that anybody could have put there before: so it gets
 * a directory of its own, which counts once it is whole.
 * @param {string} home
 */
async function unpack(home) {
  const draft = `${home}.new`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { recursive: true });
  const { code, output } = await run(
    process.execPath,
    ["--input-type=module", "-e", 'import c from "@sparticuz/chromium"; await c.executablePath();'],
    {
      cwd: packageDir,
      // Without the second it leaves out the libraries that a bare machine lacks.
      env: { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x", NODE_OPTIONS: "" },
    },
  );
  if (code !== 0) throw new Failure(`The browser from npm could not be unpacked: ${output.trim()}`);
  // Its own configuration names a directory that is not this one, and without fonts it crashes at the first word.
  const fonts = path.join(home, "fonts");
  fs.writeFileSync(
    path.join(draft, "fonts.conf"),
    `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>${fonts}</dir><cachedir>${path.join(home, "font-cache")}</cachedir></fontconfig>\n`,
  );
  fs.renameSync(draft, home);
}
