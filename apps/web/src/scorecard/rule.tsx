import { areEqual } from "@assay/hiring";
import { Button } from "@mantine/core";
import { useState } from "react";
import type { RatingRule } from "../api/interview.ts";
import { Source } from "../figures/source.tsx";
import { useWords } from "../words/words.tsx";
import { RuleForm } from "./rule-form.tsx";
import { RuleText } from "./rule-text.tsx";

/** By which rule points are put together in a role: set before the first one, and fixed with it. */
export function Rule({
  role,
  rule,
  recruits,
}: {
  readonly role: string;
  readonly rule: RatingRule;
  readonly recruits: boolean;
}) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const [isSaved, setSaved] = useState(false);
  return (
    <section className="kit-section" aria-labelledby="rule">
      <h2 id="rule">{words.say("rule.title")}</h2>
      <p className="soft">{words.say("rule.text")}</p>
      {isOpen ? (
        <RuleForm
          {...{ role, rule }}
          close={(saved) => {
            setOpen(false);
            setSaved(saved);
          }}
        />
      ) : (
        <>
          <RuleText rule={rule} />
          {rule.locked_at !== null ? (
            <p className="soft">{words.say("rule.locked", { when: words.time(rule.locked_at) })}</p>
          ) : recruits ? (
            <div className="form-acts">
              <Button
                onClick={() => {
                  setOpen(true);
                }}
              >
                {words.say(areEqual(rule.weights) ? "rule.change" : "rule.change.again")}
              </Button>
            </div>
          ) : null}
        </>
      )}
      <p role="status">{isSaved ? words.say("rule.saved") : ""}</p>
      <Source figure="combining" about={words.say("rule.why")} />
    </section>
  );
}
