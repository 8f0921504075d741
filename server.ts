import { randomBytes, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { constants } from "node:zlib";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type NextFunction, type Request, type Response } from "express";
import type * as Edge from "./app/edge.server";

const isDevelopment = process.env.NODE_ENV === "development";
const root = process.cwd();

const vite = isDevelopment
  ? await import("vite").then(({ createServer: create }) => create({ server: { middlewareMode: true } }))
  : undefined;

async function loadBuild(): Promise<ServerBuild> {
  const loaded: unknown = vite
    ? await vite.ssrLoadModule("virtual:remix/server-build")
    : await import(pathToFileURL(path.join(root, "build/server/index.js")).href);
  return loaded as ServerBuild;
}

const firstBuild = await loadBuild();
const edge = (firstBuild.entry.module as unknown as { edge: typeof Edge }).edge;
const { env, log } = edge;

const app = express();
app.disable("x-powered-by");
app.set("trust proxy", edge.trustedProxies());

app.use((req: Request, res: Response, next: NextFunction) => {
  const started = process.hrtime.bigint();
  res.locals.requestId = randomUUID();
  res.locals.nonce = randomBytes(16).toString("base64");
  res.setHeader("X-Request-Id", res.locals.requestId);
  res.on("close", () => {
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    edge.observeRequest({ method: req.method, path: req.path, status: res.statusCode, seconds });
    if (req.path === "/livez" || req.path === "/readyz" || req.path.startsWith("/assets/")) return;
    log.info(
      {
        requestId: res.locals.requestId,
        method: req.method,
        // The query may hold a one-time token.
        path: req.path,
        status: res.statusCode,
        ms: Math.round(seconds * 1000),
        address: req.ip,
        ...(res.writableEnded ? {} : { cut: true }),
      },
      "request",
    );
  });
  next();
});

let draining = false;
app.get("/livez", (_req, res) => void res.type("text/plain").send("alive\n"));
app.get("/readyz", async (_req, res) => {
  const answer = await edge.readiness({ draining });
  res.status(answer.ready ? 200 : 503).json(answer);
});
app.get("/metrics", async (req, res) => {
  const answer = await edge.metrics({
    authorization: req.get("authorization"),
    address: req.ip ?? "",
    peer: req.socket.remoteAddress ?? "",
  });
  res.status(answer.status).type(answer.contentType).send(answer.body);
});

// Strapi sets its own headers and checks its own tokens; nothing of ours but the proxy stands before it.
app.use("/cms", edge.cms());

app.use(async (req: Request, res: Response, next: NextFunction) => {
  for (const [name, value] of Object.entries(
    edge.securityHeaders({ nonce: res.locals.nonce, secure: req.secure, path: req.path, isDevelopment }),
  ))
    res.setHeader(name, value);
  const knock = {
    method: req.method,
    path: req.path,
    origin: req.get("origin"),
    site: req.get("sec-fetch-site"),
    host: req.get("host") ?? "",
    secure: req.secure,
    authorization: req.get("authorization"),
    // A body in chunks does not say how long it is; only the machine interface counts as it reads.
    length: req.get("transfer-encoding") === undefined ? Number(req.get("content-length") ?? 0) : Infinity,
    requestId: res.locals.requestId,
  };
  try {
    const refused = (await edge.refuseOddCall({ ...knock, address: req.ip ?? "" })) ?? edge.refuseRequest(knock);
    if (refused) return void res.status(refused.status).json(refused.body);
    next();
  } catch (error) {
    next(error);
  }
});

// A compressed event stream would wait for a full block before the browser sees anything; answers to a runtime's
// writes are short, and come by the hundred a second.
const isCompressed = (req: Request, res: Response) =>
  (req.method === "GET" || !req.path.startsWith("/api/")) &&
  !String(res.getHeader("Content-Type")).startsWith("text/event-stream") &&
  compression.filter(req, res);
// A page is drawn anew for each request: half the time for a tenth more bytes, and in one go through the pool of threads.
const chunkSize = 64 * 1024;
const compressPage = compression({
  filter: isCompressed,
  level: 4,
  chunkSize,
  brotli: { chunkSize, params: { [constants.BROTLI_PARAM_QUALITY]: 3 } },
});
const compressAsset = compression();
app.use((req, res, next) => (req.path.startsWith("/assets/") ? compressAsset : compressPage)(req, res, next));

if (vite) app.use(vite.middlewares);
else
  app.use(
    "/assets",
    express.static(path.join(root, "build/client/assets"), { immutable: true, maxAge: "1y", fallthrough: false }),
  );
const serveFile = express.static(path.join(root, isDevelopment ? "public" : "build/client"), {
  maxAge: "1h",
  index: false,
});
// Every file has an ending: no page waits for the disk to say that it is none.
app.use((req, res, next) => (path.extname(req.path) ? serveFile(req, res, next) : next()));

const handle = (only: (build: ServerBuild) => ServerBuild) =>
  createRequestHandler({
    build: vite ? async () => only(edge.withErrorMapping(await loadBuild())) : only(edge.withErrorMapping(firstBuild)),
    mode: env.NODE_ENV,
    getLoadContext(req, res) {
      const closed = new AbortController();
      res.on("close", () => closed.abort());
      return {
        nonce: res.locals.nonce as string,
        requestId: res.locals.requestId as string,
        clientAddress: req.ip ?? "",
        peerAddress: req.socket.remoteAddress ?? "",
        secure: req.secure,
        closed: closed.signal,
      };
    },
  });

const handleAll = handle((build) => build);
const areas = edge.areasOf(firstBuild);
const handlers = new Map<string, ReturnType<typeof handle>>();
app.all("*", (req, res, next) => {
  const area = edge.areaOfPath(req.path);
  if (!areas.has(area)) return handleAll(req, res, next);
  if (!handlers.has(area))
    handlers.set(
      area,
      handle((build) => edge.areaRoutes(build, area)),
    );
  return handlers.get(area)!(req, res, next);
});

app.use((error: Error & { status?: number }, _req: Request, res: Response, _next: NextFunction) => {
  const status = error.status && error.status < 500 ? error.status : 500;
  if (status === 500) log.error({ err: error, requestId: res.locals.requestId }, "the server failed");
  if (res.headersSent) return void res.destroy();
  res.status(status).json({
    error: {
      code: status === 404 ? "not_found" : status === 500 ? "internal" : "invalid",
      message: status === 404 ? "There is nothing at this address." : "The request failed.",
      request_id: res.locals.requestId,
    },
  });
});

const server = createServer({ headersTimeout: 20_000, keepAliveTimeout: 61_000 }, app);
server.on("error", (error: NodeJS.ErrnoException) => {
  process.stderr.write(
    error.code === "EADDRINUSE"
      ? `Port ${env.PORT} on ${env.HOST} is in use. Stop what runs there, or set PORT.\n`
      : `The console cannot listen on ${env.HOST}:${env.PORT}: ${error.message}\n`,
  );
  process.exit(1);
});
server.listen(env.PORT, env.HOST, async () => {
  await edge.startBackground();
  log.info({ address: env.publicUrl }, "the console listens");
  process.send?.({ type: "listening" });
});

/** Balancers ask /readyz and see 503 for this long before the door closes. */
const NOTICE_MS = 300;
const DRAIN_MS = 6_000;

async function stop(signal: string): Promise<void> {
  if (draining) process.exit(1);
  draining = true;
  log.info({ signal }, "stopping");
  await new Promise((resolve) => setTimeout(resolve, NOTICE_MS));
  edge.closeStreams();
  const jobsStopped = edge.stopJobs();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(force);
  await jobsStopped;
  await edge.stopBackground();
  await vite?.close();
  process.exit(0);
}
process.on("SIGTERM", () => void stop("SIGTERM"));
process.on("SIGINT", () => void stop("SIGINT"));
// Whoever started us is gone.
process.on("disconnect", () => void stop("disconnect"));
process.on("message", async ({ type }: { type?: string }) => {
  if (type === "link") process.send?.({ type, url: await edge.signInLink().catch(() => null) });
  if (type !== "sample") return;
  const answer = await edge.startSample().catch((error: unknown) => {
    log.warn({ err: error }, "the sample data was not put in");
    return { turns: null, key: null };
  });
  process.send?.({ type, ...answer });
});
process.on("unhandledRejection", (error) => {
  log.fatal({ err: error }, "a promise was left alone");
  process.exit(1);
});
