import { placeRules, placeSources, type PostPlace } from "@assay/hiring";
import { useWords } from "../words/words.tsx";

/** What holds at a place, each line with where it stands and when we looked. */
export function PlaceRules({ place }: { readonly place: PostPlace }) {
  const words = useWords();
  return (
    <section className="form-part" aria-labelledby="rules">
      <h2 id="rules">{words.say("post-page.rules")}</h2>
      <ul className="place-rules">
        {placeRules[place].map(({ id, sources }) => (
          <li key={id}>
            <p>{words.say(`post.rule.${id}`)}</p>
            {sources.length === 0 ? <p className="quiet small">{words.say("post-page.no-source")}</p> : null}
            {sources.map((source) => {
              const { title, url, checked, seen } = placeSources[source];
              return (
                <p key={source} className="quiet small">
                  {words.say("post-page.source")}{" "}
                  <a href={url} target="_blank" rel="noreferrer" translate="no">
                    {title}
                  </a>
                  {". "}
                  {words.say(`post.seen.${seen}`, { day: words.day(checked) })}
                </p>
              );
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
