import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { openStreamCount } from "./event-stream.server";

const registry = new Registry();
collectDefaultMetrics({ register: registry });

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

/** A stranger can ask for any path; what is no area of ours counts as one, or each would be a series of its own. */
const AREAS = /^\/(api|assets|access|cms|health|jobs|sign-in|sign-out|gallery|livez|readyz|metrics)(?=\/|$)/;

export function observeRequest(request: { method: string; path: string; status: number; seconds: number }): void {
  const area = request.path === "/" ? "/" : (AREAS.exec(request.path)?.[0] ?? "other");
  const method = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"].includes(request.method) ? request.method : "other";
  requests.observe({ method, area, status: `${Math.floor(request.status / 100)}xx` }, request.seconds);
}

export type MetricsAnswer = { status: number; contentType: string; body: string };

/** Figures for Prometheus: open to this machine. */
export async function metrics(request: {
  authorization: string | undefined;
  address: string;
  peer: string;
}): Promise<MetricsAnswer> {
  const isLocal = [request.address, request.peer].every((address) => /^(127\.|::1$|::ffff:127\.)/.test(address));
  if (!isLocal) return { status: 403, contentType: "text/plain", body: "Metrics are for this machine.\n" };
  return { status: 200, contentType: registry.contentType, body: await registry.metrics() };
}
