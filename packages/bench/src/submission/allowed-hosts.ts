import { BlockList, isIP } from "node:net";

/** The operator's own additions: `host` or `host:port`, separated by commas or spaces. */
export const hostsVariable = "ASSAY_INSTALL_HOSTS";

/** Where an install may connect to. */
export interface AllowedHosts {
  /** "registry" is as this machine's own package client is set, and may be in a private network; "operator" may not. */
  allows(host: string, port: number): "registry" | "operator" | undefined;
}

export function allowedHosts(
  registryAddresses: readonly string[],
  additions = process.env[hostsVariable] ?? "",
): AllowedHosts {
  const registries = new Set(registryAddresses.map(hostAndPort));
  const operator = new Set(
    additions
      .split(/[\s,]+/)
      .filter((word) => word !== "")
      .map((word) => hostAndPort(`https://${word}`)),
  );
  return {
    allows(host, port) {
      const name = `${host.toLowerCase().replace(/\.$/, "")}:${port}`;
      if (registries.has(name)) return "registry";
      return operator.has(name) ? "operator" : undefined;
    },
  };
}

function hostAndPort(address: string): string {
  const { protocol, hostname, port } = new URL(address);
  return `${hostname}:${port || (protocol === "http:" ? "80" : "443")}`;
}

const privateAddresses = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  privateAddresses.addSubnet(network, prefix, "ipv4");
}
for (const [network, prefix] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  privateAddresses.addSubnet(network, prefix, "ipv6");
}

/** Of this machine, its own network or a cloud's inner services: nothing that an install may be led to by a name. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return isPrivateAddress(mapped);
  return privateAddresses.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}
