import { Glyph } from "@assay/report/page";
import { type Prompt, type WalkThrough } from "../api/walk-through.ts";
import { useWords } from "../words/words.tsx";
import { Excerpt } from "./excerpt.tsx";

/** What is asked, in the same words and the same order for everyone, with the place in this candidate's code. */
export function Prompts({ walkThrough, name }: { readonly walkThrough: WalkThrough; readonly name: string }) {
  const words = useWords();
  const { state, prompts } = walkThrough;
  const isChanged = prompts.some(({ about, place }) => about === "change" && place !== null);
  const without = ({ about }: Prompt) => {
    if (state !== "ready") return null;
    if (about === "work") return words.say("walk.no-place");
    return words.say(isChanged ? "walk.no-other" : "walk.no-change");
  };
  return (
    <section className="own-part" aria-labelledby="walk-through">
      <h2 id="walk-through">{words.say("walk.title")}</h2>
      {prompts.length === 0 ? (
        <p>{words.say("walk.none")}</p>
      ) : (
        <>
          <p>{words.say("walk.text")}</p>
          <p className="own-rule">{words.say("walk.help")}</p>
          {state === "ready" ? null : <p role="status">{words.say(`walk.${state}`, { name })}</p>}
          <ol className="prompts">
            {prompts.map((prompt, at) => (
              <Asked key={prompt.id} prompt={prompt} number={at + 1} without={without(prompt)} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function Asked({
  prompt,
  number,
  without,
}: {
  readonly prompt: Prompt;
  readonly number: number;
  /** What is said where it has no place; nothing while the work could not be looked at. */
  readonly without: string | null;
}) {
  const words = useWords();
  const { id, about, place } = prompt;
  const { ask, good, weak } = prompt.words ?? ofChange(id);
  return (
    <li aria-labelledby={`prompt-${id}`}>
      <p className="prompt-number">
        {words.say(about === "change" ? "walk.number.change" : "walk.number", { number })}
      </p>
      <h3 id={`prompt-${id}`}>{words.say("walk.quoted", { text: ask })}</h3>
      {place === null ? without === null ? null : <p className="soft">{without}</p> : <Excerpt place={place} />}
      <dl className="sounds">
        <div>
          <dt>
            <Glyph shape="tick" />
            {words.say("walk.good")}
          </dt>
          <dd>{good}</dd>
        </div>
        <div>
          <dt>
            <Glyph shape="weak" />
            {words.say("walk.weak")}
          </dt>
          <dd>{weak}</dd>
        </div>
      </dl>
    </li>
  );

  function ofChange(change: string) {
    const key = change === "change-why" ? "change-why" : "change-what-else";
    return {
      ask: words.say(`walk.${key}.ask`),
      good: words.say(`walk.${key}.good`),
      weak: words.say(`walk.${key}.weak`),
    };
  }
}
