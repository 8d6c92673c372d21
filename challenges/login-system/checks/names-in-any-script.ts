import { defineCheck, fail, notEstablished, pass, type Attempt } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../actions.ts";
import { answerOf, isLimit } from "../answers.ts";

/** Serious: people whose name is refused or garbled can’t be customers, or see that they are not thought of. */
export default defineCheck({
  id: "names-in-any-script",
  area: "works-as-asked",
  severity: "serious",
  kind: "proof",
  rests: "brief#names",
  words: {
    title: "Names in any script come back as they were typed",
    titleWhenFailed: "Some names are refused or come back changed",
    why: "Your customers are called Øyvind, O’Neil, 李 or نور. A wrong name on a parcel is a parcel that gets lost.",
    passed: "{tried} names in different scripts, with signs and emoji, came back as they were typed.",
    failed:
      "{what, select, refused {The name {name} was refused with code {answer}.} other {The name {name} came back as {shown}.}}",
    reasons: {
      "no-log-in": "Nobody could log in.",
      limited: "The service said “too many tries” before all names were tried.",
    },
    ask: {
      question: "Which names does your sign-up accept?",
      goodAnswer: "Any script and emoji. Only the length is limited, and it is counted in characters.",
      weakAnswer: "Letters from A to Z, spaces and hyphens.",
    },
  },
  technical: { summary: "Names are stored as UTF-8 and returned unescaped; compared after Unicode NFC.", cwe: [176] },
  needs: ["signUp", "logIn", "whoAmI", "updateProfile"],
  cell: "shared",
  async gather(world) {
    // One at sign-up, the others as changes, which cost no hash.
    const [first, ...others] = [
      "Zoë 张伟 👩‍👩‍👧",
      "李",
      "نور الهدى",
      "Sinéad O'Neil & Søns",
      '<Łukasz> "Ö"',
      "Nguyễn Thị 🦊",
    ];
    const { person, signUp, credential } = await arrive(world, world.edge.person({ name: first }));
    const rounds: { readonly name: string; readonly sent: Attempt; readonly seen: Attempt }[] = [
      { name: first, sent: signUp, seen: await lookIn(world, person, credential) },
    ];
    for (const name of others) {
      const sent = await world.app.operate(person, "updateProfile", { name });
      rounds.push({ name, sent, seen: await lookIn(world, person, credential) });
    }
    return { email: person.email, rounds };
  },
  judge({ email, rounds }) {
    const exhibits = { exchanges: rounds.flatMap(({ sent, seen }) => [sent, seen]) };
    const tried = rounds.filter(({ sent }) => !isLimit(sent.exchange));
    for (const { name, sent, seen } of tried) {
      if (!sent.accepted)
        return fail({ what: "refused", name, answer: answerOf(sent.exchange), shown: "" }, { exchanges: [sent] });
      if (!showsAccountOf(seen, { email })) return notEstablished("no-log-in", exhibits);
      const shown = seen.outputs["name"];
      if (typeof shown !== "string" || shown.normalize() !== name.normalize()) {
        return fail({ what: "changed", name, answer: "", shown: String(shown) }, { exchanges: [sent, seen] });
      }
    }
    return tried.length === rounds.length
      ? pass({ tried: tried.length }, exhibits)
      : notEstablished("limited", exhibits);
  },
});
