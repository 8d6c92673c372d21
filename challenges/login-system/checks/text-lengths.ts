import { defineCheck, fail, notEstablished, pass, type Attempt } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../actions.ts";
import { answerOf, isLimit } from "../answers.ts";

/** Minor: few texts are so long; those who write in emoji or rare scripts meet a wrong count first. */
export default defineCheck({
  id: "text-lengths",
  area: "works-as-asked",
  severity: "minor",
  kind: "proof",
  rests: "brief#names",
  words: {
    title: "Names and bios may be as long as promised, in any script",
    titleWhenFailed: "Names or bios that are short enough are refused or cut",
    why: "Some scripts and emoji take more room inside a computer. People who use them must not get less space.",
    passed: "{tried} texts of just the allowed length were kept whole, emoji too.",
    failed:
      "A {field, select, name {name} other {bio}} of {length} {kind, select, emoji {emoji} other {letters}} was {what, select, refused {refused with code {answer}} other {not kept whole}}.",
    reasons: {
      "no-log-in": "Nobody could log in.",
      limited: "The service said “too many tries” before all texts were tried.",
    },
    ask: {
      question: "How do you count the characters of a name?",
      goodAnswer: "By code points, so that one emoji is not counted as two or four.",
      weakAnswer: "With length.",
    },
  },
  technical: {
    summary: "1 and 200 code points of name, 0 and 1000 of bio, also beyond the basic plane, are accepted and kept.",
    cwe: [135],
  },
  needs: ["signUp", "logIn", "whoAmI", "updateProfile"],
  cell: "shared",
  async gather(world) {
    const { person, credential } = await arrive(world);
    const before = await lookIn(world, person, credential);
    const rounds: {
      readonly field: "name" | "bio";
      readonly kind: "letters" | "emoji";
      readonly text: string;
      readonly sent: Attempt;
      readonly seen: Attempt;
    }[] = [];
    for (const [field, kind, text] of [
      ["name", "letters", "n".repeat(200)],
      ["name", "emoji", "🦊".repeat(200)],
      ["name", "letters", "A"],
      ["bio", "letters", "b".repeat(1000)],
      ["bio", "emoji", "🌙".repeat(1000)],
      ["bio", "letters", ""],
    ] as const) {
      const sent = await world.app.operate(person, "updateProfile", { [field]: text });
      rounds.push({ field, kind, text, sent, seen: await lookIn(world, person, credential) });
    }
    return { email: person.email, before, rounds };
  },
  judge({ email, before, rounds }) {
    if (!showsAccountOf(before, { email })) return notEstablished("no-log-in", { exchanges: [before] });
    for (const { field, kind, text, sent, seen } of rounds) {
      const exhibits = { exchanges: [sent, seen] };
      const length = [...text].length;
      if (isLimit(sent.exchange)) return notEstablished("limited", exhibits);
      if (!sent.accepted)
        return fail({ field, kind, length, what: "refused", answer: answerOf(sent.exchange) }, exhibits);
      if (!seen.accepted) return notEstablished("no-log-in", exhibits);
      // An empty bio may be kept as no bio.
      if ((seen.outputs[field] ?? "") !== text) return fail({ field, kind, length, what: "cut", answer: "" }, exhibits);
    }
    return pass({ tried: rounds.length }, { exchanges: rounds.map(({ sent }) => sent) });
  },
});
