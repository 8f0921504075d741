import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { poolFigures } from "~/data/postgres.server";
import { getQueueFigures } from "~/data/queue/queue-figures.server";
import { AppError } from "~/lib/errors";
import { findApiKey, requireScope } from "./api-key.server";
import { openStreamCount } from "./event-stream.server";
import { once } from "./once.server";
import { registerUsageMetrics } from "./usage-metrics.server";

const registry = new Registry();
collectDefaultMetrics({ register: registry });
registerUsageMetrics(registry);

const requests = new Histogram({
  name: "wheelhouse_http_request_seconds",
  help: "Time to answer, by method, first part of the path and class of status.",
  labelNames: ["method", "area", "status"],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [registry],
});
new Gauge({
  name: "wheelhouse_event_streams",
  help: "Event streams open now.",
  registers: [registry],
  collect() {
    this.set(openStreamCount());
  },
});

new Gauge({
  name: "wheelhouse_pool_connections",
  help: "Database connections of this process, by pool and state; waiting ones are requests without a connection.",
  labelNames: ["pool", "state"],
  registers: [registry],
  collect() {
    for (const { name, size, idle, waiting } of poolFigures()) {
      this.set({ pool: name, state: "busy" }, size - idle);
      this.set({ pool: name, state: "idle" }, idle);
      this.set({ pool: name, state: "waiting" }, waiting);
    }
  },
});

const queueFigures = once(2_000, getQueueFigures);
new Gauge({
  name: "wheelhouse_jobs",
  help: "Jobs in the queue, by state. Left out while the queue does not answer.",
  labelNames: ["state"],
  registers: [registry],
  async collect() {
    this.reset();
    const figures = await queueFigures().catch(() => null);
    if (figures) for (const state of JOB_STATES) this.set({ state }, figures[state]);
  },
});
const JOB_STATES = ["waiting", "planned", "running", "failed", "workers"] as const;

/** A stranger can ask for any path; what is no area of ours counts as one, or each would be a series of its own. */
const AREAS =
  /^\/(access|account|alerts|api|assets|bots|cms|docs|events|gallery|health|jobs|live|livez|metrics|prompts|readyz|sessions|settings|sign-in|sign-out|tools|turns|webhooks)(?=\/|$)/;

export function observeRequest(request: { method: string; path: string; status: number; seconds: number }): void {
  const area = request.path === "/" ? "/" : (AREAS.exec(request.path)?.[0] ?? "other");
  const method = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"].includes(request.method) ? request.method : "other";
  requests.observe({ method, area, status: `${Math.floor(request.status / 100)}xx` }, request.seconds);
}

export type MetricsAnswer = { status: number; contentType: string; body: string };

/** Figures for Prometheus: open to this machine, and to a key that may read them. */
export async function metrics(request: {
  authorization: string | undefined;
  address: string;
  peer: string;
}): Promise<MetricsAnswer> {
  const isLocal = [request.address, request.peer].every((address) => /^(127\.|::1$|::ffff:127\.)/.test(address));
  const refusal = request.authorization || !isLocal ? await refuseKey(request) : null;
  if (refusal) return { status: refusal.status, contentType: "text/plain", body: `${refusal.message}\n` };
  return { status: 200, contentType: registry.contentType, body: await registry.metrics() };
}

async function refuseKey(request: { authorization?: string; address: string }): Promise<AppError | null> {
  try {
    const headers = new Headers(request.authorization ? { Authorization: request.authorization } : {});
    requireScope(
      await findApiKey({ headers }, { clientAddress: request.address, requestId: "metrics" }),
      "metrics:read",
    );
    return null;
  } catch (error) {
    return error instanceof AppError ? error : new AppError("unavailable", "The key could not be checked.");
  }
}
