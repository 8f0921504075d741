import type { RequestContext } from "./load-context";
import { sessionToken } from "./session-cookie.server";

/** Who knocks, before it is known who they are. */
export type Visitor = {
  address: string;
  userAgent: string;
  requestId: string;
  /** The session the browser had until now; it ends when a new one begins. */
  oldToken?: string;
};

export function visitor(request: Request, context: RequestContext): Visitor {
  return {
    address: context.clientAddress,
    userAgent: request.headers.get("user-agent") ?? "",
    requestId: context.requestId,
    oldToken: sessionToken(request, context.secure),
  };
}
