import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address.ts";

/** All addresses of a name, as the machine's resolver gives them. */
export type Resolve = (host: string) => Promise<readonly string[]>;

const byMachine: Resolve = async (host) => {
  const answers = await lookup(host, { all: true, order: "ipv4first" });
  return answers.map(({ address }) => address);
};

/** A host leads to this machine or its network, and may not. */
export class PrivateAddress extends Error {
  constructor(host: string) {
    super(`${host} leads to a private address`);
    this.name = "PrivateAddress";
  }
}

/**
 * The addresses to connect to, resolved once and judged: a second look-up could answer otherwise.
 *
 * @throws PrivateAddress where none is public and private ones aren't allowed; what the resolver throws.
 */
export async function resolveOutside(
  host: string,
  { privateAllowed, resolve = byMachine }: { readonly privateAllowed: boolean; readonly resolve?: Resolve },
): Promise<readonly [string, ...string[]]> {
  const answers = isIP(host) === 0 ? await resolve(host) : [host];
  const [first, ...rest] = privateAllowed ? answers : answers.filter(isPublicAddress);
  if (first === undefined) throw new PrivateAddress(host);
  return [first, ...rest];
}

/** For a client that looks names up itself: whatever the name, it is led to these addresses. */
export function pinnedTo(addresses: readonly string[]): LookupFunction {
  const pinned = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, callback) => {
    const [first] = pinned;
    if (first === undefined) callback(new Error("no address"), []);
    else if (options.all === true) callback(null, pinned);
    else callback(null, first.address, first.family);
  };
}
