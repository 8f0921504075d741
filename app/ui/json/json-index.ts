/**
 * Where each value of a JSON text lies, in document order. Values are never parsed to JavaScript: what is shown is the
 * source, so no digit is lost and a key may occur twice. Flat arrays, because 200,000 objects would stall the page.
 */
export type JsonIndex = {
  text: string;
  count: number;
  /** Of the value itself; `end` is exclusive. */
  start: Int32Array;
  end: Int32Array;
  /** Of the key with its quotes; -1 where there is none. */
  keyStart: Int32Array;
  keyEnd: Int32Array;
  parent: Int32Array;
  /** The value and everything in it. */
  size: Int32Array;
  children: Int32Array;
  /** Place among its siblings. */
  place: Int32Array;
  depth: Int32Array;
};

export type JsonProblem = { reason: string; line: number; column: number };
export type JsonIndexer = {
  /** Works until the text is done or `enough`, asked every few thousand values, says so. True when done. */
  step: (enough: () => boolean) => boolean;
  progress: () => number;
  index: () => JsonIndex | null;
  problem: () => JsonProblem | null;
};

/** Beyond this a tree helps nobody, and its arrays alone would take 150 MB. */
const nodeLimit = 4_000_000;
/** Iterations between two looks at the clock. */
const breath = 2048;
/** Characters of one string read in one iteration. */
const stride = 65_536;

enum Mode {
  value,
  valueOrEnd,
  keyOrEnd,
  key,
  colon,
  commaOrEnd,
  string,
  done,
}

const numberShape = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

export function createJsonIndexer(text: string): JsonIndexer {
  const grow = createTable(Math.max(64, Math.min(text.length >> 4, 1 << 20)));
  let table = grow(0);
  let count = 0;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let mode: Mode = Mode.value;
  let open = -1;
  let stringStart = 0;
  let stringIsKey = false;
  let pendingKeyStart = -1;
  let pendingKeyEnd = -1;
  let problem: JsonProblem | null = null;

  function fail(reason: string, where = at): void {
    problem = { reason, ...lineAndColumn(text, where) };
    mode = Mode.done;
  }

  function add(start: number): number {
    if (count >= nodeLimit) fail(`more than ${nodeLimit.toLocaleString("en-GB")} values`);
    table = grow(count);
    const node = count++;
    table.start[node] = start;
    table.end[node] = start;
    table.keyStart[node] = pendingKeyStart;
    table.keyEnd[node] = pendingKeyEnd;
    table.parent[node] = open;
    table.size[node] = 1;
    table.children[node] = 0;
    if (open >= 0) {
      table.place[node] = table.children[open] ?? 0;
      table.children[open] = (table.children[open] ?? 0) + 1;
      table.depth[node] = (table.depth[open] ?? 0) + 1;
    } else {
      table.place[node] = 0;
      table.depth[node] = 0;
    }
    pendingKeyStart = -1;
    pendingKeyEnd = -1;
    return node;
  }

  function closeValue(node: number): void {
    table.end[node] = at;
    table.size[node] = count - node;
    mode = Mode.commaOrEnd;
  }

  function skipSpace(): number {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return code;
      at++;
    }
  }

  function readValue(code: number): void {
    if (code === 34) {
      beginString(false);
    } else if (code === 123 || code === 91) {
      open = add(at);
      at++;
      mode = code === 123 ? Mode.keyOrEnd : Mode.valueOrEnd;
    } else if (code === 45 || (code >= 48 && code <= 57)) {
      numberShape.lastIndex = at;
      const found = numberShape.exec(text);
      if (!found) return fail("a number was expected");
      const node = add(at);
      at += found[0].length;
      closeValue(node);
    } else {
      const word = ["true", "false", "null"].find((candidate) => text.startsWith(candidate, at));
      if (!word) return fail(Number.isNaN(code) ? "the text ends in the middle" : "a value was expected");
      const node = add(at);
      at += word.length;
      closeValue(node);
    }
  }

  function beginString(isKey: boolean): void {
    stringStart = at;
    stringIsKey = isKey;
    at++;
    mode = Mode.string;
  }

  function readString(): void {
    const limit = Math.min(text.length, at + stride);
    let code = 0;
    while (at < limit) {
      code = text.charCodeAt(at);
      if (code === 34 || code === 92 || code < 32) break;
      at++;
    }
    if (at >= text.length) return fail("a string does not end", stringStart);
    if (at >= limit) return;
    if (code === 34) return endString();
    if (code < 32) return fail("a control character stands in a string");
    const escaped = text.charAt(at + 1);
    if (escaped === "u") {
      if (!/^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) return fail("\\u needs four hexadecimal digits");
      at += 6;
    } else {
      if (escaped === "" || !'"\\/bfnrt'.includes(escaped)) return fail("an unknown escape stands in a string");
      at += 2;
    }
  }

  function endString(): void {
    at++;
    if (stringIsKey) {
      pendingKeyStart = stringStart;
      pendingKeyEnd = at;
      mode = Mode.colon;
    } else {
      closeValue(add(stringStart));
    }
  }

  function closeContainer(): void {
    const node = open;
    open = table.parent[node] ?? -1;
    at++;
    closeValue(node);
  }

  function advance(): void {
    if (mode === Mode.string) return readString();
    const code = skipSpace();
    if (mode === Mode.value) return readValue(code);
    if (mode === Mode.valueOrEnd) return code === 93 ? closeContainer() : readValue(code);
    if (mode === Mode.keyOrEnd && code === 125) return closeContainer();
    if (mode === Mode.keyOrEnd || mode === Mode.key) {
      return code === 34 ? beginString(true) : fail("a key in quotes was expected");
    }
    if (mode === Mode.colon) {
      if (code !== 58) return fail("a colon was expected");
      at++;
      mode = Mode.value;
      return;
    }
    if (open < 0) {
      if (!Number.isNaN(code)) return fail("something stands after the end");
      mode = Mode.done;
      return;
    }
    const inObject = text.charCodeAt(table.start[open] ?? 0) === 123;
    if (code === (inObject ? 125 : 93)) return closeContainer();
    if (code !== 44) {
      return fail(
        Number.isNaN(code) ? "the text ends in the middle" : `a comma or ${inObject ? "}" : "]"} was expected`,
      );
    }
    at++;
    mode = inObject ? Mode.key : Mode.value;
  }

  return {
    step(enough) {
      for (let turns = 1; mode !== Mode.done; turns++) {
        advance();
        if (turns % breath === 0 && enough()) return false;
      }
      return true;
    },
    progress: () => (text.length ? at / text.length : 1),
    index: () => (mode === Mode.done && !problem ? { text, count, ...table } : null),
    problem: () => problem,
  };
}

const columns = ["start", "end", "keyStart", "keyEnd", "parent", "size", "children", "place", "depth"] as const;
type Table = Record<(typeof columns)[number], Int32Array>;

/** Makes room for one more, doubling when full. */
function createTable(capacity: number): (count: number) => Table {
  let room = capacity;
  let table = Object.fromEntries(columns.map((name) => [name, new Int32Array(room)])) as Table;
  return (count) => {
    if (count < room) return table;
    room *= 2;
    table = Object.fromEntries(
      columns.map((name) => {
        const wider = new Int32Array(room);
        wider.set(table[name]);
        return [name, wider];
      }),
    ) as Table;
    return table;
  };
}

function lineAndColumn(text: string, at: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (let next = text.indexOf("\n"); next !== -1 && next < at; next = text.indexOf("\n", lineStart)) {
    line++;
    lineStart = next + 1;
  }
  return { line, column: at - lineStart + 1 };
}
