import type { Wire } from "../wire.ts";

/** Breaks every open connection: the client gets a reset, as when a machine or a cable fails. */
export function cut(wire: Wire): void {
  for (const connection of wire.open) connection.reset();
}
