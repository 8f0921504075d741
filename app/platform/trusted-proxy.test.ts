import { expect, test } from "vitest";
import { testContext } from "../../test/setup/request";
import { proxyIdentity, readTrustedProxy } from "./trusted-proxy.server";

const proxy = readTrustedProxy("10.0.0.0/8 sign-in-header=X-Forwarded-Email");
const request = new Request("http://console.test/", { headers: { "X-Forwarded-Email": " Ada@Example.org " } });

test("a trusted proxy says who is there", () => {
  expect(proxyIdentity(request, testContext({ peerAddress: "10.1.2.3" }), proxy)).toBe("ada@example.org");
  expect(proxyIdentity(request, testContext({ peerAddress: "::ffff:10.1.2.3" }), proxy)).toBe("ada@example.org");
});

test("the same header from elsewhere means nothing, whatever address it claims to come from", () => {
  expect(proxyIdentity(request, testContext({ peerAddress: "11.1.2.3", clientAddress: "10.1.2.3" }), proxy)).toBeNull();
});

test("a proxy that is trusted for addresses alone vouches for nobody", () => {
  const context = testContext({ peerAddress: "10.1.2.3" });
  expect(proxyIdentity(request, context, readTrustedProxy("10.0.0.0/8"))).toBeNull();
  expect(proxyIdentity(request, context, readTrustedProxy(""))).toBeNull();
});

test("a wrong TRUSTED_PROXY is named", () => {
  expect(() => readTrustedProxy("proxy.local")).toThrow(/proxy\.local/);
  expect(() => readTrustedProxy("10.0.0.1 sign-in-header=a:b")).toThrow(/a:b/);
});
