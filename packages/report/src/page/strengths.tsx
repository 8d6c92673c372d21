import type { Reading } from "../reading/reading.ts";
import { asSentence } from "../reading/verdict.ts";
import { Glyph } from "./glyphs.tsx";
import { Extra, Section } from "./parts.tsx";

export function Strengths({ reading }: { reading: Reading }) {
  const { words, strengths } = reading;
  const extras = strengths.filter((check) => check.demand === "extra").length;
  return (
    <Section
      id="good"
      title={words.say("good.heading")}
      about={extras > 0 ? words.say("good.about.extras", { count: extras }) : words.say("good.about")}
    >
      <div className="good">
        {strengths.map((check) => (
          <div key={check.id}>
            <h3>
              <Glyph shape="pass" label={words.say("standing.pass")} />
              {reading.titleOf(check)}
            </h3>
            <p>{asSentence(reading.sentenceOf(check))}</p>
            {check.demand === "extra" ? <Extra>{words.say("extra")}</Extra> : null}
          </div>
        ))}
      </div>
    </Section>
  );
}
