/** Numbers that are the same in every run. */
export function newRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;
const pick = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)]!;

/** As words of a language are used: a few all the time, most hardly ever. */
function pickWord(random: Random, words: readonly string[]): string {
  return words[Math.floor(words.length ** random()) - 1]!;
}

const SYLLABLES =
  "ba be bi bo bra ca ce cho co da de dim do el en er fa fen fi fo ga gen gra ha hel hi in ka ko la le lin lo ma men mi mo na ne nor o pa per pi po ra re ri ro sa sel shi so ta ten ti to u va ven vi wa wen yo".split(
    " ",
  );
const ENDINGS = ["", "", "s", "n", "r", "st", "ng", "ly", "ed"];
const ARABIC = [..."ابتثجحخدذرزسشصضطظعغفقكلمنهوي"];
/** Two characters that no made text has, to be looked for. */
export const CJK_NEEDLE = "灯塔";
export const NEEDLE = "quartz heron";

function vocabulary(random: Random, size: number): string[] {
  const words = new Set<string>();
  while (words.size < size) {
    const count = 1 + Math.floor(random() * 3);
    words.add(Array.from({ length: count }, () => pick(random, SYLLABLES)).join("") + pick(random, ENDINGS));
  }
  return [...words];
}

type Script = "latin" | "cjk" | "arabic";

/** Makes texts of about so many bytes, out of sentences that are made once. */
export function newWriter(random: Random): (bytes: number, script: Script) => string {
  const latin = vocabulary(random, 40_000);
  const arabic = Array.from({ length: 8_000 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 5) }, () => pick(random, ARABIC)).join(""),
  );
  const letters = Array.from({ length: 2_500 }, (_, i) => String.fromCodePoint(0x4e00 + i * 7)).filter(
    (letter) => !CJK_NEEDLE.includes(letter),
  );
  const han = Array.from({ length: 6_000 }, () =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(random, letters)).join(""),
  );
  const sentence: Record<Script, () => string> = {
    latin: () => `${Array.from({ length: 12 }, () => pickWord(random, latin)).join(" ")}. `,
    arabic: () => `${Array.from({ length: 9 }, () => pickWord(random, arabic)).join(" ")}. `,
    cjk: () => `${Array.from({ length: 12 }, () => pickWord(random, han)).join("")}。`,
  };
  const pools = Object.fromEntries(
    (Object.keys(sentence) as Script[]).map((script) => [
      script,
      Array.from({ length: script === "latin" ? 40_000 : 4_000 }, sentence[script]),
    ]),
  ) as Record<Script, string[]>;
  const sizes = Object.fromEntries(
    Object.entries(pools).map(([script, pool]) => [
      script,
      pool.reduce((sum, each) => sum + Buffer.byteLength(each), 0) / pool.length,
    ]),
  ) as Record<Script, number>;
  return (bytes, script) => {
    let text = "";
    for (let left = Math.max(1, Math.round((bytes * (0.5 + random())) / sizes[script])); left > 0; left--)
      text += pick(random, pools[script]);
    return text.trimEnd();
  };
}
