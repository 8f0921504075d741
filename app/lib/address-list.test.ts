import { expect, test } from "vitest";
import { isListed } from "./address-list";

test("addresses and ranges of both kinds are found", () => {
  const list = ["10.0.0.0/8", "192.168.1.7", "2001:db8::/32"];
  for (const address of ["10.255.0.1", "192.168.1.7", "::ffff:10.0.0.1", "2001:db8::7"])
    expect(isListed(address, list)).toBe(true);
  for (const address of ["11.0.0.1", "192.168.1.8", "2001:db9::1", "::1", "", "nonsense"])
    expect(isListed(address, list)).toBe(false);
  expect(isListed("10.0.0.1", [])).toBe(false);
});
