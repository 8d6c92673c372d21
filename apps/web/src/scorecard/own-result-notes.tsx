import type { Result } from "@assay/bench/result";
import { answerMarks } from "@assay/hiring";
import { titleIn } from "@assay/report/page";
import { useQuery } from "@tanstack/react-query";
import { boardQuery, catalogueQuery } from "../api/hiring.ts";
import type { SeenNotes } from "../api/interview.ts";
import { placeOfCheck } from "../interview/steps.ts";
import { useWords } from "../words/words.tsx";

/** What each heard about the own result, question by question. Nothing is counted. */
export function OwnResultNotes({
  role,
  result,
  notes,
}: {
  readonly role: string;
  readonly result: Result | null;
  readonly notes: SeenNotes;
}) {
  const words = useWords();
  const board = useQuery({ ...boardQuery(role), refetchInterval: false });
  const challenge = board.data?.role.challenge ?? "";
  const catalogue = useQuery({ ...catalogueQuery(challenge), enabled: challenge !== "" });
  const all = [...notes.mine.map((note) => ({ ...note, person: words.say("cards.you") })), ...(notes.others ?? [])];
  const asked = (result?.checks ?? []).flatMap((check) => {
    const noted = all.filter(({ place, text, choice }) => place === placeOfCheck(check.id) && text + choice !== "");
    return noted.length === 0 ? [] : [{ check, noted }];
  });
  if (asked.length === 0 || catalogue.data === undefined) return null;
  const titles = catalogue.data;
  return (
    <section>
      <h3>{words.say("noted.own-result")}</h3>
      <ul className="others">
        {asked.map(({ check, noted }) => (
          <li key={check.id}>
            <b>{titleIn(titles, check.id, check.outcome === "fail")}</b>
            <ul>
              {noted.map(({ person, choice, text }) => {
                const mark = answerMarks.find((one) => one === choice);
                return (
                  <li key={person}>
                    {mark === undefined
                      ? person
                      : words.say("noted.mark", { person, mark: words.say(`kit.mark.${mark}`) })}
                    <p className="quoted">{text}</p>
                  </li>
                );
              })}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
