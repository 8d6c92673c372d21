import type { ReactNode } from "react";
import type { Reading } from "../reading/reading.ts";
import type { WordKey } from "../words/en.ts";
import { Areas } from "./areas.tsx";
import { Engineers } from "./engineers.tsx";
import { Established } from "./established.tsx";
import { Findings } from "./findings.tsx";
import { Frame } from "./frame.tsx";
import { Hero } from "./hero.tsx";
import { Next } from "./next.tsx";
import { Phases } from "./phases.tsx";
import { Pressure } from "./pressure.tsx";
import { ProblemSection } from "./problem.tsx";
import { Overruled } from "./said.tsx";
import { Strengths } from "./strengths.tsx";
import { Sureness } from "./sureness.tsx";

interface PageSection {
  readonly id: string;
  /** Its words in the list of contents, where it stands there. */
  readonly contents?: WordKey;
  /** Whether there is anything to tell. */
  readonly applies: (reading: Reading) => boolean;
  readonly View: (props: { reading: Reading }) => ReactNode;
}

const hasChecks = ({ result }: Reading) => result.checks.length > 0;

/** The report from top to bottom: the sentence first, the evidence last. A new section is one more line. */
const sections: readonly PageSection[] = [
  {
    id: "problem",
    contents: "problem.heading",
    applies: ({ result }) => result.problem !== undefined,
    View: ProblemSection,
  },
  { id: "established", applies: hasChecks, View: Established },
  { id: "areas", contents: "contents.areas", applies: hasChecks, View: Areas },
  { id: "hurt", contents: "hurt.heading", applies: ({ failures }) => failures.length > 0, View: Findings },
  {
    id: "hurt",
    contents: "contents.ask",
    applies: ({ failures, tally, isOwn }) => !isOwn && failures.length === 0 && tally.of.pass > 0,
    View: Findings,
  },
  {
    id: "overruled",
    contents: "overruled.heading",
    applies: ({ result }) => result.checks.some(({ overruled }) => overruled !== undefined),
    View: Overruled,
  },
  { id: "good", contents: "contents.good", applies: ({ strengths }) => strengths.length > 0, View: Strengths },
  {
    id: "pressure",
    contents: "pressure.contents",
    applies: ({ pressure }) => pressure !== undefined,
    View: Pressure,
  },
  { id: "engineers", contents: "engineers.heading", applies: hasChecks, View: Engineers },
  { id: "sure", contents: "sure.heading", applies: () => true, View: Sureness },
  { id: "phases", applies: () => true, View: Phases },
  { id: "next", contents: "contents.next", applies: ({ isOwn }) => !isOwn, View: Next },
];

/** What a report tells, below the head of whichever page it stands on. */
export function Sections({ reading }: { reading: Reading }) {
  return (
    <>
      <Hero reading={reading} />
      {shownOf(reading).map(({ id, View }) => (
        <View key={id} reading={reading} />
      ))}
    </>
  );
}

function shownOf(reading: Reading): readonly PageSection[] {
  return sections.filter((section) => section.applies(reading));
}

export function Page({ reading }: { reading: Reading }) {
  const { words } = reading;
  return (
    <Frame
      words={words}
      skip={words.say("page.skip")}
      footer={words.say("page.footer")}
      contents={
        <nav aria-label={words.say("page.contents")}>
          {shownOf(reading).map(({ id, contents }) =>
            contents === undefined ? null : (
              <a key={id} href={`#${id}`}>
                {words.say(contents)}
              </a>
            ),
          )}
        </nav>
      }
    >
      <Sections reading={reading} />
    </Frame>
  );
}
