import { expect, test } from "vitest";
import { cookiesFromCms, headersForCms, locationFromCms } from "./cms-headers";

const caller = { address: "203.0.113.9", proto: "https", host: "console.example" };

test("our cookies never reach the CMS, its own do", () => {
  const cookie = "wh=a; __Host-wh=b; wh-step=c; __Host-wh-step=d; whale=e; jwtToken=f; theme=ink";
  expect(headersForCms({ cookie }, caller).cookie).toBe("whale=e; jwtToken=f; theme=ink");
  expect(headersForCms({ cookie: "__Host-wh=b" }, caller)).not.toHaveProperty("cookie");
});

test("a console key stays here, a token of the CMS goes through", () => {
  expect(headersForCms({ authorization: "Bearer whk_secret" }, caller).authorization).toBeUndefined();
  expect(headersForCms({ authorization: "Bearer eyJhbGciOi" }, caller).authorization).toBe("Bearer eyJhbGciOi");
});

test("what a visitor says about where it comes from is replaced by what we saw", () => {
  const said = {
    forwarded: "for=10.0.0.1",
    "x-forwarded-for": "10.0.0.1",
    "x-forwarded-proto": "http",
    "x-forwarded-port": "1",
    "x-real-ip": "10.0.0.1",
    accept: "*/*",
  };
  expect(headersForCms(said, caller)).toEqual({
    accept: "*/*",
    "x-forwarded-for": "203.0.113.9",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "console.example",
  });
});

test("the CMS sets cookies below its own path and on this host only", () => {
  expect(
    cookiesFromCms(
      [
        "strapi_admin_refresh=a; Path=/cms/admin; HttpOnly; SameSite=Lax",
        "koa.sess=b; path=/; domain=example.com; httponly",
        "c=d",
        "e=f; Path=/cmsx",
      ],
      "/cms",
    ),
  ).toEqual([
    "strapi_admin_refresh=a; Path=/cms/admin; HttpOnly; SameSite=Lax",
    "koa.sess=b; Path=/cms; httponly",
    "c=d; Path=/cms",
    "e=f; Path=/cms",
  ]);
});

test("the CMS cannot set a cookie that the console would believe", () => {
  expect(
    cookiesFromCms(["wh=x; Path=/", "__Host-wh=x; Secure; Path=/", "__Host-other=x; Secure; Path=/"], "/cms"),
  ).toEqual([]);
});

test.each([
  ["/admin", "/cms/admin"],
  ["/cms/admin?a=1#b", "/cms/admin?a=1#b"],
  ["http://127.0.0.1:1337/admin", "/cms/admin"],
  ["https://console.example/cms/admin", "/cms/admin"],
  ["https://elsewhere.example/file", "https://elsewhere.example/file"],
  ["//elsewhere.example/file", "//elsewhere.example/file"],
  ["next", "next"],
  ["/cmsx", "/cms/cmsx"],
])("a redirect to %s goes to %s", (location, expected) => {
  expect(locationFromCms(location, "/cms", ["https://console.example", "http://127.0.0.1:1337"])).toBe(expected);
});
