import { setPriority } from "node:os";

/**
 * Gives the calling thread, and it alone (Linux), the larger share of the processors where we may: what measures must
 * not be late because that which it measures keeps them busy.
 */
export function runFirst(): void {
  try {
    setPriority(-10);
  } catch {
    // Only a privileged user may; the lag that remains is measured.
  }
}
