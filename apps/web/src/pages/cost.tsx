import type { ReactNode } from "react";
import { CostPage } from "../cost/cost-page.tsx";
import { HoursFields, rightHours } from "../cost/hours-fields.tsx";
import { useCostSearch } from "../cost/search.ts";
import { useTitle } from "../shell/use-title.ts";
import { useWords } from "../words/words.tsx";

/** Before there is a role: nothing is kept but in the address. */
export function Cost(): ReactNode {
  const words = useWords();
  useTitle(words.say("cost.title"));
  const [{ low = null, high = null }, change] = useCostSearch();
  return (
    <CostPage
      head={
        <header>
          <h1>{words.say("cost.title")}</h1>
          <p className="lede">{words.say("cost.text")}</p>
        </header>
      }
      hours={rightHours({ low, high })}
      hoursForm={
        <HoursFields
          hours={{ low, high }}
          onChange={(typed) => {
            change({ low: keepable(typed.low), high: keepable(typed.high) });
          }}
        />
      }
    />
  );
}

/** The address holds numbers alone. */
const keepable = (hours: number | null) => (hours !== null && hours > 0 ? hours : undefined);
