import ipaddr from "ipaddr.js";

/** Who asks, for counting: whoever has one IPv6 address has 2^64 of them, so those count as one. */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  return address.kind() === "ipv4" ? address.toString() : address.toNormalizedString().split(":").slice(0, 4).join(":");
}
