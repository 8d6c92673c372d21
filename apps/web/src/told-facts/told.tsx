import type { Card } from "../api/hiring.ts";
import "../look/told-facts.css";
import { useWords } from "../words/words.tsx";

/** A rate as somebody told it. */
export function RateTold({ rate }: { readonly rate: Card["rate"] }) {
  const words = useWords();
  if (rate === null) return <Nothing />;
  const money = words.money(rate.amount, rate.currency);
  return words.say(rate.per === "hour" ? "done.an-hour" : "done.for-all", { rate: money });
}

/** Below so many, one more would change much. */
const few = 10;

/** Stars as the site shows them: unadjusted, with how many they rest on. */
export function StarsTold({ stars }: { readonly stars: Card["stars"] }) {
  const words = useWords();
  if (stars === null) return <Nothing />;
  const { value, count, where } = stars;
  const said = words.say("told.stars.from", { stars: words.decimal(value), count });
  return (
    <>
      {where === "" ? said : words.say("told.stars.where", { stars: said, where })}
      {count < few ? <span className="told-aside">{words.say("told.stars.few")}</span> : null}
    </>
  );
}

/** Work like this that was done before, and what shows it. */
export function SimilarTold({ similar }: { readonly similar: Card["similar_work"] }) {
  const words = useWords();
  if (similar === null) return <Nothing />;
  const { text, evidence } = similar;
  return (
    <>
      {text}
      <span className="told-aside">
        {evidence === "" ? (
          words.say("told.no-evidence")
        ) : (
          <>
            {words.say("told.evidence")} <Evidence text={evidence} /> ({words.say("told.evidence.named")})
          </>
        )}
      </span>
    </>
  );
}

/** A link where it is one, and no address but of the web's is. */
function Evidence({ text }: { readonly text: string }) {
  if (!/^https?:\/\/\S+$/.test(text) || !URL.canParse(text)) return text;
  return (
    <a href={text} rel="noreferrer nofollow" target="_blank">
      {text}
    </a>
  );
}

function Nothing() {
  const words = useWords();
  return <span className="quiet">{words.say("told.nothing")}</span>;
}
