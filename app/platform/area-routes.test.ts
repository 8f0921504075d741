import type { ServerBuild } from "@remix-run/node";
import { expect, test } from "vitest";
import { areaOfPath, areaRoutes, areasOf } from "./area-routes.server";

const routes = {
  root: { id: "root", path: "" },
  frame: { id: "frame", parentId: "root" },
  overview: { id: "overview", parentId: "frame", index: true },
  turns: { id: "turns", parentId: "frame", path: "turns" },
  turn: { id: "turn", parentId: "frame", path: "turns/:id" },
  bot: { id: "bot", parentId: "frame", path: "bots/:slug" },
  history: { id: "history", parentId: "bot", path: "history" },
  lost: { id: "lost", parentId: "frame", path: "*" },
};
const build = { routes, assets: { routes } } as unknown as ServerBuild;

test("an area keeps its own routes, those under them, and those of every page", () => {
  const kept = ["root", "frame", "overview", "bot", "history", "lost"];
  expect(Object.keys(areaRoutes(build, "bots").routes)).toEqual(kept);
  expect(Object.keys(areaRoutes(build, "bots").assets.routes)).toEqual(kept);
  expect([...areasOf(build)]).toEqual(["", "turns", "bots", "*"]);
});

test("the data of a page belongs to the page's area", () => {
  expect(["/", "/_root.data", "/turns", "/turns.data", "/turns/7.data", "/no-such"].map(areaOfPath)).toEqual([
    ...["", "", "turns", "turns", "turns", "no-such"],
  ]);
});
