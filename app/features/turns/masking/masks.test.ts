import { expect, test } from "vitest";
import { compileKeyPath } from "./key-path";
import { passesLuhn } from "./luhn";
import { MASK_EXAMPLES } from "./mask-examples";
import { Masks, type MaskRule } from "./masks";

const rule = (changes: Partial<MaskRule>): MaskRule => ({
  id: "r",
  kind: "pattern",
  bot_id: "*",
  find: "secret",
  ignore_case: false,
  check_digits: false,
  replacement: "***",
  ...changes,
});
const masker = (...rules: Partial<MaskRule>[]) => new Masks(rules.map(rule)).forBot("nova")!;
const example = (slug: string) => {
  const { about: _about, name: _name, slug: id, ...found } = MASK_EXAMPLES.find((each) => each.slug === slug)!;
  return masker({ ...found, id });
};

test("the examples hide what they name and leave what looks like it", () => {
  expect(example("e-mail").text("to ada.b+x@mail.example.co.uk, not @home or a@b")).toBe(
    "to [e-mail], not @home or a@b",
  );
  expect(example("cards").text("4111 1111 1111 1111, 4111-1111-1111-1112, 20261120123456789")).toBe(
    "[card], 4111-1111-1111-1112, 20261120123456789",
  );
  expect(example("phones").text("+49 (30) 901820 or (212) 555-0147, at 10:45, 1.5")).toBe(
    "[phone] or [phone], at 10:45, 1.5",
  );
  for (const key of [
    "sk-proj-abcdEFGH12345678",
    "ghp_abcdefghijkl1234",
    `AKIA${"B".repeat(16)}`,
    "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x",
  ])
    expect(example("api-keys").text(`x ${key} y`)).toBe("x [key] y");
  expect(example("api-keys").text("risk-free, task-list, sk-1")).toBe("risk-free, task-list, sk-1");
});

test("keys are hidden at any depth, in lists, in texts of JSON and in the names of attributes", () => {
  const keys = masker({ kind: "key", find: "password" });
  expect(keys.json([{ a: { PASSWORD: { x: 1 } } }, { password: null }])).toEqual([
    { a: { PASSWORD: "***" } },
    { password: null },
  ]);
  expect(keys.text('{"b":[{"password":"x","say":"{\\"password\\":1}"}]}')).toBe(
    '{"b":[{"password":"***","say":"{\\"password\\":\\"***\\"}"}]}',
  );
  expect(keys.text('{"password": broken')).toBe('{"password": broken');
  expect(keys.json({ "db.password": "x", "db.password.age": 3 })).toEqual({
    "db.password": "***",
    "db.password.age": 3,
  });
});

test("a path says where a key stands", () => {
  const holds = (path: string, ...parts: string[]) => compileKeyPath(path)(parts);
  expect(holds("user.email", "any", "user", "email")).toBe(true);
  expect(holds("user.email", "user", "x", "email")).toBe(false);
  expect(holds("$.user.email", "user", "email")).toBe(true);
  expect(holds("$.user.email", "any", "user", "email")).toBe(false);
  expect(holds("user.*.email", "user", "x", "email")).toBe(true);
  for (const wrong of ["", "a..b", "*", "*.*", "x".repeat(300)]) expect(() => compileKeyPath(wrong)).toThrow();
});

test("numbers, half characters and values without a change are left as they should be", () => {
  const value = { n: 4111111111111111, small: 42, list: [1, "x"] };
  expect(example("cards").json(value)).toEqual({ n: "[card]", small: 42, list: [1, "x"] });
  expect(masker({}).json(value)).toBe(value);
  expect(masker({ find: "b." }).text("ab😀c")).toBe("a***c");
});

test("a text that costs too much to search is hidden from there on, not let through", () => {
  const counted: number[] = [];
  const masks = new Masks([rule({ find: "a|a[^b]*b" })], (_id, count) => counted.push(count));
  const text = `${"a".repeat(20_000)} and the secret`;
  expect(masks.forBot("nova")!.text(text)).not.toContain("secret");
  expect(counted).toHaveLength(1);
});

test("which rules hold depends on the bot", () => {
  const masks = new Masks([rule({ id: "all" }), rule({ id: "nova", bot_id: "nova", find: "inner" })]);
  expect(masks.forBot("other")!.text("secret inner")).toBe("*** inner");
  expect(masks.forBots(["other", "nova"])!.text("secret inner")).toBe("*** ***");
  expect(masks.forBots(null)!.text("secret inner")).toBe("*** ***");
  expect(new Masks([rule({ bot_id: "nova" })]).forBot("other")).toBeNull();
});

test("the check digit of a card", () => {
  expect(["4111 1111 1111 1111", "79927398713", "79927398710", "7"].map(passesLuhn)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
