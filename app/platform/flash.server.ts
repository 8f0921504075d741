/** A message for the page that a redirect leads to. The cookie lives for one page. */
export type Flash = { message: string; tone: "plain" | "ok" | "error" };

const COOKIE = "wh_said";
const LONGEST = 300;

/** Headers for the redirect; with null, headers that take the message away again. */
export function flashHeaders(flash: Flash | null): { "Set-Cookie": string } {
  const value = flash ? encodeURIComponent(JSON.stringify({ ...flash, message: flash.message.slice(0, LONGEST) })) : "";
  return { "Set-Cookie": `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${flash ? 60 : 0}` };
}

export function readFlash(request: Request): Flash | null {
  const found = request.headers
    .get("cookie")
    ?.split(/;\s*/)
    .find((part) => part.startsWith(`${COOKIE}=`));
  try {
    const value: unknown = JSON.parse(decodeURIComponent(found?.slice(COOKIE.length + 1) ?? ""));
    if (typeof value !== "object" || value === null || !("message" in value)) return null;
    const tone = "tone" in value && (value.tone === "ok" || value.tone === "error") ? value.tone : "plain";
    return typeof value.message === "string" && value.message !== "" ? { message: value.message, tone } : null;
  } catch {
    return null;
  }
}
