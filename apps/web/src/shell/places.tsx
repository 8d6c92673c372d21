import { useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
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
  const line = useRef<HTMLElement>(null);
  const page = useRouterState({ select: ({ location }) => location.pathname });
  // On a phone the line is longer than the screen: where one is must be in sight.
  useEffect(() => {
    const here = line.current?.querySelector<HTMLElement>("[aria-current='page']");
    if (line.current !== null && here != null) line.current.scrollLeft = here.offsetLeft - line.current.offsetLeft - 24;
  }, [page]);
  return (
    <nav className="places" aria-label={label} ref={line}>
      {children}
    </nav>
  );
}
