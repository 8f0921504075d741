import ipaddr from "ipaddr.js";

const GLOBAL_V6 = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Why an address is not of the public internet, or null when it is. Ranges that can carry another address inside
 * (mapped, 6to4, Teredo, NAT64) are refused whole: what is inside cannot be told for sure.
 */
export function whyNotPublic(text: string): string | null {
  if (!ipaddr.isValid(text)) return "is not an address";
  const address = ipaddr.parse(text.split("%")[0]!);
  const range = address.range();
  if (address.kind() === "ipv6") {
    // The public part is 2000::/3; a list of what is private would miss the ranges of tomorrow.
    if (!(address as ipaddr.IPv6).match(GLOBAL_V6)) return describe(range);
  }
  return range === "unicast" ? null : describe(range);
}

const WORDS: Record<string, string> = {
  loopback: "is this machine itself",
  private: "is in a private network",
  uniqueLocal: "is in a private network",
  linkLocal: "is link-local, where cloud metadata lives",
  carrierGradeNat: "is in a provider's private network",
  ipv4Mapped: "is an IPv4 address in IPv6 clothes",
  rfc6052: "is an IPv4 address in IPv6 clothes",
  "6to4": "is an IPv4 address in IPv6 clothes",
  teredo: "is an IPv4 address in IPv6 clothes",
  multicast: "is a multicast address",
  broadcast: "is a broadcast address",
  unspecified: "means any address",
};

function describe(range: string): string {
  return WORDS[range] ?? "is in a reserved range";
}
