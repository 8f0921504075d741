import { expect, test } from "vitest";
import { may, PERMISSION_NAMES, requirePermission, ROLES } from "./permissions";

test("what the table does not name is allowed to nobody", () => {
  for (const role of ROLES)
    for (const name of ["", "access:*", "toString", "unknown"]) expect(may(role, name)).toBe(false);
  for (const name of PERMISSION_NAMES)
    for (const role of ["", "root", "constructor"]) expect(may(role, name)).toBe(false);
});

test("an admin may do everything, and what a viewer may do everybody may", () => {
  for (const name of PERMISSION_NAMES) {
    expect(may("admin", name)).toBe(true);
    if (may("viewer", name)) expect(ROLES.every((role) => may(role, name))).toBe(true);
  }
});

test("people, keys and the audit log are for admins only", () => {
  for (const name of ["access:read", "access:write", "audit:read"] as const)
    for (const role of ["viewer", "operator", "editor"]) expect(() => requirePermission({ role }, name)).toThrow();
});
