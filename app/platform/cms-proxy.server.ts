import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Request, RequestHandler, Response } from "express";
import { createProxyMiddleware } from "http-proxy-middleware";
import { env } from "~/config/env.server";
import type { CmsState } from "~/data/cms/cms-state.server";
import { AppError, type ErrorCode } from "~/lib/errors";
import { awayPage, describeAway } from "./cms-away-page";
import { cookiesFromCms, headersForCms, locationFromCms } from "./cms-headers";

/** Strapi takes files up to 50 MB; a form around one needs a little more. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;
const SILENCE_MS = 120_000;

export type CmsProxyOptions = {
  /** Strapi's origin now, or null while there is none. */
  target: () => string | null;
  state: () => Promise<CmsState>;
  publicUrl?: string;
};

/**
 * The only way to Strapi: `app.use("/cms", cmsProxy(…))`, before anything that reads bodies. Express strips the
 * prefix. Whatever comes back streams through.
 */
export function cmsProxy({ target, state, publicUrl = env().publicUrl }: CmsProxyOptions): RequestHandler {
  const home = `${new URL(publicUrl).pathname.replace(/\/+$/, "")}/`;
  const basePath = `${home}cms`;

  async function answerAway(req: IncomingMessage, res: Response): Promise<void> {
    const { phase, percent } = await state();
    if (res.headersSent) return void res.destroy();
    const { title, text, retryS } = describeAway({ phase, percent });
    res.status(503).setHeader("Cache-Control", "no-store");
    if (retryS !== null) res.setHeader("Retry-After", String(retryS));
    if (req.method !== "GET" || !req.headers.accept?.includes("text/html"))
      return sendError(res, "unavailable", `${title}. ${text}`);
    const nonce = randomBytes(16).toString("base64");
    res.setHeader("Content-Security-Policy", `default-src 'none'; style-src 'nonce-${nonce}'; frame-ancestors 'none'`);
    res.type("html").send(awayPage({ phase, percent }, { home, nonce }));
  }

  const proxy = createProxyMiddleware<Request, Response>({
    target: "http://127.0.0.1",
    router: () => target() ?? undefined,
    proxyTimeout: SILENCE_MS,
    on: {
      proxyRes(answer, _req, res) {
        delete answer.headers["x-powered-by"];
        delete answer.headers.strapi;
        // The console decides about https for the whole host.
        delete answer.headers["strict-transport-security"];
        const cookies = answer.headers["set-cookie"];
        if (cookies) answer.headers["set-cookie"] = cookiesFromCms(cookies, basePath);
        const { location } = answer.headers;
        const origins = [new URL(publicUrl).origin, target() ?? ""];
        if (location) answer.headers.location = locationFromCms(location, basePath, origins);
        // Otherwise a visitor would wait for the rest of an answer that Strapi took with it.
        answer.on("aborted", () => res.destroy());
      },
      error(_error, req, res) {
        if ("setHeader" in res) void answerAway(req, res);
        else res.destroy();
      },
    },
  });

  return function forwardToCms(req, res, next) {
    if (!target()) return void answerAway(req, res);
    const refusal = refuseBody(req);
    if (refusal) {
      res.setHeader("Connection", "close");
      return sendError(res, ...refusal);
    }
    req.headers = headersForCms(req.headers, callerOf(req));
    void proxy(req, res, next);
  };
}

/** A stated length is enforced by Node's parser, so this check is the limit. */
function refuseBody(req: Request): [ErrorCode, string] | null {
  if (req.headers["transfer-encoding"] !== undefined)
    return ["unsupported", "A request to the content editor has to state its length."];
  if (Number(req.headers["content-length"] ?? 0) > MAX_BODY_BYTES)
    return ["too_large", `A request may have at most ${MAX_BODY_BYTES / 1024 / 1024} MB.`];
  return null;
}

function callerOf(req: Request) {
  const trusts = req.app.get("trust proxy fn") as (address: string, hop: number) => boolean;
  const said = req.headers["x-forwarded-host"];
  const forwarded = trusts(req.socket.remoteAddress ?? "", 0) && typeof said === "string" ? said.split(",")[0] : "";
  return { address: req.ip ?? "", proto: req.protocol, host: forwarded?.trim() || (req.headers.host ?? "") };
}

function sendError(res: Response, code: ErrorCode, message: string): void {
  const error = new AppError(code, message);
  res.status(error.status).json({ error: { code, message, request_id: res.locals.requestId ?? "" } });
}
