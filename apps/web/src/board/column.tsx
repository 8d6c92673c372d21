import { useDroppable } from "@dnd-kit/core";
import type { ReactNode } from "react";
import type { Stage } from "../api/hiring.ts";
import { useWords } from "../words/words.tsx";

export function Column({
  stage,
  count,
  children,
}: {
  readonly stage: Stage;
  readonly count: number;
  readonly children: ReactNode;
}) {
  const words = useWords();
  const { setNodeRef, isOver } = useDroppable({ id: stage });
  const heading = `stage-${stage}`;
  return (
    <section
      className={isOver ? "column over" : "column"}
      aria-labelledby={heading}
      ref={setNodeRef}
      data-stage={stage}
    >
      <h3 id={heading}>
        {words.say(`stage.${stage}`)}
        <span>
          <span aria-hidden="true">{words.number(count)}</span>
          <span className="sr">{words.say("card.count", { count })}</span>
        </span>
      </h3>
      {count === 0 ? <p className="column-none">{words.say("board.none")}</p> : <ul>{children}</ul>}
    </section>
  );
}
