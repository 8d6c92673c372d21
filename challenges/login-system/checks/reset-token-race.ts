import { defineCheck, fail, notEstablished, pass, theBrief } from "@assay/bench";
import { arrive, askForReset, lookIn, showsAccountOf } from "../actions.ts";

/** Serious, not a blocker: only who has the mail can try it. Minor where no brief says that it works once. */
export default defineCheck({
  id: "reset-token-race",
  area: "keeps-data-whole",
  severity: "serious",
  kind: "proof",
  rests: "brief#reset-password",
  ofAnyBackend: true,
  words: {
    title: "A reset link used twice at the same instant works once",
    titleWhenFailed: "A reset link used twice at the same instant works twice",
    why: "Someone who saw the mail can set a password of their own in the same moment as the owner. Both are told that it worked.",
    passed: "The same link was used {tried} times at once. It worked once.",
    failed:
      "The same link was used {tried} times at once, and {worked} were told that their new password is set.{elsewhere, select, true { Any app should let it work once.} other {}}",
    reasons: {
      "no-mail": "No usable reset mail came.",
      "nobody-let-in": "Neither use of the link worked, so we could not see what happens when both come at once.",
    },
    ask: {
      question: "What happens when a reset link is opened on two devices at the same moment?",
      goodAnswer:
        "Marking it as used and setting the password is one step in the database, so only one of them gets through.",
      weakAnswer: "We check whether it was used, then we change the password.",
    },
  },
  technical: {
    summary: "Consuming a reset token must be atomic (UPDATE … WHERE used = false, or a row lock).",
    cwe: [367],
    asvs: ["15.4.2"],
  },
  needs: ["signUp", "logIn", "whoAmI", "forgotPassword", "resetPassword"],
  consequenceOf: ["reset-token-single-use"],
  cell: {},
  async gather(world) {
    const rounds = [];
    for (let round = 0; round < 2; round++) {
      const { person } = await arrive(world);
      const reset = await askForReset(world, person);
      if (reset.token === undefined) {
        rounds.push({ email: person.email, uses: [], logIns: [] });
        continue;
      }
      const devices = [world.edge.otherDevice(person), world.edge.otherDevice(person)];
      const passwords = devices.map(() => world.canaries.password());
      const { result: uses } = await world.database.holdingWrites(
        () =>
          world.app.together(devices, "resetPassword", (_device, index) => ({
            token: reset.token,
            newPassword: passwords[index],
          })),
        { untilWaiting: 2 },
      );
      const logIns = [];
      for (const [index, device] of devices.entries()) {
        const logIn = await world.app.operate(device, "logIn", { password: passwords[index] });
        logIns.push({ logIn, whoAmI: await lookIn(world, device, logIn.credential ?? null) });
      }
      rounds.push({ email: person.email, uses, logIns });
    }
    return { rounds };
  },
  judge({ rounds }, { byBrief } = theBrief) {
    const exchanges = rounds.flatMap(({ uses, logIns }) => [...uses, ...logIns.map(({ logIn }) => logIn)]);
    const asked = rounds.filter(({ uses }) => uses.length > 0);
    if (asked.length === 0) return notEstablished("no-mail", { exchanges });
    for (const { uses } of asked) {
      const worked = uses.filter(({ accepted }) => accepted).length;
      if (worked > 1) {
        const facts = { tried: uses.length, worked, elsewhere: !byBrief };
        return fail(facts, { exchanges }, byBrief ? undefined : "minor");
      }
    }
    const letIn = asked.some(({ email, logIns }) => logIns.some(({ whoAmI }) => showsAccountOf(whoAmI, { email })));
    if (!letIn) return notEstablished("nobody-let-in", { exchanges });
    return pass({ tried: 2 }, { exchanges });
  },
});
