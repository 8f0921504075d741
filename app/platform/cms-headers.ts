type Headers = Record<string, string | string[] | undefined>;

/** Our cookies: the session, the step between password and code, on http and https. */
const OURS = /^(__Host-|__Secure-)?wh(-|$)/;
/** Said by proxies; from anybody else they are made up. */
const FORWARDED = /^(forwarded|x-forwarded-.*|x-real-ip|x-client-ip|true-client-ip)$/;
const OUR_KEY = /^bearer\s+whk_/i;

export type Caller = { address: string; proto: string; host: string };

/** What Strapi gets of a request's headers: who called as we see it, and nothing that opens the console. */
export function headersForCms(headers: Headers, caller: Caller): Headers {
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !FORWARDED.test(name)));
  const cookie = typeof kept.cookie === "string" ? withoutOurCookies(kept.cookie) : "";
  delete kept.cookie;
  if (typeof kept.authorization === "string" && OUR_KEY.test(kept.authorization)) delete kept.authorization;
  return {
    ...kept,
    ...(cookie && { cookie }),
    "x-forwarded-for": caller.address,
    "x-forwarded-proto": caller.proto,
    "x-forwarded-host": caller.host,
  };
}

function withoutOurCookies(header: string): string {
  return header
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "" && !OURS.test((part.split("=", 1)[0] ?? "").trim()))
    .join("; ");
}

/** Strapi's cookies stay below its own path, on this host only, and never carry one of our names. */
export function cookiesFromCms(cookies: string[], basePath: string): string[] {
  return cookies
    .filter((cookie) => {
      const name = (cookie.split("=", 1)[0] ?? "").trim();
      return !OURS.test(name) && !/^__(host|secure)-/i.test(name);
    })
    .map((cookie) => {
      const [pair = "", ...attributes] = cookie.split(";").map((part) => part.trim());
      const path = attributes.find((part) => /^path=/i.test(part))?.slice(5) ?? "/";
      const rest = attributes.filter((part) => part !== "" && !/^(path|domain)=/i.test(part));
      return [pair, `Path=${isBelow(path, basePath) ? path : basePath}`, ...rest].join("; ");
    });
}

/** Strapi does not know our prefix, or knows an address that the visitor does not use. */
export function locationFromCms(location: string, basePath: string, origins: string[]): string {
  const absolute = URL.canParse(location);
  const url = new URL(location, "http://cms.invalid");
  if (absolute && !origins.includes(url.origin)) return location;
  if (!absolute && !location.startsWith("/")) return location;
  if (url.origin !== "http://cms.invalid" && !origins.includes(url.origin)) return location;
  const path = isBelow(url.pathname, basePath) ? url.pathname : `${basePath}${url.pathname}`;
  return `${path}${url.search}${url.hash}`;
}

function isBelow(path: string, basePath: string): boolean {
  return path === basePath || path.startsWith(`${basePath}/`);
}
