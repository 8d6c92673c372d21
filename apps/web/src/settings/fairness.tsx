import { fairnessCountries, leastInGroup, leastPeople } from "@assay/hiring";
import { useQuery } from "@tanstack/react-query";
import "../look/fairness.css";
import "../look/forms.css";
import { Loading } from "../shell/loading.tsx";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { FairnessOff } from "./fairness-off.tsx";
import { FairnessOn } from "./fairness-on.tsx";
import { fairnessQuery, type FairnessState } from "./fairness-query.ts";
import { FairnessResults } from "./fairness-results.tsx";

/** Off by default; for the owner alone. */
export function FairnessPart() {
  const words = useWords();
  const all = useQuery(fairnessQuery);
  if (all.isPending) return <Loading />;
  if (all.error !== null) return <Wrong error={all.error} reset={() => void all.refetch()} />;
  const { setting, results } = all.data;
  return (
    <>
      <p className="settings-text">{words.say("fairness.text")}</p>
      <p>
        <b>{standOf(setting)}</b>
      </p>
      {setting?.is_on === true ? <FairnessResults results={results} /> : null}
      <div className="fairness-how">
        <h3>{words.say("fairness.how")}</h3>
        <ul>
          <li>{words.say("fairness.how.asked")}</li>
          <li>{words.say("fairness.how.apart")}</li>
          <li>{words.say("fairness.how.counted")}</li>
          <li>{words.say("fairness.how.shown", { people: leastPeople, group: leastInGroup })}</li>
        </ul>
        <h3>{words.say("fairness.limits")}</h3>
        <ul>
          {(["server", "small", "silent", "undo", "cause"] as const).map((limit) => (
            <li key={limit}>{words.say(`fairness.limits.${limit}`)}</li>
          ))}
        </ul>
      </div>
      {setting?.is_on === true ? <FairnessOn /> : <FairnessOff wasOn={setting !== null} />}
      {setting?.is_on === false ? <FairnessResults results={results} /> : null}
    </>
  );

  function standOf(setting: FairnessState["setting"]): string {
    if (setting === null) return words.say("fairness.off");
    const { is_on, country, person_name: person, changed_at: changed } = setting;
    if (!is_on) return words.say("fairness.was-off", { day: words.day(changed), person });
    const known = fairnessCountries.find(({ id }) => id === country);
    return words.say("fairness.on", {
      ...{ day: words.day(changed), person },
      country: known === undefined ? country : words.say(`fairness.country.${known.id}`),
    });
  }
}
