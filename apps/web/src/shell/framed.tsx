import type { ErrorComponentProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Frame } from "./frame.tsx";
import { Missing } from "./missing.tsx";
import { Wrong } from "./wrong.tsx";

/** For pages that bring no frame of their own when they can't be shown. */
export function MissingPage(): ReactNode {
  return (
    <Frame>
      <Missing />
    </Frame>
  );
}

export function WrongPage({ error, reset }: ErrorComponentProps): ReactNode {
  return (
    <Frame>
      <Wrong error={error} reset={reset} />
    </Frame>
  );
}
