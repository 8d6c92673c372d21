import type { Wire } from "../wire.ts";

/**
 * The service forgets every open connection and the client is not told, as when a machine is switched off. The client's
 * kernel still finds somebody there: it gets its acknowledgements and answers to its keep-alive probes.
 */
export function halfOpen(wire: Wire): void {
  for (const connection of wire.open) connection.forget();
}
