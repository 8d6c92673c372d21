import {
  DndContext,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  rectIntersection,
  TouchSensor,
  useSensor,
  useSensors,
  type Announcements,
  type CollisionDetection,
} from "@dnd-kit/core";
import { useState, type CSSProperties } from "react";
import { createPortal } from "react-dom";
import { stages, type Card, type Role, type Stage } from "../api/hiring.ts";
import "../look/board.css";
import { useWords, type Words } from "../words/words.tsx";
import { BoardCard, CardContent } from "./board-card.tsx";
import { byColumn } from "./by-keyboard.ts";
import { Column } from "./column.tsx";
import { useMove } from "./use-move.tsx";

/** Everybody in a role, a column for each stage, in the order of code names. Only people move a card from here. */
export function Board({
  role,
  cards,
  mayMove,
}: {
  readonly role: Role;
  readonly cards: readonly Card[];
  readonly mayMove: boolean;
}) {
  const words = useWords();
  const move = useMove();
  const [dragged, setDragged] = useState<Card>();
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: byColumn }),
  );
  // Who are only added stand in a column of their own while there are any: the others need the room.
  const shown = stages.filter((stage) => stage !== "added" || cards.some((card) => card.stage === "added"));
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={underPointer}
      accessibility={{
        announcements: announcementsIn(cards, words),
        screenReaderInstructions: { draggable: words.say("drag.instructions") },
      }}
      onDragStart={({ active }) => {
        setDragged(cards.find(({ id }) => id === active.id));
      }}
      onDragCancel={() => {
        setDragged(undefined);
      }}
      onDragEnd={({ active, over }) => {
        setDragged(undefined);
        const card = cards.find(({ id }) => id === active.id);
        if (card !== undefined && over !== null) move(card, over.id as Stage);
      }}
    >
      <div
        className="board"
        role="region"
        aria-label={words.say("board.label", { role: role.title })}
        style={{ "--columns": shown.length } as CSSProperties}
      >
        {shown.map((stage) => {
          const here = cards.filter((card) => card.stage === stage);
          return (
            <Column key={stage} stage={stage} count={here.length}>
              {here.map((card) => (
                <BoardCard
                  key={card.id}
                  card={card}
                  {...(mayMove
                    ? {
                        onMove: (to: Stage) => {
                          move(card, to);
                        },
                      }
                    : {})}
                />
              ))}
            </Column>
          );
        })}
      </div>
      {mayMove ? <p className="board-help">{words.say("board.help")}</p> : null}
      {createPortal(
        <DragOverlay dropAnimation={null}>
          {dragged === undefined ? null : (
            <div className="card lifted">
              <CardContent card={dragged} />
            </div>
          )}
        </DragOverlay>,
        document.body,
      )}
    </DndContext>
  );
}

/** Where the pointer is; a keyboard has none. */
const underPointer: CollisionDetection = (given) =>
  given.pointerCoordinates === null ? rectIntersection(given) : pointerWithin(given);

function announcementsIn(cards: readonly Card[], words: Words): Announcements {
  const nameOf = (id: string | number) => cards.find((card) => card.id === id)?.name ?? "";
  const stageOf = (stage: string | number | undefined) =>
    words.say(`stage.${stages.find((known) => known === stage) ?? "added"}`);
  const ownStage = (id: string | number) => stageOf(cards.find((card) => card.id === id)?.stage);
  return {
    onDragStart: ({ active }) => words.say("drag.start", { name: nameOf(active.id), stage: ownStage(active.id) }),
    onDragOver: ({ active, over }) =>
      over === null
        ? words.say("drag.away", { name: nameOf(active.id) })
        : words.say("drag.over", { name: nameOf(active.id), stage: stageOf(over.id) }),
    onDragEnd: ({ active, over }) =>
      over === null
        ? words.say("drag.cancel", { name: nameOf(active.id), stage: ownStage(active.id) })
        : words.say("drag.end", { name: nameOf(active.id), stage: stageOf(over.id) }),
    onDragCancel: ({ active }) => words.say("drag.cancel", { name: nameOf(active.id), stage: ownStage(active.id) }),
  };
}
