import { figureSources, type FigureId } from "@assay/hiring";
import "../look/figures.css";
import { useWords } from "../words/words.tsx";

/** Where one number comes from, of which year, and what it can't say. Closed until asked for; open on paper. */
export function Source({
  figure,
  about,
  isOpen = false,
}: {
  readonly figure: FigureId;
  /** Which number, where there are several beside each other. */
  readonly about?: string;
  /** From the start, where it is what the page is about. */
  readonly isOpen?: boolean;
}) {
  const words = useWords();
  const { source, year } = figureSources[figure];
  return (
    <details className="source" open={isOpen}>
      <summary>{about === undefined ? words.say("source.open") : words.say("source.open.of", { about })}</summary>
      <div>
        <p>{words.say(`figure.${figure}`)}</p>
        <p>{words.say(`figure.${figure}.limits`)}</p>
        <p>{year === null ? words.say("source.no-year") : words.say("source.year", { year })}</p>
        <p className="source-itself" translate="no">
          {source}
        </p>
      </div>
    </details>
  );
}
