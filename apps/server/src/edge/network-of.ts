import ipaddr from "ipaddr.js";

/** Whom a request counts for: a client with one IPv6 address has 2^64 of them, so a whole /64 counts as one. */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  return address.kind() === "ipv4" ? address.toString() : address.toNormalizedString().split(":").slice(0, 4).join(":");
}
