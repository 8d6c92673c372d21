import { barsOf, Bars } from "@assay/report/page";
import "../look/verdict.css";
import { useWords } from "../words/words.tsx";

type VerdictId = keyof typeof barsOf;

/** A verdict in short, as the report's own glyph and words. */
export function Verdict({ verdict }: { readonly verdict: string }) {
  const words = useWords();
  if (!isVerdict(verdict)) return null;
  return (
    <span className="verdict">
      <Bars filled={barsOf[verdict]} />
      <span>{words.say(`verdict.${verdict}`)}</span>
    </span>
  );
}

function isVerdict(verdict: string): verdict is VerdictId {
  return Object.hasOwn(barsOf, verdict);
}
