import type { TestProject } from "vitest/node";
import { startCluster } from "./cluster";
import { createTemplate, type DatabaseServer } from "./template";

declare module "vitest" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- augmenting needs an interface
  interface ProvidedContext {
    databaseServer: DatabaseServer;
  }
}

let shared: ReturnType<typeof start> | undefined;
let users = 0;

async function start() {
  const cluster = await startCluster();
  try {
    return { ...cluster, server: await createTemplate(cluster.superuserUrl) };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/** One Postgres for the whole run, whichever projects take part in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  users++;
  const cluster = await (shared ??= start());
  project.provide("databaseServer", cluster.server);
  return async () => {
    if (--users > 0) return;
    shared = undefined;
    await cluster.stop();
  };
}
