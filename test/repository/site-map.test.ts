import { expect, test } from "vitest";
import { PERMISSION_NAMES, SCOPES } from "~/platform/permissions";
import { readModule, siteMap } from "../setup/site-map";

const routes = [
  ...new Map(
    siteMap()
      .flatMap((route) => [...route.parents, route])
      .map((route) => [route.file, route]),
  ).values(),
];
const handlers = routes.flatMap((route) =>
  (["loader", "action"] as const).flatMap((name) =>
    route[name] ? [{ ...route[name], where: `${name} of ${route.file}` }] : [],
  ),
);

test("the first line of every loader and action says who may come in", () => {
  const open = handlers.filter(({ guard }) => !guard).map(({ where, firstLine }) => `${where}: ${firstLine}`);
  expect(open).toEqual([]);
});

test("every guard names a permission or a scope that exists, or a reason", () => {
  const wrong = handlers.flatMap(({ guard, where }) => {
    if (guard && "permission" in guard && !(PERMISSION_NAMES as string[]).includes(guard.permission))
      return [`${where}: ${guard.permission}`];
    if (guard?.kind === "key" && guard.scope && !(SCOPES as readonly string[]).includes(guard.scope))
      return [`${where}: ${guard.scope}`];
    return guard?.kind === "anyone" && guard.why.length < 10 ? [`${where}: "${guard.why}" is no reason`] : [];
  });
  expect(wrong).toEqual([]);
});

test("a module without a guard is noticed, whatever way it is written", () => {
  const action = (source: string) => readModule("x.tsx", source).action;
  expect(
    action("export async function action() { const form = await x(); await requireUser(r, c, 'a:b'); }")?.guard,
  ).toBeNull();
  expect(action("export const action = async () => save();")?.guard).toBeNull();
  expect(action("export { action } from './other';")?.guard).toBeNull();
  expect(action("export async function action() { const user = await requireUser(r, c, 'a:b'); }")?.guard).toEqual({
    kind: "user",
    permission: "a:b",
  });
  expect(action("export const action = async () => { anyone('signs in here'); };")?.guard?.kind).toBe("anyone");
  expect(action("async function f() { await requireKey(r, c); } export const action = f;")?.guard?.kind).toBe("key");
  expect(action("export async function action() { if (x) await requireUser(r, c, 'a:b'); }")?.guard).toBeNull();
  expect(action("export function loader() {}")).toBeNull();
});
