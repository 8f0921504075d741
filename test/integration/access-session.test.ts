import { expect, test } from "vitest";
import { env } from "~/config/env.server";
import { LINK_PATH, openLink, createStartLink } from "~/features/access/open-link.server";
import { createLink } from "~/features/access/one-time-link.server";
import { resetPassword } from "~/features/access/reset-password.server";
import { endSession, listSessions } from "~/features/access/session-list.server";
import { signIn } from "~/features/access/sign-in.server";
import { createPerson } from "~/features/access/create-person.server";
import { changePassword, welcome } from "~/features/access/update-account.server";
import { createResetLink, disablePerson, setRole } from "~/features/access/update-person.server";
import { sessionCookie, sessionToken } from "~/platform/session-cookie.server";
import { findSession, createSession } from "~/platform/session-store.server";
import { sessionSignal } from "~/platform/session-signal.server";
import { findUser, requireUser } from "~/platform/session.server";
import { loader as openByProxy } from "~/routes/sign-in/proxy";
import { createUser, signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";
import { get, testContext } from "../setup/request";

const from = { address: "192.0.2.1", userAgent: "test", requestId: "r" };
const tokenOf = (link: string) => new URL(link).searchParams.get("token")!;
const HOUR = 3_600_000;

function trustedProxy(list: string): Disposable {
  Object.assign(env(), { TRUSTED_PROXY: list });
  return { [Symbol.dispose]: () => void Object.assign(env(), { TRUSTED_PROXY: undefined }) };
}

test("the first link makes the first admin, once, and every later one is for the oldest admin", async () => {
  await using database = await testDatabase();
  const one = (await createStartLink("http://console.test"))!;
  const two = (await createStartLink("http://console.test"))!;
  expect(one).toMatch(/^http:\/\/console\.test\/sign-in\/link\?token=[\w-]{43}$/);
  expect(new URL(one).pathname).toBe(LINK_PATH);
  const opened = await Promise.all([one, two, one, two].map((link) => openLink(tokenOf(link), from)));
  expect(opened.filter(Boolean)).toHaveLength(1);
  expect(opened.find(Boolean)).toMatchObject({ isFirst: true });
  const [admin] = await database.prisma.user.findMany();
  expect(admin).toMatchObject({ role: "admin", email: null, passwordHash: null });
  const later = (await createStartLink("http://console.test"))!;
  expect(await openLink(tokenOf(later), from)).toMatchObject({ isFirst: false });
  expect(await database.prisma.user.count()).toBe(1);
});

test("a link is used by one of twenty who try at once, is stored as a hash, and dies after fifteen minutes", async () => {
  await using database = await testDatabase();
  const user = await createUser(database.prisma);
  const token = await createLink("sign-in", user.id);
  const { rows } = await database.owner.query("select * from console.one_time_links");
  expect(JSON.stringify(rows)).not.toContain(token);
  const opened = await Promise.all(Array.from({ length: 20 }, () => openLink(token, from)));
  expect(opened.filter(Boolean)).toHaveLength(1);
  const late = await createLink("sign-in", user.id);
  await database.owner.query("update console.one_time_links set expires_at = expires_at - interval '15 minutes'");
  expect(await openLink(late, from)).toBeNull();
  expect(await openLink("nonsense", from)).toBeNull();
});

test("a link for one purpose serves no other", async () => {
  await using database = await testDatabase();
  const user = await createUser(database.prisma);
  const reset = await createLink("reset", user.id);
  const step = await createLink("second-step", user.id);
  expect(await openLink(reset, from)).toBeNull();
  expect(await openLink(step, from)).toBeNull();
  const link = await createLink("sign-in", user.id);
  await expect(resetPassword(link, "the brass wheel turns", from)).rejects.toMatchObject({ code: "conflict" });
});

test("a session ends 12 hours after it was last used, and 14 days after it began", async () => {
  await using database = await testDatabase();
  const user = await createUser(database.prisma);
  const start = async () => createSession({ userId: user.id, method: "password", ...from });
  const idle = await start();
  const old = await start();
  const fresh = await start();
  const [idleId, oldId, freshId] = (await listSessions()).map((row) => row.id).reverse();
  await database.prisma.session.update({
    where: { id: idleId },
    data: { lastSeenAt: new Date(Date.now() - 12 * HOUR) },
  });
  await database.prisma.session.update({ where: { id: oldId }, data: { expiresAt: new Date() } });
  const seen = new Date(Date.now() - 11 * HOUR);
  const row = await database.prisma.session.update({ where: { id: freshId }, data: { lastSeenAt: seen } });
  expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBe(14 * 24 * HOUR);
  expect(await findSession(idle)).toBeNull();
  expect(await findSession(old)).toBeNull();
  expect(await findSession(fresh)).not.toBeNull();
  const after = await database.prisma.session.findUniqueOrThrow({ where: { id: freshId } });
  expect(after.lastSeenAt.getTime()).toBeGreaterThan(seen.getTime());
  expect(await listSessions()).toHaveLength(1);
});

test("a revoked session is refused at the next request, and its open streams end within a second", async () => {
  await using database = await testDatabase();
  const admin = await signedIn(database.prisma, "admin");
  const other = await signedIn(database.prisma, "viewer");
  const page = () => get("/", { cookie: other.cookie });
  const first = page();
  const user = await requireUser(first.request, first.context, "overview:read");
  const signal = sessionSignal(user, testContext());
  const mine = sessionSignal(admin.actor, testContext());
  await new Promise((resolve) => setTimeout(resolve, 300));
  const ended = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  const started = performance.now();
  await endSession(admin.actor, user.sessionId);
  const next = page();
  await expect(requireUser(next.request, next.context, "overview:read")).rejects.toMatchObject({ status: 302 });
  await ended;
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(mine.aborted).toBe(false);
});

test("nobody ends the session of somebody else without the permission", async () => {
  await using database = await testDatabase();
  const a = await signedIn(database.prisma, "editor");
  const b = await signedIn(database.prisma, "viewer");
  await expect(endSession(a.actor, b.actor.sessionId)).rejects.toMatchObject({ code: "not_found" });
  await endSession(b.actor, b.actor.sessionId);
  expect(await database.prisma.session.count()).toBe(1);
});

test("on https the cookie is __Host-wh and Secure, on http it is wh; neither is read in the other's place", () => {
  expect(sessionCookie("t", true)).toBe("__Host-wh=t; Path=/; HttpOnly; SameSite=Lax; Max-Age=1209600; Secure");
  expect(sessionCookie("t", false)).toBe("wh=t; Path=/; HttpOnly; SameSite=Lax; Max-Age=1209600");
  const { request } = get("/", { cookie: "other=1; wh=plain; __Host-wh=safe" });
  expect(sessionToken(request, true)).toBe("safe");
  expect(sessionToken(request, false)).toBe("plain");
});

test("a stranger is led to the sign-in page and back, a program is told 401", async () => {
  await using database = await testDatabase();
  expect(database.url).toBeTruthy();
  const page = get("/access?tab=keys", { cookie: "wh=unknown" });
  const answer = await requireUser(page.request, page.context, "access:read").catch((error: Response) => error);
  expect((answer as Response).headers.get("location")).toBe("/sign-in?to=%2Faccess%3Ftab%3Dkeys");
  const call = get("/api/anything");
  await expect(requireUser(call.request, call.context, "access:read")).rejects.toMatchObject({
    code: "unauthenticated",
  });
});

test("a changed password ends the other sessions and renews this one", async () => {
  await using database = await testDatabase();
  const { user, actor, cookie } = await signedIn(database.prisma, "viewer");
  const first = await welcome(actor, { name: "Ada", email: "ada@wheelhouse.test", password: "the brass wheel turns" });
  expect(await findSession(cookie.split("=")[1]!)).toBeNull();
  const session = (await findSession(first))!;
  const other = await createSession({ userId: user.id, method: "password", ...from });
  const now = { ...actor, sessionId: session.id, hasPassword: true };
  await expect(changePassword(now, { current: "no", password: "a second sentence" })).rejects.toMatchObject({
    details: { fields: { current: expect.any(String) } },
  });
  const renewed = await changePassword(now, { current: "the brass wheel turns", password: "a second sentence" });
  expect(await findSession(first)).toBeNull();
  expect(await findSession(other)).toBeNull();
  expect(await findSession(renewed)).not.toBeNull();
  await signIn({ email: "ada@wheelhouse.test", password: "a second sentence" }, from);
});

test("welcome sets a password only where there is none", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "admin");
  const input = { name: "Ada", email: "ada@wheelhouse.test", password: "the brass wheel turns" };
  const token = await welcome(actor, input);
  const { id: sessionId } = (await findSession(token))!;
  await expect(welcome({ ...actor, sessionId }, { ...input, password: "somebody else's now" })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("a reset link sets a password once and ends all sessions; a newer link replaces it", async () => {
  await using database = await testDatabase();
  const admin = await signedIn(database.prisma, "admin");
  const { id, link } = await createPerson(
    admin.actor,
    { name: "Bo", email: "bo@wheelhouse.test", role: "viewer" },
    "http://console.test",
  );
  const newer = await createResetLink(admin.actor, id, "http://console.test");
  await expect(resetPassword(tokenOf(link), "the brass wheel turns", from)).rejects.toMatchObject({ code: "conflict" });
  const session = await createSession({ userId: id, method: "password", ...from });
  await resetPassword(tokenOf(newer), "the brass wheel turns", from);
  expect(await findSession(session)).toBeNull();
  await expect(resetPassword(tokenOf(newer), "another brass wheel", from)).rejects.toMatchObject({ code: "conflict" });
  await signIn({ email: "bo@wheelhouse.test", password: "the brass wheel turns" }, from);
});

test("a changed role and a disabled account end that person's sessions at once", async () => {
  await using database = await testDatabase();
  const admin = await signedIn(database.prisma, "admin");
  const other = await signedIn(database.prisma, "viewer");
  await setRole(admin.actor, other.user.id, "editor");
  expect(await findSession(other.cookie.split("=")[1]!)).toBeNull();
  const again = await createSession({ userId: other.user.id, method: "password", ...from });
  expect((await findSession(again))?.user.role).toBe("editor");
  await disablePerson(admin.actor, other.user.id);
  expect(await findSession(again)).toBeNull();
});

test("the last admin stays, also when two admins remove each other at once", async () => {
  await using database = await testDatabase();
  const a = await signedIn(database.prisma, "admin");
  const b = await signedIn(database.prisma, "admin");
  const results = await Promise.allSettled([disablePerson(a.actor, b.user.id), setRole(b.actor, a.user.id, "viewer")]);
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  expect(await database.prisma.user.count({ where: { role: "admin", disabledAt: null } })).toBe(1);
});

test("people and their rights are an admin's business, whatever the route forgot to ask", async () => {
  await using database = await testDatabase();
  const other = await createUser(database.prisma);
  for (const role of ["viewer", "operator", "editor"] as const) {
    const { actor } = await signedIn(database.prisma, role);
    const person = { name: "X", email: "x@wheelhouse.test", role: "admin" as const };
    for (const attempt of [
      () => createPerson(actor, person, "http://console.test"),
      () => setRole(actor, actor.id, "admin"),
      () => disablePerson(actor, other.id),
      () => createResetLink(actor, other.id, "http://console.test"),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
  }
});

test("a session that a proxy vouched for holds only while the proxy goes on saying so", async () => {
  await using database = await testDatabase();
  using _ = trustedProxy("10.0.0.0/8 sign-in-header=X-Forwarded-Email");
  const user = await createUser(database.prisma, { email: "ada@wheelhouse.test" });
  const token = await createSession({ userId: user.id, method: "proxy", ...from });
  const look = (headers: Record<string, string>, peerAddress: string) => {
    const { request, context } = get("/", { cookie: `wh=${token}`, headers, context: { peerAddress } });
    return findUser(request, context);
  };
  expect(await look({ "X-Forwarded-Email": "ada@wheelhouse.test" }, "10.0.0.1")).toMatchObject({ id: user.id });
  expect(await look({ "X-Forwarded-Email": "bo@wheelhouse.test" }, "10.0.0.1")).toBeNull();
  expect(await look({}, "10.0.0.1")).toBeNull();
  expect(await look({ "X-Forwarded-Email": "ada@wheelhouse.test" }, "192.0.2.1")).toBeNull();
});

test("a trusted proxy signs in who is known here, and creates nobody", async () => {
  await using database = await testDatabase();
  using _ = trustedProxy("10.0.0.0/8 sign-in-header=X-Forwarded-Email");
  await createUser(database.prisma, { email: "ada@wheelhouse.test" });
  await createUser(database.prisma, { email: "gone@wheelhouse.test", disabledAt: new Date() });
  const come = async (email: string, peerAddress: string) => {
    const args = get("/sign-in/proxy?to=/access", {
      headers: { "X-Forwarded-Email": email },
      context: { peerAddress },
    });
    return Promise.resolve(openByProxy(args)).catch((answer: Response) => answer);
  };
  const known = (await come("Ada@Wheelhouse.test", "10.0.0.1")) as Response;
  expect(known.headers.get("location")).toBe("/access");
  expect(known.headers.get("set-cookie")).toMatch(/^wh=/);
  for (const email of ["gone@wheelhouse.test", "stranger@wheelhouse.test"])
    expect(await come(email, "10.0.0.1")).toMatchObject({ init: { status: 404 } });
  const spoofed = (await come("ada@wheelhouse.test", "192.0.2.1")) as Response;
  expect(spoofed.headers.get("location")).toBe("/sign-in");
  expect(await database.prisma.user.count()).toBe(2);
  expect(await database.prisma.session.count()).toBe(1);
});
