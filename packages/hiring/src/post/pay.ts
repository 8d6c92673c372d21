/** Whether the test is paid: null until somebody said. */
export const testPaid = ["yes", "no"] as const;
export type TestPaid = (typeof testPaid)[number];

/** What is still open about the pay of a role's test. It is the role's, so that it is the same for all. */
export type PayGap =
  /** Nobody has said whether it is paid. */
  | "paid"
  /** It is paid, and nobody has said how much. */
  | "how-much"
  /** Where a contract comes first, it has to be paid. */
  | "must-be-paid";

export function payGapOf(
  { test_paid: paid, pays }: { readonly test_paid: TestPaid | null; readonly pays: string },
  needsContract: boolean,
): PayGap | undefined {
  if (paid === null) return "paid";
  if (paid === "no") return needsContract ? "must-be-paid" : undefined;
  return pays.trim() === "" ? "how-much" : undefined;
}
