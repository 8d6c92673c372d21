import { contractPlaceOf, payGapOf, type PayGap } from "@assay/hiring";
import type { Card, RoleRow } from "@assay/store";
import { Problem } from "../problems/problem.ts";

const gaps: Readonly<Record<PayGap, string>> = {
  paid: "Say first whether the task is paid. Everyone who is invited wants to know that.",
  "how-much": "Say first how much the task pays. It is the same for everyone.",
  "must-be-paid":
    "Whoever was found on Upwork or Fiverr is not asked for unpaid work. Say first what the task pays, the same for everyone.",
};

/** Names both: in a blind role it must not tell which. */
const contractFirst =
  "Upwork and Fiverr allow no link before a contract or an order, and the test waits for it too. Start the small job there at a fixed price, then say here that it has started.";

/** @throws Problem `not-now`, with what to do first */
export function mayInvite(
  { source, contract_started_at: started }: Pick<Card, "source" | "contract_started_at">,
  role: Pick<RoleRow, "test_paid" | "pays">,
): void {
  const place = contractPlaceOf(source);
  const gap = payGapOf(role, place !== undefined);
  if (gap !== undefined) throw new Problem("not-now", gaps[gap]);
  if (place !== undefined && started === null) throw new Problem("not-now", contractFirst);
}
