import { expect, test } from "vitest";
import { refuseRequest, securityHeaders, trustedProxies, type Knock } from "./front-door.server";

const knock: Knock = {
  method: "POST",
  path: "/sign-in",
  origin: "http://console.test",
  site: "same-origin",
  host: "console.test",
  secure: false,
  authorization: undefined,
  length: 10,
  requestId: "r",
};
const at = "http://public.test";

test("a write from our own origin passes, by the address used or the public one", () => {
  expect(refuseRequest(knock, at)).toBeNull();
  expect(refuseRequest({ ...knock, origin: at }, at)).toBeNull();
});

test("a write from another origin is refused", () => {
  for (const origin of ["http://evil.test", "null", "https://console.test", "http://console.test.evil.test"])
    expect(refuseRequest({ ...knock, origin }, at)?.status).toBe(403);
  expect(refuseRequest({ ...knock, origin: undefined, site: "cross-site" }, at)?.status).toBe(403);
});

test("reading from elsewhere and calls to the machine interface need no origin", () => {
  expect(refuseRequest({ ...knock, method: "GET", origin: "http://evil.test" }, at)).toBeNull();
  expect(refuseRequest({ ...knock, path: "/api/v1/turns", origin: undefined, site: undefined }, at)).toBeNull();
});

test("a body over the limit is refused before it is read", () => {
  expect(refuseRequest({ ...knock, length: 9 * 1024 * 1024 }, at)?.status).toBe(413);
  expect(refuseRequest({ ...knock, length: Infinity }, at)?.status).toBe(413);
});

test("scripts run only from our origin or with this response's nonce", () => {
  const headers = securityHeaders({ nonce: "abc", secure: true, path: "/", isDevelopment: false });
  expect(headers["Content-Security-Policy"]).toContain("script-src 'self' 'nonce-abc'");
  expect(headers["Content-Security-Policy"]).toContain("frame-ancestors 'none'");
  expect(headers["Strict-Transport-Security"]).toBeDefined();
  expect(
    securityHeaders({ nonce: "abc", secure: false, path: "/", isDevelopment: false })["Strict-Transport-Security"],
  ).toBeUndefined();
});

test("TRUSTED_PROXY takes addresses and ranges, and names what it does not know", () => {
  expect(trustedProxies("10.0.0.1, 192.168.0.0/16")).toEqual(["10.0.0.1", "192.168.0.0/16"]);
  expect(trustedProxies("")).toBe(false);
  expect(() => trustedProxies("proxy.local")).toThrow(/proxy\.local/);
});
