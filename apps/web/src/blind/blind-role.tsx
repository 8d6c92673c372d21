import { useQuery } from "@tanstack/react-query";
import type { Card, Role } from "../api/hiring.ts";
import { meQuery } from "../api/me.ts";
import "../look/blind.css";
import { useWords } from "../words/words.tsx";
import { Covered } from "./name-note.tsx";

/** What is hidden in a role, and who once put it in sight of all. */
export function BlindRole({ role, cards }: { readonly role: Role; readonly cards: readonly Card[] }) {
  const words = useWords();
  const { data: me } = useQuery(meQuery);
  const { blind, blind_off_at: at, blind_off_by: by } = role;
  const isHidden = cards.some(({ name_hidden }) => name_hidden);
  if (!isHidden && at === null) return null;
  const off = by === null ? "blind.off.nobody" : blind ? "blind.off.again" : "blind.off";
  return (
    <div className="name-note">
      {isHidden ? (
        <p>
          <Covered /> {words.say(me?.access === "reader" ? "blind.board.reader" : "blind.board")}
        </p>
      ) : null}
      {at === null ? null : <p>{words.say(off, { name: by ?? "", day: words.day(at) })}</p>}
    </div>
  );
}
