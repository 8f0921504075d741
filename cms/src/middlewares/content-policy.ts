type Context = { path: string; set(name: string, value: string): void };

/**
 * Our own policy, because Strapi merges a configured list into its defaults, which allow `https:` everywhere and
 * its market's pictures. Nothing outside our origin: a panel page cannot call home either.
 */
const pages = [
  "default-src 'self'",
  "script-src 'self'",
  "script-src-attr 'none'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "frame-ancestors 'self'",
  "form-action 'self'",
  "base-uri 'self'",
  "object-src 'none'",
].join("; ");

/** Uploads come from the console's origin: a page or drawing among them must not run as the console. */
const uploads = "default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'; sandbox";

export default function contentPolicy() {
  return async function setPolicy(context: Context, next: () => Promise<void>): Promise<void> {
    context.set("Content-Security-Policy", context.path.startsWith("/uploads/") ? uploads : pages);
    await next();
  };
}
