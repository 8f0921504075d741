import { hash } from "@node-rs/argon2";
import { Secret, TOTP } from "otpauth";
import { expect, test } from "vitest";
import { hashPassword, needsRehash } from "~/features/access/password.server";
import { finishSignIn, signIn } from "~/features/access/sign-in.server";
import { newTotpSecret, sealTotpSecret } from "~/features/access/totp.server";
import { replaceRecoveryCodes } from "~/features/access/recovery-codes.server";
import { findSession } from "~/platform/session-store.server";
import { uuid } from "~/lib/uuid.server";
import { createUser } from "../factories/user";
import { testDatabase, type TestDatabase } from "../setup/database";

const PASSWORD = "the brass wheel turns";
const from = { address: "192.0.2.1", userAgent: "test", requestId: "r" };

async function person(database: TestDatabase, changes = {}) {
  return createUser(database.prisma, { passwordHash: await hashPassword(PASSWORD), ...changes });
}

test("the right password starts a session whose token is stored only as a hash", async () => {
  await using database = await testDatabase();
  const user = await person(database);
  const answer = await signIn({ email: user.email!, password: PASSWORD }, from);
  if (!("session" in answer)) throw new Error("no session");
  expect(Buffer.from(answer.session, "base64url")).toHaveLength(32);
  expect((await findSession(answer.session))?.user.id).toBe(user.id);
  const { rows } = await database.owner.query("select * from console.sessions");
  expect(JSON.stringify(rows)).not.toContain(answer.session);
});

test("unknown, wrong, disabled and without a password are refused with the same words", async () => {
  await using database = await testDatabase();
  const known = await person(database);
  const disabled = await person(database, { disabledAt: new Date() });
  const none = await createUser(database.prisma);
  const tries = [
    { email: "nobody@wheelhouse.test", password: PASSWORD },
    { email: known.email!, password: "another one" },
    { email: disabled.email!, password: PASSWORD },
    { email: none.email!, password: PASSWORD },
  ];
  const errors = await Promise.all(tries.map((input) => signIn(input, from).catch((error: Error) => error.message)));
  expect(new Set(errors).size).toBe(1);
});

test("signing in ends the session that the browser had", async () => {
  await using database = await testDatabase();
  const user = await person(database);
  const first = await signIn({ email: user.email!, password: PASSWORD }, from);
  if (!("session" in first)) throw new Error("no session");
  const second = await signIn({ email: user.email!, password: PASSWORD }, { ...from, oldToken: first.session });
  if (!("session" in second)) throw new Error("no session");
  expect(second.session).not.toBe(first.session);
  expect(await findSession(first.session)).toBeNull();
  expect(await findSession(second.session)).not.toBeNull();
});

test("a hash with old parameters is made again when its owner signs in", async () => {
  await using database = await testDatabase();
  const weak = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
  const user = await person(database, { passwordHash: weak });
  await signIn({ email: user.email!, password: PASSWORD }, from);
  const after = await database.prisma.user.findUniqueOrThrow({ where: { id: user.id } });
  expect(needsRehash(after.passwordHash!)).toBe(false);
  await signIn({ email: user.email!, password: PASSWORD }, from);
});

test("after five wrong passwords an account is shut, for longer each time, and the right one opens it", async () => {
  await using database = await testDatabase();
  const user = await person(database);
  const wrong = () => signIn({ email: user.email!, password: "wrong" }, from).catch((error: unknown) => error);
  for (let i = 0; i < 5; i++) expect(await wrong()).toMatchObject({ code: "unauthenticated" });
  const first = await wrong();
  expect(first).toMatchObject({ code: "rate_limited", details: { retry_after_s: 900 } });
  await expect(signIn({ email: user.email!, password: PASSWORD }, from)).rejects.toMatchObject({
    code: "rate_limited",
  });
  const wait = "update console.rate_limits set blocked_until = now() - interval '1 s', window_ends_at = now()";
  await database.owner.query(wait);
  for (let i = 0; i < 5; i++) expect(await wrong()).toMatchObject({ code: "unauthenticated" });
  expect(await wrong()).toMatchObject({ code: "rate_limited", details: { retry_after_s: 1800 } });
  await database.owner.query(wait);
  await signIn({ email: user.email!, password: PASSWORD }, from);
  for (let i = 0; i < 5; i++) expect(await wrong()).toMatchObject({ code: "unauthenticated" });
});

test("a race of many wrong passwords gets no more than five tries", async () => {
  await using database = await testDatabase();
  const user = await person(database);
  const codes = await Promise.all(
    Array.from({ length: 15 }, () =>
      signIn({ email: user.email!, password: "wrong" }, from).catch((error: { code: string }) => error.code),
    ),
  );
  expect(codes.filter((code) => code === "unauthenticated")).toHaveLength(5);
  expect(codes.filter((code) => code === "rate_limited")).toHaveLength(10);
});

test("an address gets twenty tries over all accounts, another address is not touched by it", async () => {
  await using database = await testDatabase();
  expect(database.url).toBeTruthy();
  const tryAs = (email: string, address: string) =>
    signIn({ email, password: "wrong" }, { ...from, address }).catch((error: { code: string }) => error.code);
  for (let i = 0; i < 20; i++) expect(await tryAs(`a${i}@wheelhouse.test`, "192.0.2.9")).toBe("unauthenticated");
  expect(await tryAs("b@wheelhouse.test", "192.0.2.9")).toBe("rate_limited");
  expect(await tryAs("b@wheelhouse.test", "192.0.2.10")).toBe("unauthenticated");
  expect(await tryAs("b@wheelhouse.test", "::ffff:192.0.2.9")).toBe("rate_limited");
  for (let i = 0; i < 20; i++) expect(await tryAs(`c${i}@wheelhouse.test`, `2001:db8::${i}`)).toBe("unauthenticated");
  expect(await tryAs("b@wheelhouse.test", "2001:db8:0:0:ffff::1")).toBe("rate_limited");
});

async function personWithCodes(database: TestDatabase) {
  const id = uuid();
  const secret = newTotpSecret();
  const user = await person(database, { id, totpSecret: sealTotpSecret(secret, id), totpConfirmedAt: new Date() });
  const code = (steps = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
  const step = async () => {
    const answer = await signIn({ email: user.email!, password: PASSWORD }, from);
    if (!("step" in answer)) throw new Error("no second step");
    return answer.step;
  };
  return { user, code, step };
}

test("with codes on, the password alone starts no session; the code does, once", async () => {
  await using database = await testDatabase();
  const { code, step } = await personWithCodes(database);
  const first = await step();
  expect(await database.prisma.session.count()).toBe(0);
  const used = code();
  await expect(finishSignIn({ step: first, code: "000000" }, from)).rejects.toMatchObject({ code: "unauthenticated" });
  expect(await findSession(await finishSignIn({ step: first, code: used }, from))).not.toBeNull();
  await expect(finishSignIn({ step: first, code: code(1) }, from)).rejects.toMatchObject({ code: "conflict" });
  await expect(finishSignIn({ step: await step(), code: used }, from)).rejects.toMatchObject({
    code: "unauthenticated",
  });
});

test("a code of the step before or after is accepted, one of two steps away is not, nor an older one later", async () => {
  await using database = await testDatabase();
  const { code, step } = await personWithCodes(database);
  await expect(finishSignIn({ step: await step(), code: code(3) }, from)).rejects.toMatchObject({
    code: "unauthenticated",
  });
  await finishSignIn({ step: await step(), code: code(1) }, from);
  await expect(finishSignIn({ step: await step(), code: code(0) }, from)).rejects.toMatchObject({
    code: "unauthenticated",
  });
});

test("a recovery code works once, however it is typed", async () => {
  await using database = await testDatabase();
  const { user, step } = await personWithCodes(database);
  const codes = await replaceRecoveryCodes(user.id, database.prisma);
  expect(new Set(codes).size).toBe(10);
  const typed = codes[3]!.replaceAll("-", " ").toUpperCase();
  await finishSignIn({ step: await step(), code: typed }, from);
  await expect(finishSignIn({ step: await step(), code: typed }, from)).rejects.toMatchObject({
    code: "unauthenticated",
  });
  const { rows } = await database.owner.query("select code_hash::text from console.recovery_codes");
  expect(JSON.stringify(rows)).not.toContain(codes[0]);
});

test("codes are guessed no more often than passwords", async () => {
  await using database = await testDatabase();
  const { step } = await personWithCodes(database);
  const first = await step();
  const answers: string[] = [];
  for (let i = 0; i < 6; i++)
    answers.push(
      await finishSignIn({ step: first, code: "000000" }, from).catch((error: { code: string }) => error.code),
    );
  expect(answers).toEqual([...Array<string>(4).fill("unauthenticated"), "rate_limited", "rate_limited"]);
});
