import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

const globalUnicast = ipaddr.parseCIDR("2000::/3");

/**
 * Whether an IP address belongs to the open internet: not this machine, its network, a cloud's inner services, or an
 * IPv6 address that carries an IPv4 one. The one list for everything that connects to what others name.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  // A zone names an interface of this machine.
  if (family === 0 || address.includes("%")) return false;
  // In hexadecimal: ipaddr.js takes ::10.0.0.1 for ::ffff:10.0.0.1, the kernel doesn't.
  const written = family === 6 ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
  // Turns ::ffff:a00:1 into 10.0.0.1.
  const parsed = ipaddr.process(written);
  if (parsed.range() !== "unicast") return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast);
}
