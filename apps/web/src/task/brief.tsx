import { lazy, Suspense } from "react";
import { Loading } from "../shell/loading.tsx";
import { useWords } from "../words/words.tsx";
import type { PortalState } from "./portal-api.ts";

// What reads Markdown is large, and not needed for what stands above.
const Markdown = lazy(() => import("./markdown.tsx"));

export function Brief({ state: { challenge } }: { readonly state: PortalState }) {
  const words = useWords();
  if (challenge.brief === "") return null;
  return (
    <section className="task-part" aria-labelledby="brief">
      <h2 id="brief">{words.say("task.brief")}</h2>
      <Suspense fallback={<Loading />}>
        <div className="task-brief">
          <Markdown text={challenge.brief} />
        </div>
      </Suspense>
    </section>
  );
}
