import { useEffect, useRef } from "react";
import { useWords } from "../words/words.tsx";

/** The last that is ever shown by a link whose data is deleted. */
export function Gone({ decisionUntil }: { readonly decisionUntil: string | null }) {
  const words = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus();
  }, []);
  return (
    <div className="wrong">
      <h1 ref={title} tabIndex={-1}>
        {words.say("task.gone.title")}
      </h1>
      <p>{words.say("task.gone.text")}</p>
      <p>
        {decisionUntil === null
          ? words.say("task.gone.none")
          : words.say("task.gone.decision", { day: words.day(decisionUntil) })}
      </p>
    </div>
  );
}
