import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, done } from "../api/client.ts";
import type { Compared } from "../api/judgement.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** Why they can't stand side by side, and the one thing that helps. */
export function NotComparable({
  why,
  again,
  people,
  recruits,
}: {
  readonly why: string;
  /** Evaluations. */
  readonly again: readonly string[];
  readonly people: readonly Compared[];
  readonly recruits: boolean;
}) {
  const words = useWords();
  const known = useQueryClient();
  const run = useMutation({
    mutationFn: () =>
      Promise.all(
        again.map((evaluation) =>
          done(api.POST("/api/v1/evaluations/{evaluation}/again", { params: { path: { evaluation } } })),
        ),
      ),
    onSuccess: () => known.invalidateQueries(),
  });
  const names = people
    .filter(({ evaluation }) => evaluation !== null && again.includes(evaluation.id))
    .map(({ name, code_name }) => name ?? code_name);
  return (
    <section className="judged" aria-labelledby="not-comparable">
      <h2 id="not-comparable">{words.say("compare.not")}</h2>
      <p>{why}</p>
      <p className="soft">{words.say("compare.not.text", { count: again.length, names: words.list(names) })}</p>
      {again.length === 0 || !recruits ? null : (
        <div className="form-acts">
          <Button
            variant="filled"
            loading={run.isPending}
            disabled={run.isSuccess}
            onClick={() => {
              run.mutate();
            }}
          >
            {words.say("compare.not.again", { count: again.length })}
          </Button>
        </div>
      )}
      <p role="status">{run.isSuccess ? words.say("compare.not.asked") : ""}</p>
      {run.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(run.error, words)}
        </p>
      )}
      <h3>{words.say("compare.read")}</h3>
      <ul className="ticks">
        {people.map(({ application, name, code_name, evaluation }) =>
          evaluation?.state !== "done" ? null : (
            <li key={application}>
              <Link to="/evaluations/$evaluation" params={{ evaluation: evaluation.id }}>
                {name ?? code_name}
              </Link>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}
