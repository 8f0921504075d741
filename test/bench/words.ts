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

const SENTENCES = 100;

/** Makes texts of about so many bytes about some subject, out of sentences that are made once. */
export function newWriter(random: Random): (bytes: number, script: Script, about: number) => string {
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
  const words: Record<Script, readonly string[]> = { latin, arabic, cjk: han };
  const sentenceOf: Record<Script, (word: () => string) => string> = {
    latin: (word) => `${Array.from({ length: 12 }, word).join(" ")}. `,
    arabic: (word) => `${Array.from({ length: 9 }, word).join(" ")}. `,
    cjk: (word) => `${Array.from({ length: 12 }, word).join("")}。`,
  };
  // A text is about something: half of its words are those of its subject, the others those of the language.
  const subject = (script: Script) => {
    const own = Array.from({ length: 150 }, () => pickWord(random, words[script]));
    const word = () => (random() < 0.5 ? pick(random, own) : pickWord(random, words[script]));
    return Array.from({ length: SENTENCES }, () => sentenceOf[script](word));
  };
  const subjects = Object.fromEntries(
    (Object.keys(words) as Script[]).map((script) => [
      script,
      Array.from({ length: script === "latin" ? 400 : 40 }, () => subject(script)),
    ]),
  ) as Record<Script, string[][]>;
  const size = (script: Script) => {
    const all = subjects[script].flat();
    return all.reduce((sum, each) => sum + Buffer.byteLength(each), 0) / all.length;
  };
  const sizes = { latin: size("latin"), arabic: size("arabic"), cjk: size("cjk") };
  return (bytes, script, about) => {
    const sentences = subjects[script][about % subjects[script].length]!;
    let text = "";
    for (let left = Math.max(1, Math.round((bytes * (0.5 + random())) / sizes[script])); left > 0; left--)
      text += pick(random, sentences);
    return text.trimEnd();
  };
}
