import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { Failure, codeOf, messageOf } from "../process/failure.mjs";
import { readTar, tarWriter } from "./tar.mjs";

/**
 * @typedef {object} Manifest the first entry of a backup
 * @property {1} format
 * @property {string} created_at
 * @property {"embedded" | "external"} mode
 * @property {number} postgres the major version
 * @property {string} platform of the embedded cluster's files
 * @property {boolean} secrets whether secrets.json is inside
 * @property {string[]} keys the ids of the keys that its data is encrypted with
 * @property {string[]} extensions
 *
 * @typedef {{ name: string, size: number, sha256: string }} FileSum
 */

const manifestName = "backup.json";
const sumsName = "checksums.json";

/**
 * Exactly `size` bytes of an open file: a live database file may grow or shrink meanwhile, and its log repairs that.
 * @param {fs.promises.FileHandle} file @param {number} size @param {import("node:crypto").Hash} hash
 */
async function* steadyContent(file, size, hash) {
  for (let at = 0; at < size;) {
    const buffer = Buffer.allocUnsafe(Math.min(1 << 20, size - at));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    const piece = bytesRead > 0 ? buffer.subarray(0, bytesRead) : Buffer.alloc(size - at);
    at += piece.length;
    hash.update(piece);
    yield piece;
  }
}

/**
 * Writes an archive next to its final name and renames it when it is whole and on disk.
 * @param {string} file @param {Manifest} manifest
 * @param {(archive: ArchiveWriter) => Promise<void>} fill
 * @returns {Promise<{ files: number, bytes: number }>}
 */
export async function writeArchive(file, manifest, fill) {
  const draft = `${file}.part`;
  const gzip = createGzip({ level: 3 });
  const target = fs.createWriteStream(draft, { mode: 0o600, flags: "w" });
  const written = pipeline(gzip, target);
  // It is awaited below; until then a full disk must not count as an unhandled rejection.
  written.catch(() => undefined);
  const tar = tarWriter(gzip);
  const writer = archiveWriter(tar);
  try {
    const work = (async () => {
      await writer.addText(manifestName, JSON.stringify(manifest, null, 2));
      await fill(writer);
      await tar.add(...textEntry(sumsName, JSON.stringify(writer.sums)));
      await tar.end();
    })();
    await Promise.all([work, written]);
    const handle = await fs.promises.open(draft, "r");
    await handle.sync();
    await handle.close();
    fs.renameSync(draft, file);
  } catch (error) {
    gzip.destroy();
    fs.rmSync(draft, { force: true });
    throw error;
  }
  return { files: writer.sums.length, bytes: fs.statSync(file).size };
}

/** @param {string} name @param {string} text @returns {[import("./tar.mjs").TarEntry, AsyncIterable<Buffer>]} */
function textEntry(name, text) {
  const bytes = Buffer.from(text);
  async function* content() {
    yield bytes;
  }
  return [{ name, type: "file", size: bytes.length, mode: 0o600 }, content()];
}

/** @param {ReturnType<typeof tarWriter>} tar */
function archiveWriter(tar) {
  /** @type {FileSum[]} */
  const sums = [];
  return {
    sums,
    /** @param {string} name @param {string} text */
    async addText(name, text) {
      const sha256 = createHash("sha256").update(text).digest("hex");
      sums.push({ name, size: Buffer.byteLength(text), sha256 });
      await tar.add(...textEntry(name, text));
    },
    /** A file that is gone by now is left out. @param {string} name @param {string} source */
    async addFile(name, source) {
      let file;
      try {
        file = await fs.promises.open(source, "r");
      } catch (error) {
        if (codeOf(error) === "ENOENT") return;
        throw error;
      }
      try {
        const { size, mode } = await file.stat();
        const hash = createHash("sha256");
        await tar.add({ name, type: "file", size, mode }, steadyContent(file, size, hash));
        sums.push({ name, size, sha256: hash.digest("hex") });
      } finally {
        await file.close();
      }
    },
    /**
     * A directory with all that is in it.
     * @param {string} name @param {string} source @param {(inside: string) => "all" | "empty" | "none"} [pick]
     *   what to take of an entry, by its path inside the directory
     * @param {string} [inside] where in it
     */
    async addTree(name, source, pick = () => "all", inside = "") {
      const here = path.join(source, inside);
      const stat = fs.statSync(here, { throwIfNoEntry: false });
      if (!stat) return;
      await tar.add({ name: inside ? `${name}/${inside}` : name, type: "directory", size: 0, mode: stat.mode });
      if (pick(inside) === "empty") return;
      for (const entry of fs.readdirSync(here, { withFileTypes: true })) {
        const at = inside ? `${inside}/${entry.name}` : entry.name;
        if (pick(at) === "none") continue;
        if (entry.isDirectory()) await this.addTree(name, source, pick, at);
        else if (entry.isFile()) await this.addFile(`${name}/${at}`, path.join(source, at));
      }
    },
  };
}
/** @typedef {ReturnType<typeof archiveWriter>} ArchiveWriter */

/** @param {string} name */
function isSafe(name) {
  return !path.isAbsolute(name) && !name.split("/").includes("..") && !name.includes("\\");
}

/**
 * Unpacks an archive and checks every file against its sum; the caller throws the directory away when this fails.
 * @param {string} file
 * @param {(manifest: Manifest) => void} accept throws when this backup must not be restored here
 * @param {(name: string) => string} placeOf where an entry goes
 * @returns {Promise<Manifest>}
 */
export async function unpackArchive(file, accept, placeOf) {
  /** @type {FileSum[]} */
  const found = [];
  /** @type {FileSum[] | undefined} */
  let expected;
  /** @type {Manifest | undefined} */
  let manifest;
  try {
    await pipeline(fs.createReadStream(file), createGunzip(), (stream) =>
      readTar(stream, async (entry, content) => {
        if (!isSafe(entry.name)) throw new Error(`it holds a file called ${entry.name}`);
        if (entry.name === sumsName) expected = JSON.parse(await readText(content));
        else if (entry.name === manifestName) {
          const text = await readText(content);
          found.push({ name: entry.name, size: entry.size, sha256: createHash("sha256").update(text).digest("hex") });
          manifest = /** @type {Manifest} */ (JSON.parse(text));
          accept(manifest);
        } else if (!manifest) throw new Error("it does not begin with its description");
        else if (entry.type === "directory")
          fs.mkdirSync(placeOf(entry.name), { recursive: true, mode: entry.mode & 0o777 });
        else
          found.push({
            name: entry.name,
            size: entry.size,
            sha256: await unpackFile(placeOf(entry.name), entry.mode, content),
          });
      }),
    );
  } catch (error) {
    if (error instanceof Failure || ["ENOSPC", "EDQUOT", "EACCES", "ENOENT"].includes(codeOf(error))) throw error;
    throw new Failure(`${file} is not a whole backup: ${messageOf(error)}. Nothing was changed.`, { cause: error });
  }
  if (!manifest || !expected || !sameSums(expected, found))
    throw new Failure(`${file} is damaged: its files do not match their checksums. Nothing was changed.`);
  return manifest;
}

/** @param {FileSum[]} expected @param {FileSum[]} found */
function sameSums(expected, found) {
  const sums = new Map(expected.map(({ name, sha256 }) => [name, sha256]));
  return sums.size === found.length && found.every(({ name, sha256 }) => sums.get(name) === sha256);
}

/** @param {AsyncIterable<Buffer>} content */
async function readText(content) {
  const pieces = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

/** @param {string} to @param {number} mode @param {AsyncIterable<Buffer>} content @returns {Promise<string>} its sum */
async function unpackFile(to, mode, content) {
  fs.mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 });
  const hash = createHash("sha256");
  const file = await fs.promises.open(to, "w", mode & 0o777);
  try {
    for await (const piece of content) {
      hash.update(piece);
      await file.writeFile(piece);
    }
  } finally {
    await file.close();
  }
  return hash.digest("hex");
}
