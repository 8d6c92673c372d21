import type { ReactNode } from "react";
import "../look/places.css";

/** The pages of one thing, side by side: which they are, and which of them this is. */
export function Places({
  label,
  children,
}: {
  /** What they are pages of. */
  readonly label: string;
  /** Links; that of this page is found by the router. */
  readonly children: readonly ReactNode[];
}) {
  return (
    <nav className="places" aria-label={label}>
      {children}
    </nav>
  );
}
