import { lazy, Suspense } from "react";
import type { FollowUp } from "../api/walk-through.ts";
import { Loading } from "../shell/loading.tsx";
import { useWords } from "../words/words.tsx";

// What reads Markdown is large, and folded away.
const Markdown = lazy(() => import("../task/markdown.tsx"));

/** The change as the candidate reads it. */
export function WhatIsAsked({ change }: { readonly change: NonNullable<FollowUp["change"]> }) {
  const words = useWords();
  return (
    <details className="what-is-asked">
      <summary>{words.say("follow-up.read")}</summary>
      <Suspense fallback={<Loading />}>
        <div>
          <Markdown text={change.text} />
        </div>
      </Suspense>
    </details>
  );
}
