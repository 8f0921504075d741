import { db } from "~/data/console/prisma.server";
import { SAMPLE_SOURCE } from "~/lib/sample-source";
import { findLastBackup } from "~/platform/last-backup.server";
import { may, type Permission } from "~/platform/permissions";
import { findSampleState, type SampleState } from "~/platform/sample-state.server";
import type { SessionUser } from "~/platform/session.server";
import type { FirstStep, StepKey } from "./first-step";

type Step = Omit<FirstStep, "isDone"> & { permission: Permission; isDone: () => Promise<boolean> };

function allSteps(user: SessionUser, sample: { state: SampleState } | null): Step[] {
  const database = db();
  return [
    {
      key: "password",
      title: "Give yourself a password",
      why: "Without one, only a link from the terminal lets you back in.",
      href: "/welcome",
      permission: "account:write",
      isDone: () => Promise.resolve(user.hasPassword),
    },
    {
      key: "codes",
      title: "Ask for a code at sign-in",
      why: "A stolen password alone then opens nothing.",
      href: "/account/codes",
      permission: "account:write",
      isDone: () => Promise.resolve(user.hasTotp),
    },
    {
      key: "key",
      title: "Make a key for an agent runtime",
      why: "A runtime reports its turns and fetches its prompts with it.",
      href: "/access/keys/new",
      command: "npm run -s wheelhouse -- key create --name my-runtime --scopes turns:write,config:read",
      permission: "access:write",
      isDone: async () =>
        (await database.apiKey.count({ where: { revokedAt: null, source: { not: SAMPLE_SOURCE } } })) > 0,
    },
    ...(sample
      ? [
          {
            key: "sample" as const,
            title: "Remove the sample data",
            why: "Once your own bots report, the made-up ones only stand in the way.",
            button: { intent: "remove-sample" as const, label: "Remove sample data" },
            permission: "turns:delete" as const,
            isDone: () => Promise.resolve(sample.state === "removed"),
          },
        ]
      : []),
    {
      key: "backup",
      title: "Make a backup",
      why: "One file holds database and uploads; restoring it is one command too.",
      command: "npm run -s wheelhouse -- backup wheelhouse.backup",
      permission: "access:write",
      isDone: async () => (await findLastBackup()) !== null,
    },
    {
      key: "webhook",
      title: "Be told when something breaks",
      why: "A webhook carries each alert to where you look anyway.",
      href: "/webhooks/new",
      permission: "webhooks:write",
      isDone: async () => (await database.webhookEndpoint.count()) > 0,
    },
    {
      key: "people",
      title: "Let somebody else in",
      why: "Each person has an account of their own, so that the audit log can tell who did what.",
      href: "/access/people/new",
      permission: "access:write",
      isDone: async () => (await database.user.count({ where: { disabledAt: null } })) > 1,
    },
  ];
}

/** What is left to do on a new installation, from what is there; without those that this person has waved away. */
export async function listFirstSteps(user: SessionUser): Promise<FirstStep[]> {
  const dismissed = await db().dismissedStep.findMany({ where: { userId: user.id }, select: { step: true } });
  const waved = new Set(dismissed.map(({ step }) => step));
  const steps = allSteps(user, await findSampleState()).filter(
    ({ key, permission }) => !waved.has(key) && may(user.role, permission),
  );
  return Promise.all(
    steps.map(async ({ permission: _permission, isDone, ...step }) => ({ ...step, isDone: await isDone() })),
  );
}

/** Puts a step out of sight, for this person alone. */
export async function dismissStep(user: SessionUser, step: StepKey): Promise<void> {
  const where = { userId: user.id, step };
  await db().dismissedStep.upsert({ where: { userId_step: where }, create: where, update: {} });
}
