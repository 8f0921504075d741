import ipaddr from "ipaddr.js";
import { env } from "~/config/env.server";
import { isListed } from "~/lib/address-list";
import type { RequestContext } from "./load-context";

const HEADER = "sign-in-header=";

export type TrustedProxy = {
  addresses: string[];
  /** The header in which the proxy names who is signed in; without it the proxy only forwards addresses. */
  signInHeader?: string;
};

/**
 * TRUSTED_PROXY: addresses and ranges, and optionally `sign-in-header=X-Forwarded-Email`. Naming the header is a step
 * of its own, because a proxy that only ends TLS passes on whatever header a stranger sends.
 */
export function readTrustedProxy(list = env().TRUSTED_PROXY): TrustedProxy {
  const entries = (list ?? "").split(/[\s,;]+/).filter(Boolean);
  const headers = entries.filter((entry) => entry.startsWith(HEADER)).map((entry) => entry.slice(HEADER.length));
  const addresses = entries.filter((entry) => !entry.startsWith(HEADER));
  for (const entry of addresses)
    if (!ipaddr.isValid(entry) && !ipaddr.isValidCIDR(entry))
      throw new Error(`TRUSTED_PROXY: ${entry} is not an address or a range`);
  if (headers.length > 1) throw new Error("TRUSTED_PROXY: name one sign-in header, not several");
  if (headers[0] !== undefined && !/^[A-Za-z0-9-]+$/.test(headers[0]))
    throw new Error(`TRUSTED_PROXY: ${headers[0]} is not the name of a header`);
  return { addresses, ...(headers[0] && { signInHeader: headers[0] }) };
}

/** The e-mail address that a trusted proxy vouches for. From anybody else the header means nothing. */
export function proxyIdentity(request: Request, context: RequestContext, proxy = readTrustedProxy()): string | null {
  if (!proxy.signInHeader || !isListed(context.peerAddress, proxy.addresses)) return null;
  return request.headers.get(proxy.signInHeader)?.trim().normalize("NFC").toLowerCase() || null;
}
