import { may } from "../../app/platform/permissions";
import { addresses, oneEach, readGuards } from "./setup/example-paths";
import { expect, origin, sessionCookie, test } from "./setup/fixtures";
import { ROLES } from "./setup/people";

const everything = addresses();
const reading = oneEach(everything.filter(({ route }) => route.isPage || route.loader));
const writing = oneEach(everything.filter(({ route }) => route.action));

function ask(path: string, headers: Record<string, string> = {}, init: RequestInit = {}): Promise<Response> {
  return fetch(new URL(path, origin()), { redirect: "manual", headers, signal: AbortSignal.timeout(20_000), ...init });
}

/** Streams stay open; only their head is of interest. */
async function letGo(response: Response): Promise<void> {
  await response.body?.cancel();
}

for (const address of reading) {
  const guards = readGuards(address);

  test(`${address.path} opens for exactly the roles that may read it`, async () => {
    for (const role of ROLES) {
      const response = await ask(address.path, { Cookie: sessionCookie(role) });
      await letGo(response);
      if (guards.some(({ kind }) => kind === "key")) {
        expect(response.status, `${role}, without a key`).toBe(401);
        continue;
      }
      const allowed = guards.every((guard) => !("permission" in guard) || may(role, guard.permission));
      if (allowed) expect([200, 204, 302, 303, 304, 404], `${role} gets ${response.status}`).toContain(response.status);
      else expect(response.status, role).toBe(403);
    }
  });

  test(`${address.path} keeps strangers out unless it says why not`, async () => {
    const response = await ask(address.path);
    await letGo(response);
    if (guards.every(({ kind }) => kind === "anyone")) expect([401, 403]).not.toContain(response.status);
    else if (response.status === 302) expect(response.headers.get("location")).toMatch(/^\/sign-in/);
    else expect(response.status).toBe(401);
  });

  test(`${address.path} carries the headers that protect a page`, async () => {
    const response = await ask(address.path, { Cookie: sessionCookie("admin") });
    await letGo(response);
    const headers = Object.fromEntries(response.headers);
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "x-request-id": expect.any(String) });
    expect(headers["referrer-policy"]).toBeTruthy();
    expect(headers["x-powered-by"]).toBeUndefined();
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+'(;|$)/);
    expect(policy).not.toContain("unsafe-eval");
  });
}

for (const { path: address, route } of writing) {
  const path = route.isIndex ? `${address}?index` : address;
  const guard = route.action?.guard;
  const form = { "Content-Type": "application/x-www-form-urlencoded" };

  test(`a write to ${path} from another site is refused`, async () => {
    const forged: Record<string, string>[] = [
      { Origin: "https://elsewhere.test" },
      { Origin: "null" },
      { "Sec-Fetch-Site": "cross-site" },
    ];
    for (const headers of forged) {
      const response = await ask(
        path,
        { ...form, ...headers, Cookie: sessionCookie("admin") },
        { method: "POST", body: "intent=" },
      );
      await letGo(response);
      // An address for programs takes no cookie, so there is nothing to forge.
      expect(response.status, JSON.stringify(headers)).toBe(guard?.kind === "key" ? 401 : 403);
    }
  });

  if (guard?.kind === "user")
    test(`a write to ${path} is refused to every role that may not`, async () => {
      for (const role of ROLES) {
        const response = await ask(
          path,
          { ...form, Origin: origin(), Cookie: sessionCookie(role) },
          { method: "POST", body: "intent=no-such-intent" },
        );
        await letGo(response);
        // Who may come in learns that the intent is unknown, or is led to what has to be done first.
        if (!may(role, guard.permission)) expect(response.status, role).toBe(403);
        else if (response.status !== 302) expect(response.status, role).toBe(400);
        else expect(response.headers.get("location"), role).not.toMatch(/^\/sign-in/);
      }
      const stranger = await ask(
        path,
        { ...form, Origin: origin() },
        { method: "POST", body: "intent=no-such-intent" },
      );
      await letGo(stranger);
      expect([302, 401]).toContain(stranger.status);
    });
}

test("an unknown address of the machine interface asks for a key before it says that it is unknown", async () => {
  for (const path of ["/api/v1", "/api/v1/", "/api/v1/turns", "/api/v1/no/such/thing"])
    for (const method of ["GET", "POST", "DELETE"])
      for (const authorization of [undefined, "Bearer whk_unknown", "Basic abc"]) {
        const response = await ask(path, authorization ? { Authorization: authorization } : {}, { method });
        expect(response.status, `${method} ${path} with ${authorization}`).toBe(401);
        expect(await response.json()).toMatchObject({
          error: { code: "unauthenticated", request_id: expect.any(String) },
        });
      }
});
