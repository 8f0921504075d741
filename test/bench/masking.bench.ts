import { expect, test } from "vitest";
import { MASK_EXAMPLES } from "~/features/turns/masking/mask-examples";
import { Masks } from "~/features/turns/masking/masks";
import { figure, median } from "./figure";

const SIZE = 4_096;

/** Prose with something to hide in it now and then. */
function prose(): string {
  const line =
    'She wrote to ada@example.org that order 20261120 was late, called +49 30 901820, and sent {"n": 42, "ok": true}. Then it rained. ';
  return line.repeat(Math.ceil(SIZE / line.length)).slice(0, SIZE);
}

test("what masking costs, with every example on", () => {
  const rules = MASK_EXAMPLES.map(({ slug, ...rule }) => ({ ...rule, id: slug, bot_id: "*" }));
  const masker = new Masks(rules).forBot("nova")!;
  const texts = {
    prose: prose(),
    "one long word": "a".repeat(SIZE),
    JSON: JSON.stringify(Array(32).fill({ text: prose().slice(0, 100) })),
  };
  for (const [name, text] of Object.entries(texts)) {
    const times: number[] = [];
    for (let round = 0; round < 500; round++) {
      const started = performance.now();
      masker.text(text);
      times.push(performance.now() - started);
    }
    figure(`masking 4 KB with ${rules.length} rules, ${name}`, Math.round(median(times) * 1_000) / 1_000, "ms", 1);
    expect(times.length).toBe(500);
  }
});
