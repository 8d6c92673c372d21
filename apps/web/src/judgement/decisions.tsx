import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, done } from "../api/client.ts";
import type { Decision } from "../api/judgement.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** All that was decided, what was undone too. */
export function Decisions({ made, recruits }: { readonly made: readonly Decision[]; readonly recruits: boolean }) {
  const words = useWords();
  const known = useQueryClient();
  const undo = useMutation({
    mutationFn: (decision: string) =>
      done(api.POST("/api/v1/decisions/{decision}/undo", { params: { path: { decision } } })),
    onSuccess: () => known.invalidateQueries(),
  });
  if (made.length === 0) return null;
  return (
    <section className="judged" aria-labelledby="decided">
      <h2 id="decided">{words.say("decide.before")}</h2>
      <ul className="decided">
        {made.map(({ id, choice, person_name: person, made_at, undone_at, reason }) => {
          const when = words.time(made_at);
          return (
            <li key={id} className={undone_at === null ? undefined : "undone"}>
              <div>
                <b>{words.say("decide.by", { choice: words.say(`chosen.${choice}`), person, when })}</b>
                {undone_at === null ? null : <p>{words.say("decide.undone", { when: words.time(undone_at) })}</p>}
                <p className="quoted">{reason}</p>
              </div>
              {undone_at === null && recruits ? (
                <Button
                  aria-label={words.say("decide.undo.of", { when })}
                  loading={undo.isPending}
                  onClick={() => {
                    undo.mutate(id);
                  }}
                >
                  {words.say("decide.undo")}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      {undo.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(undo.error, words)}
        </p>
      )}
    </section>
  );
}
