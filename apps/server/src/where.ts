/** Who can open Assay at this address, as far as the address tells. */
export function whereOf(url: string): {
  readonly url: string;
  readonly reach: "this-machine" | "this-network" | "everywhere";
} {
  const { hostname } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  if (host === "localhost" || host.endsWith(".localhost") || host.startsWith("127.") || host === "::1") {
    return { url, reach: "this-machine" };
  }
  const isPrivate =
    /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(host) ||
    /^(f[cd]|fe[89ab])[0-9a-f]{0,2}:/i.test(host) ||
    /\.(local|lan|internal|home|home\.arpa)$/.test(host) ||
    !host.includes(".") === !host.includes(":");
  return { url, reach: isPrivate ? "this-network" : "everywhere" };
}
