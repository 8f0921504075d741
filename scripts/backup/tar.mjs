import { once } from "node:events";

const block = 512;
const zeros = Buffer.alloc(block);

/**
 * @typedef {object} TarEntry
 * @property {string} name with slashes, relative
 * @property {"file" | "directory"} type
 * @property {number} size
 * @property {number} mode
 */

/** Eleven octal digits reach 8 GB; above that the size is binary, as GNU tar does it. @param {Buffer} header @param {number} size */
function writeSize(header, size) {
  if (size < 0o77777777777) {
    header.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
    return;
  }
  header.writeUInt8(0x80, 124);
  header.writeBigUInt64BE(BigInt(size), 128);
}

/** @param {Buffer} header */
function checksum(header) {
  let sum = 0;
  for (let at = 0; at < block; at += 1) sum += at >= 148 && at < 156 ? 32 : (header[at] ?? 0);
  return sum;
}

/** @param {TarEntry} entry @param {string} [kind] the type flag, when it is neither file nor directory */
function headerOf(entry, kind) {
  const header = Buffer.alloc(block);
  header.write(Buffer.byteLength(entry.name) > 100 ? entry.name.slice(-90) : entry.name, 0, 100);
  header.write(`${(entry.mode & 0o7777).toString(8).padStart(7, "0")}\0`, 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  writeSize(header, entry.size);
  header.write("00000000000\0", 136);
  header.write(kind ?? (entry.type === "directory" ? "5" : "0"), 156);
  header.write("ustar\x0000", 257);
  header.write(`${checksum(header).toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

/** A name that does not fit is told in a record of its own before the entry. @param {string} name */
function longName(name) {
  const bytes = Buffer.from(`${name}\0`);
  const padding = Buffer.alloc((block - (bytes.length % block)) % block);
  return Buffer.concat([
    headerOf({ name: "././@LongLink", type: "file", size: bytes.length, mode: 0o600 }, "L"),
    bytes,
    padding,
  ]);
}

/**
 * Writes a tar archive into a stream, without holding more than a piece of a file in memory.
 * @param {import("node:stream").Writable} stream
 */
export function tarWriter(stream) {
  /** @param {Buffer} bytes */
  async function write(bytes) {
    if (!stream.write(bytes)) await once(stream, "drain");
  }
  return {
    /**
     * @param {TarEntry} entry
     * @param {AsyncIterable<Buffer>} [content] exactly `size` bytes
     */
    async add(entry, content) {
      if (Buffer.byteLength(entry.name) > 100) await write(longName(entry.name));
      await write(headerOf(entry));
      if (content) for await (const piece of content) await write(piece);
      const rest = entry.size % block;
      if (rest) await write(zeros.subarray(rest));
    },
    async end() {
      await write(Buffer.alloc(block * 2));
      stream.end();
    },
  };
}

/** @param {AsyncIterable<Buffer>} stream */
function byteReader(stream) {
  const source = stream[Symbol.asyncIterator]();
  /** @type {Buffer} */
  let held = Buffer.alloc(0);
  return {
    /** Up to `most` bytes, none at the end. @param {number} most @returns {Promise<Buffer>} */
    async some(most) {
      while (held.length === 0) {
        const { value, done } = await source.next();
        if (done) return held;
        held = value;
      }
      const taken = held.subarray(0, most);
      held = held.subarray(taken.length);
      return taken;
    },
    /** @param {number} count @returns {Promise<Buffer>} */
    async exactly(count) {
      const pieces = [];
      for (let missing = count; missing > 0;) {
        const piece = await this.some(missing);
        if (piece.length === 0) throw new Error("the archive ends in the middle");
        pieces.push(piece);
        missing -= piece.length;
      }
      return Buffer.concat(pieces);
    },
  };
}

/** @param {Buffer} header @returns {TarEntry & { kind: string }} */
function parseHeader(header) {
  const text = (/** @type {number} */ from, /** @type {number} */ length) => {
    const field = header.subarray(from, from + length);
    const end = field.indexOf(0);
    return field.toString("utf8", 0, end < 0 ? length : end);
  };
  if (Number.parseInt(text(148, 8), 8) !== checksum(header)) throw new Error("the archive is damaged");
  const binary = (header[124] ?? 0) & 0x80;
  const size = binary ? Number(header.readBigUInt64BE(128)) : Number.parseInt(text(124, 12), 8);
  const kind = text(156, 1);
  return {
    name: text(0, 100),
    type: kind === "5" ? "directory" : "file",
    size,
    mode: Number.parseInt(text(100, 8), 8),
    kind,
  };
}

/**
 * Reads an archive entry by entry. `read` must take in all the content of an entry before it resolves.
 * @param {AsyncIterable<Buffer>} stream
 * @param {(entry: TarEntry, content: AsyncIterable<Buffer>) => Promise<void>} read
 */
export async function readTar(stream, read) {
  const bytes = byteReader(stream);
  async function* content(/** @type {number} */ size) {
    for (let missing = size; missing > 0;) {
      const piece = await bytes.some(missing);
      if (piece.length === 0) throw new Error("the archive ends in the middle");
      missing -= piece.length;
      yield piece;
    }
  }
  let name = "";
  for (;;) {
    const header = await bytes.exactly(block);
    if (header.equals(zeros)) break;
    const { kind, ...entry } = parseHeader(header);
    const padding = (block - (entry.size % block)) % block;
    if (kind === "L") {
      name = (await bytes.exactly(entry.size)).toString("utf8").replace(/\0$/, "");
    } else {
      await read({ ...entry, name: name || entry.name }, content(entry.size));
      name = "";
    }
    await bytes.exactly(padding);
  }
  // The compressed stream carries a checksum behind the last block.
  while ((await bytes.some(1 << 20)).length > 0);
}
