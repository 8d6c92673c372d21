import { Button, Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { boardQuery } from "../api/hiring.ts";
import { Loading } from "../shell/loading.tsx";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

const [fewest, most] = [2, 5];

/** Who is to stand side by side: by code name, as names would sway. */
export function ChoosePeople({ role }: { readonly role: string }) {
  const words = useWords();
  const navigate = useNavigate();
  const board = useQuery({ ...boardQuery(role), refetchInterval: false });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  if (board.error !== null) return <Wrong error={board.error} reset={() => void board.refetch()} />;
  if (board.data === undefined) return <Loading />;
  const withReport = board.data.cards.filter(({ evaluation }) => evaluation?.state === "done");
  return (
    <div className="compare-page">
      <header>
        <p className="date">{board.data.role.title}</p>
        <h1>{words.say("compare.choose")}</h1>
        <p className="lede">{words.say(withReport.length < fewest ? "compare.choose.none" : "compare.choose.text")}</p>
      </header>
      {withReport.length < fewest ? null : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void navigate({ to: "/compare", search: { role, people: chosen.join(",") } });
          }}
        >
          <Checkbox.Group
            value={[...chosen]}
            onChange={setChosen}
            maxSelectedValues={most}
            aria-label={words.say("compare.choose")}
          >
            <div className="compare-choose">
              {withReport.map(({ id, code_name }) => (
                <Checkbox key={id} value={id} label={code_name} />
              ))}
            </div>
          </Checkbox.Group>
          <Button type="submit" variant="filled" disabled={chosen.length < fewest || chosen.length > most}>
            {words.say("compare.choose.do")}
          </Button>
        </form>
      )}
    </div>
  );
}
