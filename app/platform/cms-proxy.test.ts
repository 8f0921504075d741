import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { expect, test } from "vitest";
import type { CmsState } from "~/data/cms/cms-state.server";
import { cmsProxy } from "./cms-proxy.server";

type Place = AsyncDisposable & { url: string };

async function listen(handler: RequestListener): Promise<Place> {
  const server: Server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function console_(target: string | null, state: Partial<CmsState> = {}): Promise<Place> {
  const app = express();
  app.set("trust proxy", ["192.0.2.1"]);
  app.use(
    "/cms",
    cmsProxy({
      target: () => target,
      state: () => Promise.resolve({ phase: "starting", detail: "secret log line", since: null, ...state }),
      publicUrl: "http://console.example",
    }),
  );
  return listen(app);
}

test("the prefix is stripped, the query and the body arrive, the answer streams", async () => {
  const seen: IncomingMessage[] = [];
  await using cms = await listen((req, res) => {
    seen.push(req);
    res.writeHead(200, { "content-type": "text/plain" });
    res.write("first");
    req.on("data", (chunk: Buffer) => res.end(chunk));
  });
  await using site = await console_(cms.url);
  const answer = await fetch(`${site.url}/cms/admin/x?y=1`, {
    method: "POST",
    body: "second",
    headers: { cookie: "wh=session; jwtToken=t", "x-forwarded-for": "6.6.6.6" },
  });
  expect(await answer.text()).toBe("firstsecond");
  expect(seen[0]?.url).toBe("/admin/x?y=1");
  expect(seen[0]?.headers).toMatchObject({
    cookie: "jwtToken=t",
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-proto": "http",
    "x-forwarded-host": new URL(site.url).host,
  });
});

test("the first bytes reach the visitor while the CMS is still writing", async () => {
  let finish = () => {};
  await using cms = await listen((_req, res) => {
    res.writeHead(200);
    res.write("early");
    finish = () => res.end("late");
  });
  await using site = await console_(cms.url);
  const reader = (await fetch(`${site.url}/cms/file`)).body!.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe("early");
  finish();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe("late");
});

test("cookies, redirects and the CMS's own headers are put right on the way back", async () => {
  await using cms = await listen((_req, res) => {
    res.writeHead(302, {
      location: "/admin",
      "set-cookie": ["wh=stolen; Path=/", "s=1; Path=/; Domain=example"],
      "strict-transport-security": "max-age=1",
      "content-security-policy": "default-src 'self'",
    });
    res.end();
  });
  await using site = await console_(cms.url);
  const answer = await fetch(`${site.url}/cms/`, { redirect: "manual" });
  expect(answer.headers.get("location")).toBe("/cms/admin");
  expect(answer.headers.getSetCookie()).toEqual(["s=1; Path=/cms"]);
  expect(answer.headers.get("strict-transport-security")).toBeNull();
  expect(answer.headers.get("content-security-policy")).toBe("default-src 'self'");
});

test("while the CMS is being built a page says so, comes back by itself and quotes no log", async () => {
  await using site = await console_(null, { phase: "building", percent: 40 });
  const answer = await fetch(`${site.url}/cms/admin`, { headers: { accept: "text/html" } });
  const page = await answer.text();
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("5");
  expect(page).toContain("being built");
  expect(page).toContain('value="40"');
  expect(page).toContain('http-equiv="refresh"');
  expect(page).not.toContain("secret log line");
  const nonce = /style nonce="([^"]+)"/.exec(page)?.[1];
  expect(answer.headers.get("content-security-policy")).toContain(`'nonce-${nonce}'`);
});

test("a program gets the error shape instead of a page", async () => {
  await using site = await console_("http://127.0.0.1:1");
  const answer = await fetch(`${site.url}/cms/api/items`);
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("2");
  expect(await answer.json()).toMatchObject({ error: { code: "unavailable" } });
});

test("a CMS that is switched off does not ask visitors to come back", async () => {
  await using site = await console_(null, { phase: "off" });
  const answer = await fetch(`${site.url}/cms/admin`, { headers: { accept: "text/html" } });
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBeNull();
  expect(await answer.text()).not.toContain("http-equiv");
});

test("an upload above the limit is refused before a byte of it is read", async () => {
  await using site = await console_("http://127.0.0.1:1");
  const { request } = await import("node:http");
  const status = await new Promise((resolve, reject) => {
    const call = request(`${site.url}/cms/upload`, { method: "POST", headers: { "content-length": 65 * 1024 * 1024 } });
    call.on("response", (answer) => resolve(answer.statusCode));
    call.on("error", reject);
    call.flushHeaders();
  });
  expect(status).toBe(413);
});

test("a body of unknown length is refused", async () => {
  await using site = await console_("http://127.0.0.1:1");
  const body = new ReadableStream({ start: (controller) => (controller.enqueue("x"), controller.close()) });
  const answer = await fetch(`${site.url}/cms/upload`, { method: "POST", body, duplex: "half" });
  expect(answer.status).toBe(415);
});

test("when the CMS dies in the middle of an answer, the visitor's connection ends too", async () => {
  await using cms = await listen((_req, res) => {
    res.writeHead(200, { "content-length": "1000" });
    res.write("part");
    setTimeout(() => res.destroy(), 20);
  });
  await using site = await console_(cms.url);
  const answer = await fetch(`${site.url}/cms/file`);
  await expect(answer.text()).rejects.toThrow();
});
