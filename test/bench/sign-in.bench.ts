import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "~/features/access/password.server";
import { signIn } from "~/features/access/sign-in.server";
import { createUser } from "../factories/user";
import { testDatabase } from "../setup/database";
import { figure, median } from "./figure";

const CROWD = 50;
const TRIES = 200;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

test("what a sign-in costs, and a crowd of them", { timeout: 120_000 }, async () => {
  const stored = await hashPassword("correct horse battery staple");
  const alone: number[] = [];
  for (let round = 0; round < 10; round++) alone.push(await timed(() => verifyPassword(stored, "wrong")));
  figure("checking one password", median(alone), "ms");
  const before = process.memoryUsage().rss;
  let most = before;
  const look = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5);
  const crowd = await timed(() => Promise.all(Array.from({ length: CROWD }, () => verifyPassword(stored, "wrong"))));
  clearInterval(look);
  figure(`memory for ${CROWD} sign-ins at once`, (most - before) / 1024 / 1024, "MB more", 500);
  figure(`${CROWD} sign-ins at once against one by one`, crowd / (median(alone) * CROWD), "times");
  expect(crowd).toBeGreaterThan(0);
});

test("an unknown person and a wrong password take the same time", { timeout: 300_000 }, async () => {
  await using database = await testDatabase();
  const passwordHash = await hashPassword("correct horse battery staple");
  const wrong: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < TRIES; round++) {
    const user = await createUser(database.prisma, { passwordHash });
    const attempt = (email: string) =>
      timed(() =>
        signIn(
          { email, password: "not this one" },
          // Tries are limited by address and by account, so each comes from another one.
          { address: `10.0.${round >> 8}.${round & 255}`, userAgent: "bench", requestId: "bench" },
          database.prisma,
        ).catch(() => undefined),
      );
    // In turns, so that whatever else the machine does touches both alike.
    wrong.push(await attempt(user.email!));
    unknown.push(await attempt(`stranger-${round}@wheelhouse.test`));
  }
  figure("unknown person against wrong password, medians apart", Math.abs(median(wrong) - median(unknown)), "ms", 5);
  expect(wrong.length).toBe(TRIES);
});
