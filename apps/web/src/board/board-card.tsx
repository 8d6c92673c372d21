import { useDraggable } from "@dnd-kit/core";
import { Link } from "@tanstack/react-router";
import type { KeyboardEventHandler, MouseEventHandler, SyntheticEvent, TouchEventHandler } from "react";
import type { Card, Stage } from "../api/hiring.ts";
import { Verdict } from "../report/verdict.tsx";
import { useWords, type Words } from "../words/words.tsx";
import { MoveMenu } from "./move-menu.tsx";

/** Somebody on the board. Drawn by a pointer anywhere, by the keyboard with its grip, and moved by its menu. */
export function BoardCard({ card, onMove }: { readonly card: Card; readonly onMove?: (to: Stage) => void }) {
  const words = useWords();
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: card.id,
    data: card,
    disabled: onMove === undefined,
  });
  const { onMouseDown, onTouchStart, onKeyDown } = (listeners ?? {}) as {
    readonly onMouseDown?: MouseEventHandler;
    readonly onTouchStart?: TouchEventHandler;
    readonly onKeyDown?: KeyboardEventHandler;
  };
  // Its menu is drawn elsewhere, and yet is within it for React.
  const isWithin = ({ currentTarget, target }: SyntheticEvent) =>
    target instanceof Element && currentTarget.contains(target) && target.closest("button") === null;
  return (
    <li
      ref={setNodeRef}
      className={isDragging ? "card dragged" : "card"}
      data-application={card.id}
      onMouseDown={(event) => {
        if (isWithin(event)) onMouseDown?.(event);
      }}
      onTouchStart={(event) => {
        if (isWithin(event)) onTouchStart?.(event);
      }}
    >
      <CardContent card={card} />
      {onMove === undefined ? null : (
        <>
          <button
            type="button"
            ref={setActivatorNodeRef}
            className="card-grip"
            aria-label={words.say("card.drag", { name: card.name })}
            aria-describedby={attributes["aria-describedby"]}
            onKeyDown={onKeyDown}
          >
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M4.5 5 1.5 8l3 3M11.5 5l3 3-3 3M1.5 8h13" />
            </svg>
          </button>
          <MoveMenu card={card} onMove={onMove} />
        </>
      )}
    </li>
  );
}

export function CardContent({ card }: { readonly card: Card }) {
  const words = useWords();
  const { evaluation, questions, rated_by } = card;
  const shown = evaluation?.verdict ?? undefined;
  return (
    <>
      <Link className="card-name" to="/candidates/$application" params={{ application: card.id }} draggable={false}>
        {card.name}
      </Link>
      {shown === undefined ? <span>{standOf(card, words)}</span> : <Verdict verdict={shown} />}
      {questions > 0 ? (
        <span className="card-alert">
          <svg className="g" aria-hidden="true" viewBox="0 0 16 16">
            <path
              d="M2 2.5h12v8.5H7.5L4.3 13.8V11H2z"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.6"
              strokeLinejoin="round"
            />
          </svg>
          {words.say("card.questions", { count: questions })}
        </span>
      ) : null}
      {rated_by.length > 0 ? (
        <span className="card-more">{words.say("card.rated", { names: words.list(rated_by) })}</span>
      ) : null}
    </>
  );
}

/** How far it has come, in one line of facts. */
function standOf({ evaluation, submitted_at, agreed_at, opened_at, invited_at, due_at }: Card, words: Words): string {
  if (evaluation?.state === "running") return words.say("card.running");
  if (evaluation?.state === "waiting") return words.say("card.waiting");
  if (evaluation?.state === "failed") return words.say("card.failed");
  if (submitted_at !== null) return words.say("card.sent", { ago: words.ago(submitted_at) });
  if (agreed_at !== null && due_at !== null) return words.say("card.due", { day: words.weekday(due_at) });
  if (opened_at !== null) return words.say("card.opened", { ago: words.ago(opened_at) });
  if (invited_at !== null) return words.say("card.not-opened", { ago: words.ago(invited_at) });
  return words.say("card.not-invited");
}
