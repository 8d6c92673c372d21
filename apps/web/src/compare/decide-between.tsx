import { Glyph } from "@assay/report/page";
import { Radio, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, done, Refused } from "../api/client.ts";
import type { Choice, Compared } from "../api/judgement.ts";
import { DecisionForm } from "../judgement/decision-form.tsx";
import { LettersOwed } from "../letters/owed.tsx";
import "../look/home.css";
import { useWords } from "../words/words.tsx";

const offer = "offer ";

/** The decision about several: an offer to one, a fix asked of one, or none of them. */
export function DecideBetween({
  role,
  people,
  recruits,
}: {
  readonly role: string;
  readonly people: readonly Compared[];
  readonly recruits: boolean;
}) {
  const words = useWords();
  const [whom, setWhom] = useState<string | null>(null);
  const called = ({ name, code_name }: Compared) => name ?? code_name;
  const decide = (application: string, choice: Choice, reason: string) =>
    done(
      api.POST("/api/v1/applications/{application}/decision", {
        params: { path: { application } },
        body: { choice, reason },
      }),
    );
  const save = async (chosen: string, reason: string): Promise<unknown> => {
    if (chosen === "none") {
      const applications = people.map(({ application }) => application);
      return done(
        api.POST("/api/v1/roles/{role}/none-of-them", { params: { path: { role } }, body: { applications, reason } }),
      );
    }
    if (chosen.startsWith(offer)) return decide(chosen.slice(offer.length), "hire", reason);
    if (whom !== null) return decide(whom, "ask-for-a-fix", reason);
    throw new Refused({ code: "not-valid", status: 400, title: "", detail: words.say("compare.fix.whom") });
  };
  return (
    <section className="decision" aria-labelledby="decision">
      <div>
        <h2 id="decision">{words.say("decide.heading")}</h2>
        <p className="soft">{words.say("compare.decision.text")}</p>
        <Ticks people={people} />
        <ul>
          {people.map((person) =>
            person.decision === null ? null : (
              <li key={person.application}>
                {words.say("compare.decided", {
                  name: called(person),
                  choice: words.say(`chosen.${person.decision.choice}`),
                  person: person.decision.person_name,
                  when: words.time(person.decision.made_at),
                })}
              </li>
            ),
          )}
        </ul>
        {recruits ? <LettersOwed role={role} /> : null}
      </div>
      {recruits ? (
        <DecisionForm
          choices={[
            ...people.map((person) => ({
              value: `${offer}${person.application}`,
              label: words.say("compare.offer", { name: called(person) }),
            })),
            { value: "fix", label: words.say("compare.fix") },
            { value: "none", label: words.say("compare.none") },
          ]}
          more={(choice) =>
            choice === "fix" ? (
              <Radio.Group label={words.say("compare.fix.whom")} value={whom} onChange={setWhom}>
                <Stack gap="xs" className="choices">
                  {people.map((person) => (
                    <Radio
                      key={person.application}
                      className="chip"
                      value={person.application}
                      label={called(person)}
                    />
                  ))}
                </Stack>
              </Radio.Group>
            ) : null
          }
          save={save}
        />
      ) : (
        <p>{words.say("decide.reader")}</p>
      )}
    </section>
  );
}

/** What should be done before, and whether it is. */
function Ticks({ people }: { readonly people: readonly Compared[] }) {
  const words = useWords();
  const unread = people.flatMap((person) =>
    person.evaluation !== null && !person.evaluation.opened ? [{ ...person, evaluation: person.evaluation }] : [],
  );
  const isRated = people.every(({ ratings }) => ratings.mine !== null);
  return (
    <ul className="ticks">
      {unread.length === 0 ? (
        <li>
          <Glyph shape="tick" /> {words.say("compare.opened", { count: people.length })}
        </li>
      ) : (
        unread.map(({ application, name, code_name, evaluation }) => (
          <li key={application} className="open">
            <Link to="/evaluations/$evaluation" params={{ evaluation: evaluation.id }}>
              {words.say("compare.open", { name: name ?? code_name })}
            </Link>
          </li>
        ))
      )}
      <li className={isRated ? undefined : "open"}>
        {isRated ? <Glyph shape="tick" /> : null} {words.say(isRated ? "compare.rated" : "compare.unrated")}
      </li>
      <li className="open">{words.say("compare.reason")}</li>
    </ul>
  );
}
