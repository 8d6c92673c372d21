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
    <Sourced
      {...(about === undefined ? {} : { about })}
      {...{ source, year, isOpen }}
      says={words.say(`figure.${figure}`)}
      limits={words.say(`figure.${figure}.limits`)}
    />
  );
}

/** The same for what is no figure of ours: a rule of a place, a law. */
export function Sourced({
  about,
  says,
  limits,
  year,
  source,
  isOpen = false,
}: {
  readonly about?: string;
  /** In plain words. */
  readonly says: string;
  readonly limits: string;
  /** Null where the source gives none. */
  readonly year: string | null;
  /** As it names itself, in its own language. */
  readonly source: string;
  readonly isOpen?: boolean;
}) {
  const words = useWords();
  return (
    <details className="source" open={isOpen}>
      <summary>{about === undefined ? words.say("source.open") : words.say("source.open.of", { about })}</summary>
      <div>
        <p>{says}</p>
        {limits === "" ? null : <p>{limits}</p>}
        <p>{year === null ? words.say("source.no-year") : words.say("source.year", { year })}</p>
        <p className="source-itself" translate="no">
          {source}
        </p>
      </div>
    </details>
  );
}
