import type { DatabaseInspector, RowRef } from "../check/world.ts";
import { NotRenewable } from "./copies.ts";

/** Makes copies with numbers that were not used before. What stands against them is told, never thrown. */
export function copyingInTurn(
  copy: (rows: readonly RowRef[], copies: { readonly first: number; readonly times: number }) => Promise<void>,
): DatabaseInspector["multiply"] {
  let last = 0;
  return async (rows, times) => {
    const first = last + 1;
    last += times;
    try {
      await copy(rows, { first, times });
      return { made: times };
    } catch (error) {
      if (!(error instanceof NotRenewable)) throw error;
      return { made: 0, reason: error.message };
    }
  };
}
