import ipaddr from "ipaddr.js";

/** Whether an address is in a list of addresses and ranges; an IPv4 address in IPv6 clothes counts as IPv4. */
export function isListed(address: string, list: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const plain = ipaddr.process(address);
  return list.some((entry) => {
    const [net, bits] = entry.includes("/")
      ? ipaddr.parseCIDR(entry)
      : ([ipaddr.process(entry), undefined] as [ipaddr.IPv4 | ipaddr.IPv6, number | undefined]);
    if (net.kind() !== plain.kind()) return false;
    return plain.match(net, bits ?? (net.kind() === "ipv4" ? 32 : 128));
  });
}
