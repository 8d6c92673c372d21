import type { Prompt } from "../api/walk-through.ts";
import { useWords } from "../words/words.tsx";

/** Lines of somebody's code with their numbers: text, never markup. */
export function Excerpt({ place: { path, line, from, lines } }: { readonly place: NonNullable<Prompt["place"]> }) {
  const words = useWords();
  const label = words.say("walk.place", { path, line });
  return (
    <figure className="excerpt">
      <figcaption>{label}</figcaption>
      <pre tabIndex={0} role="group" aria-label={label} translate="no">
        {lines.map((text, at) => (
          // The one that it points at, for who listens as for who looks.
          <code key={from + at} {...(from + at === line ? { className: "pointed", "aria-current": "true" } : {})}>
            <span aria-hidden="true">{from + at}</span>
            {text}
            {"\n"}
          </code>
        ))}
      </pre>
    </figure>
  );
}
