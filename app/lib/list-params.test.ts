import { expect, test } from "vitest";
import { isLookChange, listKey, savedSearch } from "./list-params";

const at = (search: string) => new URL(`http://host/things?${search}`);

test("two addresses of one list have the same key, whatever is open and however it looks", () => {
  const key = listKey(new URLSearchParams("bot=a&sort=-x"));
  expect(listKey(new URLSearchParams("sort=-x&peek=1&cols=a,b&w=a:40&density=24&view=v&after=c&bot=a"))).toBe(key);
  expect(listKey(new URLSearchParams("sort=x&bot=a"))).not.toBe(key);
});

test("opening a row, its columns and its density load nothing", () => {
  expect(isLookChange(at("sort=x"), at("sort=x&peek=1"), undefined)).toBe(true);
  expect(isLookChange(at("sort=x&peek=1"), at("density=24&sort=x"), undefined)).toBe(true);
  expect(isLookChange(at("tab=a"), at("tab=b"), undefined, ["tab"])).toBe(true);
});

test("another sort, filter, page or path, a refresh and a write load again", () => {
  expect(isLookChange(at("sort=x"), at("sort=y"), undefined)).toBe(false);
  expect(isLookChange(at("sort=x"), at("sort=x&after=c"), undefined)).toBe(false);
  expect(isLookChange(at("sort=x"), at("sort=x"), undefined)).toBe(false);
  expect(isLookChange(at("sort=x"), at("sort=x&peek=1"), "POST")).toBe(false);
  expect(isLookChange(at("sort=x"), new URL("http://host/others?sort=x&peek=1"), undefined)).toBe(false);
});

test("a saved view keeps the look and forgets the place", () => {
  expect(savedSearch("?sort=x&peek=1&after=c&view=v&cols=b,a&bot=z")).toBe("bot=z&cols=b%2Ca&sort=x");
});
