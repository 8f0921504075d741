import { env } from "~/config/env.server";
import { AppError, type ErrorCode } from "~/lib/errors";
import { isApiPath } from "./error-mapping.server";
import { readTrustedProxy } from "./trusted-proxy.server";

/** Larger bodies have doors of their own, which stream to disk and count as they go. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;
const READS = new Set(["GET", "HEAD", "OPTIONS"]);
const WRITES = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** TRUSTED_PROXY's addresses and ranges; nobody is trusted without it. */
export function trustedProxies(list = env().TRUSTED_PROXY): string[] | false {
  const { addresses } = readTrustedProxy(list);
  return addresses.length > 0 ? addresses : false;
}

type Headers = Record<string, string>;

export function securityHeaders(request: {
  nonce: string;
  secure: boolean;
  path: string;
  isDevelopment: boolean;
}): Headers {
  const nonce = `'nonce-${request.nonce}'`;
  // Vite's development client makes its own style elements and talks over a web socket.
  const csp = request.isDevelopment
    ? "frame-ancestors 'none'; base-uri 'none'"
    : [
        "default-src 'self'",
        `script-src 'self' ${nonce}`,
        `style-src-elem 'self' ${nonce}`,
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "connect-src 'self' blob:",
        "frame-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ].join("; ");
  return {
    "Content-Security-Policy": csp,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    ...(request.secure && { "Strict-Transport-Security": "max-age=31536000" }),
  };
}

export type Knock = {
  method: string;
  path: string;
  origin: string | undefined;
  site: string | undefined;
  host: string;
  secure: boolean;
  authorization: string | undefined;
  length: number;
  requestId: string;
};

/** Turns away what no route should see: writes from another origin, and bodies that are too large. */
export function refuseRequest(knock: Knock, publicUrl = env().publicUrl): { status: number; body: unknown } | null {
  const refuse = (code: ErrorCode, message: string) => {
    const error = new AppError(code, message);
    return { status: error.status, body: { error: { code, message, request_id: knock.requestId } } };
  };
  if (knock.length > MAX_BODY_BYTES && !isApiPath(knock.path))
    return refuse("too_large", `A request may have at most ${MAX_BODY_BYTES / 1024 / 1024} MB.`);
  if (READS.has(knock.method)) return null;
  if (!WRITES.has(knock.method)) return refuse("invalid", "This method is not known here.");
  // A key in a header is never sent by a browser on its own, so a call with one cannot be forged by a page.
  if (isApiPath(knock.path)) return null;
  const own = [`${knock.secure ? "https" : "http"}://${knock.host}`, new URL(publicUrl).origin];
  const isOwn =
    knock.origin === undefined
      ? knock.site === undefined || knock.site === "same-origin" || knock.site === "none"
      : own.includes(knock.origin);
  return isOwn ? null : refuse("forbidden", "This request came from another site and was refused.");
}
