import { SESSION_ABSOLUTE_MS } from "./session-store.server";

/** Browsers accept a __Host- cookie only over https, with Secure, Path=/ and no Domain. */
export function sessionCookieName(secure: boolean): string {
  return secure ? "__Host-wh" : "wh";
}

function cookie(name: string, value: string, secure: boolean, maxAgeS: number): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeS}${secure ? "; Secure" : ""}`;
}

export function sessionCookie(token: string, secure: boolean): string {
  return cookie(sessionCookieName(secure), token, secure, SESSION_ABSOLUTE_MS / 1000);
}

export function clearedSessionCookie(secure: boolean): string {
  return cookie(sessionCookieName(secure), "", secure, 0);
}

const STEP_S = 300;

/** Between the right password and the code: says whose code is awaited. */
export function stepCookie(token: string, secure: boolean): string {
  return cookie(`${sessionCookieName(secure)}-step`, token, secure, STEP_S);
}

export function clearedStepCookie(secure: boolean): string {
  return cookie(`${sessionCookieName(secure)}-step`, "", secure, 0);
}

export function readCookie(request: Request, name: string): string | undefined {
  for (const part of (request.headers.get("cookie") ?? "").split(";")) {
    const [key, ...value] = part.split("=");
    if (key?.trim() === name) return value.join("=").trim() || undefined;
  }
  return undefined;
}

export function sessionToken(request: Request, secure: boolean): string | undefined {
  return readCookie(request, sessionCookieName(secure));
}

export function stepToken(request: Request, secure: boolean): string | undefined {
  return readCookie(request, `${sessionCookieName(secure)}-step`);
}
