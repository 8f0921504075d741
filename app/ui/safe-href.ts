const outside = /^(https?:\/\/|mailto:)/i;
/** Breaks, tabs and controls, which browsers drop from addresses and people do not see. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const hidden = /[\u0000-\u0020\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

/**
 * The address to put into a link, or null. Only http, https and mailto; no name in front of the host, because
 * https://bank.example@evil.example leads to evil.example.
 */
export function safeHref(address: string): string | null {
  if (hidden.test(address) || !outside.test(address)) return null;
  try {
    const url = new URL(address);
    if (url.protocol === "mailto:") return url.pathname.includes("@") ? url.href : null;
    if (url.protocol !== "http:" && url.protocol !== "https:") return null;
    return url.hostname && !url.username && !url.password ? url.href : null;
  } catch {
    return null;
  }
}
