/** The operator's own additions: `host` or `host:port`, separated by commas or spaces. */
export const hostsVariable = "ASSAY_INSTALL_HOSTS";

export interface AllowedHost {
  /** "registry" is as this machine's own package client is set, and may be in a private network; "operator" may not. */
  readonly by: "registry" | "operator";
  /** Optional only for a registry whose own address does without. */
  readonly tls: "required" | "optional";
}

/** Where an install may connect to. */
export interface AllowedHosts {
  allows(host: string, port: number): AllowedHost | undefined;
}

export function allowedHosts(
  registryAddresses: readonly string[],
  additions = process.env[hostsVariable] ?? "",
): AllowedHosts {
  const registries = new Set(registryAddresses.map(hostAndPort));
  const withoutTls = new Set(registryAddresses.filter((address) => /^http:/i.test(address)).map(hostAndPort));
  const operator = new Set(
    additions
      .split(/[\s,]+/)
      .filter((word) => word !== "")
      .map((word) => hostAndPort(`https://${word}`)),
  );
  return {
    allows(host, port) {
      const name = `${host.toLowerCase().replace(/\.$/, "")}:${port}`;
      const tls = withoutTls.has(name) && port !== 443 ? "optional" : "required";
      if (registries.has(name)) return { by: "registry", tls };
      return operator.has(name) ? { by: "operator", tls: "required" } : undefined;
    },
  };
}

function hostAndPort(address: string): string {
  const { protocol, hostname, port } = new URL(address);
  return `${hostname}:${port || (protocol === "http:" ? "80" : "443")}`;
}
