import type { ServerBuild } from "@remix-run/node";
import { log } from "~/config/log.server";
import { AppError, type ErrorBody } from "~/lib/errors";
import type { RequestContext } from "./load-context";

type Handler = (args: { request: Request; context: RequestContext }) => unknown;

export function errorResponse(error: AppError, requestId: string, isApi: boolean): Response {
  const { code, message, details } = error;
  const headers = new Headers({ "Cache-Control": "no-store" });
  const retryAfter = details?.retry_after_s;
  if (typeof retryAfter === "number") headers.set("Retry-After", String(Math.ceil(retryAfter)));
  if (isApi) {
    return Response.json(
      { error: { code, message, request_id: requestId, ...(details && { details }) } },
      { status: error.status, headers },
    );
  }
  const body: ErrorBody = { code, message, requestId, ...(details && { details }) };
  return Response.json(body, { status: error.status, headers });
}

/** Whether an address belongs to the machine interface, which answers errors in its own shape. */
export function isApiPath(pathname: string): boolean {
  return pathname === "/api" || pathname.startsWith("/api/") || pathname === "/mcp";
}

/**
 * The one place where an AppError becomes a response: around every loader and action of the build.
 * An unexpected error is logged here and becomes a 500 that names this very request, also when a page asked
 * for its data only.
 */
export function withErrorMapping(build: ServerBuild): ServerBuild {
  const wrap = (handler: Handler | undefined): Handler | undefined =>
    handler &&
    (async (args) => {
      try {
        return await handler(args);
      } catch (error) {
        const { pathname } = new URL(args.request.url);
        const isApi = isApiPath(pathname);
        if (error instanceof AppError) throw errorResponse(error, args.context.requestId, isApi);
        if (!(error instanceof Error) || args.request.signal.aborted || args.context.closed.aborted) throw error;
        log.error({ err: error, requestId: args.context.requestId, url: pathname }, "a loader or an action failed");
        throw errorResponse(
          new AppError("internal", "Something failed here; the request id helps to find it."),
          args.context.requestId,
          isApi,
        );
      }
    });
  // Remix answers a method that a route lacks before anybody asks for the key; here the splat route does both.
  const unknown = Object.values(build.routes).find((route) => route?.path === "api/*")?.module as
    { loader?: Handler; action?: Handler } | undefined;
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      if (!route) return [id, route];
      const own = route.module as unknown as { loader?: Handler; action?: Handler };
      const spare = route.path?.startsWith("api/") ? unknown : undefined;
      const { loader = spare?.loader, action = spare?.action } = own;
      return [id, { ...route, module: { ...route.module, loader: wrap(loader), action: wrap(action) } }];
    }),
  );
  return { ...build, routes } as ServerBuild;
}
