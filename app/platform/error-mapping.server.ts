import type { ServerBuild } from "@remix-run/node";
import { log } from "~/config/log.server";
import { AppError, type ErrorBody } from "~/lib/errors";
import { forgetHouseFacts } from "./house-facts.server";
import type { RequestContext } from "./load-context";

type Handler = (args: { request: Request; context: RequestContext }) => unknown;

export function errorResponse(error: AppError, requestId: string, isApi: boolean): Response {
  const { code, message, details } = error;
  const headers = new Headers({ "Cache-Control": "no-store" });
  const retryAfter = details?.retry_after_s;
  if (typeof retryAfter === "number") headers.set("Retry-After", String(Math.ceil(retryAfter)));
  if (code === "range" && typeof details?.size === "number") headers.set("Content-Range", `bytes */${details.size}`);
  if (isApi) {
    return Response.json(
      { error: { code, message, request_id: requestId, ...(details && { details }) } },
      { status: error.status, headers },
    );
  }
  const body: ErrorBody = { code, message, requestId, ...(details && { details }) };
  return Response.json(body, { status: error.status, headers });
}

/** Codes of sockets, Postgres and Prisma that mean: not now, but perhaps soon. */
const AWAY =
  /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|57P0[123]|53300|08[0-9A-Z]{3}|P1001|P1002|P1008|P1017|P2024|P2037)$/;

/** Looks at the cause as well, since each client wraps the other's error. */
export function isDatabaseAway(error: unknown): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 4; each = each.cause, depth++) {
    const { code } = each as { code?: unknown };
    if (typeof code === "string" && AWAY.test(code)) return true;
    if (/timeout exceeded when trying to connect|Connection terminated/.test(each.message)) return true;
  }
  return false;
}

/** Whether an address belongs to the machine interface, which answers errors in its own shape. */
export function isApiPath(pathname: string): boolean {
  return pathname === "/api" || pathname.startsWith("/api/") || pathname === "/mcp";
}

type WithInit = { type: "DataWithResponseInit"; data: unknown; init: ResponseInit | null };

/** Asked directly, Remix answers a route without a page with the data alone, and forgets its status and headers. */
function wholeAnswer(answer: unknown): unknown {
  const { type, data, init } = (answer ?? {}) as Partial<WithInit>;
  return type === "DataWithResponseInit" ? Response.json(data, init ?? {}) : answer;
}

/**
 * The one place where an AppError becomes a response: around every loader and action of the build.
 * An unexpected error is logged here and becomes a 500 that names this very request, also when a page asked
 * for its data only.
 */
export function withErrorMapping(build: ServerBuild): ServerBuild {
  const wrap = (handler: Handler | undefined, isPage: boolean): Handler | undefined =>
    handler &&
    (async (args) => {
      try {
        const answer = await handler(args);
        return isPage ? answer : wholeAnswer(answer);
      } catch (error) {
        const { pathname } = new URL(args.request.url);
        const isApi = isApiPath(pathname);
        if (error instanceof AppError) throw errorResponse(error, args.context.requestId, isApi);
        if (!(error instanceof Error) || args.request.signal.aborted || args.context.closed.aborted) throw error;
        log.error({ err: error, requestId: args.context.requestId, url: pathname }, "a loader or an action failed");
        const told = isDatabaseAway(error)
          ? new AppError("unavailable", "The database does not answer. Try again in a moment.", { retry_after_s: 5 })
          : new AppError("internal", "Something failed here; the request id helps to find it.");
        throw errorResponse(told, args.context.requestId, isApi);
      } finally {
        if (args.request.method !== "GET" && !isApiPath(new URL(args.request.url).pathname)) forgetHouseFacts();
      }
    });
  // Remix answers a method that a route lacks before anybody asks for the key; here the splat route does both.
  const unknown = Object.values(build.routes).find((route) => route?.path === "api/*")?.module as
    { loader?: Handler; action?: Handler } | undefined;
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      if (!route) return [id, route];
      const own = route.module as unknown as { loader?: Handler; action?: Handler; default?: unknown };
      const isPage = own.default !== undefined;
      const spare = route.path?.startsWith("api/") ? unknown : undefined;
      const { loader = spare?.loader, action = spare?.action } = own;
      return [
        id,
        { ...route, module: { ...route.module, loader: wrap(loader, isPage), action: wrap(action, isPage) } },
      ];
    }),
  );
  return { ...build, routes } as ServerBuild;
}
