import { expect, test } from "vitest";
import type { HealthPart, PartKind } from "./health-part";
import { summarise } from "./health-summary.server";

const part = (name: string, kind: PartKind, detail = ""): HealthPart => ({
  name,
  kind,
  detail,
  href: "/",
  since: null,
});

test("all parts up, whatever is switched off", () => {
  expect(summarise([part("Console", "ok"), part("CMS", "off")])).toEqual({ kind: "ok", label: "All parts up" });
});

test("the worst part gives the line", () => {
  const building = part("CMS", "running", "Building its panel, 40 %");
  expect(summarise([part("Console", "ok"), building])).toEqual({
    kind: "running",
    label: "CMS: building",
  });
  expect(summarise([building, part("Disk", "warning")])).toEqual({ kind: "warning", label: "Check Disk" });
  expect(summarise([building, part("Disk", "warning"), part("Jobs", "error")])).toEqual({
    kind: "error",
    label: "Jobs down",
  });
  expect(summarise([part("Database", "error"), part("Jobs", "error")])).toEqual({
    kind: "error",
    label: "2 parts down",
  });
});
