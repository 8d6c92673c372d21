import { defineCheck, fail, notEstablished, pass, type Attempt } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../actions.ts";
import { answerOf, isDone } from "../answers.ts";

/** Minor: too long a text spoils a page, and it can be put right. */
export default defineCheck({
  id: "profile-validation",
  area: "works-as-asked",
  severity: "minor",
  kind: "proof",
  rests: "brief#profile",
  words: {
    title: "A profile with an empty name or far too much text is refused",
    titleWhenFailed: "The profile takes texts that it should refuse",
    why: "Without limits, one person can fill your pages, your labels and your database.",
    passed: "{tried} wrong changes were refused, and the profile stayed as it was.",
    failed:
      "{field, select, empty {An empty name} name {A name of 201 letters} other {A bio of 1001 letters}} was {what, select, saved {saved} other {answered as if it was saved}}.",
    reasons: { "no-log-in": "Nobody could log in." },
    ask: {
      question: "How long may a name be, and where is that checked?",
      goodAnswer: "As the brief says, on the server, before anything is written.",
      weakAnswer: "The input field on the page has a limit.",
    },
  },
  technical: {
    summary: "PATCH /me refuses an empty name, 201 code points of name and 1001 of bio, and changes nothing.",
    cwe: [1284],
  },
  needs: ["signUp", "logIn", "whoAmI", "updateProfile"],
  cell: "shared",
  async gather(world) {
    const { person, credential } = await arrive(world);
    const before = await lookIn(world, person, credential);
    const rounds: { readonly field: "empty" | "name" | "bio"; readonly sent: Attempt; readonly seen: Attempt }[] = [];
    for (const [field, inputs] of [
      ["empty", { name: "" }],
      ["name", { name: "n".repeat(201) }],
      ["bio", { bio: "b".repeat(1001) }],
    ] as const) {
      const sent = await world.app.operate(person, "updateProfile", inputs);
      rounds.push({ field, sent, seen: await lookIn(world, person, credential) });
    }
    return { email: person.email, before, rounds };
  },
  judge({ email, before, rounds }) {
    const exhibits = { exchanges: [before, ...rounds.flatMap(({ sent, seen }) => [sent, seen])] };
    if (!showsAccountOf(before, { email })) return notEstablished("no-log-in", exhibits);
    let last = before;
    for (const { field, sent, seen } of rounds) {
      if (!seen.accepted) return notEstablished("no-log-in", exhibits);
      const changed = seen.outputs["name"] !== last.outputs["name"] || seen.outputs["bio"] !== last.outputs["bio"];
      const details = { answer: answerOf(sent.exchange) };
      if (changed) return fail({ field, what: "saved" }, { exchanges: [sent, seen], details });
      if (isDone(sent.exchange)) return fail({ field, what: "answered" }, { exchanges: [sent, seen], details });
      last = seen;
    }
    return pass({ tried: rounds.length }, exhibits);
  },
});
