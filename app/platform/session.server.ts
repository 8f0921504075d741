import { redirect } from "@remix-run/node";
import { AppError } from "~/lib/errors";
import { findApiKey, requireScope, type ApiKey } from "./api-key.server";
import type { Actor } from "./audit.server";
import { isApiPath } from "./error-mapping.server";
import type { RequestContext } from "./load-context";
import { may, type Permission, type Role, type Scope } from "./permissions";
import { sessionToken } from "./session-cookie.server";
import { findSession, type FoundSession } from "./session-store.server";
import { proxyIdentity } from "./trusted-proxy.server";

/** Who is signed in: an actor for the audit log, with what pages need to know. */
export type SessionUser = Actor & {
  kind: "user";
  email: string | null;
  role: Role;
  sessionId: string;
  hasPassword: boolean;
  hasTotp: boolean;
};

/** A page's loaders run side by side for one request; they share one look at the session. */
const looked = new WeakMap<RequestContext, Promise<FoundSession | null>>();

/** Who is signed in, or null. For the few places that are open to strangers and greet those who are known. */
export async function findUser(request: Request, context: RequestContext): Promise<SessionUser | null> {
  const token = sessionToken(request, context.secure);
  if (!token) return null;
  let looking = looked.get(context);
  if (!looking) looked.set(context, (looking = findSession(token)));
  const session = await looking;
  if (!session) return null;
  // Who came through the proxy is here as long as it says so; signing out there ends it here.
  if (session.method === "proxy" && proxyIdentity(request, context) !== session.user.email) return null;
  const { user } = session;
  return {
    kind: "user",
    id: user.id,
    name: user.name,
    address: context.clientAddress,
    requestId: context.requestId,
    email: user.email,
    role: user.role,
    sessionId: session.id,
    hasPassword: user.hasPassword,
    hasTotp: user.hasTotp,
  };
}

/**
 * After a write that changes who is signed in, for the page that is drawn in the same request: its cookie is still the
 * old one, so a renewed session's token is handed over.
 */
export function refreshUser(context: RequestContext, token?: string): void {
  if (!token) return void looked.delete(context);
  const looking = findSession(token);
  // Whoever draws the page sees the failure; where no page is drawn it must not end the process.
  looking.catch(() => undefined);
  looked.set(context, looking);
}

/** The person behind a request, who must have the permission. A stranger is led to the sign-in page. */
export async function requireUser(
  request: Request,
  context: RequestContext,
  permission: Permission,
): Promise<SessionUser> {
  const user = await findUser(request, context);
  if (!user) throw strangerAnswer(request, context);
  if (!may(user.role, permission)) throw new AppError("forbidden", "Your role does not allow this.", { permission });
  return user;
}

function strangerAnswer(request: Request, context: RequestContext): AppError | Response {
  const { pathname, search } = new URL(request.url);
  const isForMachines = isApiPath(pathname) || request.headers.get("accept")?.includes("text/event-stream");
  if (isForMachines) return new AppError("unauthenticated", "Sign in first.");
  const back = request.method === "GET" ? pathname + search : "/";
  const door = proxyIdentity(request, context) ? "/sign-in/proxy" : "/sign-in";
  return redirect(back === "/" ? door : `${door}?to=${encodeURIComponent(back)}`);
}

/** The API key behind a request, which must have the scope; without one, any key will do. */
export async function requireKey(request: Request, context: RequestContext, scope?: Scope): Promise<ApiKey> {
  const key = await findApiKey(request, context);
  if (scope) requireScope(key, scope);
  return key;
}

/** Says that a loader or action is open to everybody, and why. */
export function anyone(_why: string): void {}
