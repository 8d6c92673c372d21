import type { Wire } from "../wire.ts";

/** Breaks every open connection: the client gets a reset, as when a machine or a cable fails. */
export function cut(wire: Wire): void {
  for (const { client, service } of wire.open) {
    client.resetAndDestroy();
    service.destroy();
  }
}
