import { isIP } from "node:net";
import { isPublicAddress } from "./public-address.ts";

/** Names that never leave a network: RFC 6761, RFC 6762, RFC 8375 and what clouds and routers use. */
const innerNames = /(^|\.)(localhost|localdomain|local|internal|intranet|lan|home|corp|test|invalid|home\.arpa)$/;

/**
 * The host of a URL as it is looked up: an IPv6 address without its brackets, a name without the dot at its end. The URL
 * itself has already turned 0x7f.1 and 2130706433 into 127.0.0.1, and letters of other scripts into ASCII.
 */
export function hostOf({ hostname }: Pick<URL, "hostname">): string {
  return hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}

/**
 * What is wrong with an address that a person gave, as far as the address itself tells; undefined where nothing is. Where
 * its name leads is decided when it is resolved.
 *
 * @param privateAllowed whether the operator lets addresses lead into their own network, and do without TLS
 */
export function outsideUrlProblem(
  url: URL,
  { privateAllowed }: { readonly privateAllowed: boolean },
): string | undefined {
  const isWeb = url.protocol === "https:" || (privateAllowed && url.protocol === "http:");
  if (!isWeb) return "must start with https://";
  if (privateAllowed) return undefined;
  const host = hostOf(url);
  const isInner = isIP(host) === 0 ? innerNames.test(host) || !host.includes(".") : !isPublicAddress(host);
  return isInner ? "must be on the public internet" : undefined;
}
