import { notEstablished, pass } from "../../../../src/index.ts";
import { checkOf } from "../check-of.ts";

/** Two newcomers one after another, whose addresses show that nobody came from there before. */
export default checkOf({
  id: "newcomers",
  cell: "shared",
  async gather({ app, edge, canaries }) {
    const people = edge.people(2);
    const attempts = await app.inTurn(people, "act", () => ({ word: canaries.word() }));
    return { attempts, addresses: people.map(({ publicAddress }) => publicAddress) };
  },
  judge: ({ attempts, addresses }) =>
    attempts.every(({ accepted }) => accepted)
      ? pass({}, { exchanges: attempts, details: { addresses } })
      : notEstablished("nobody-came", { exchanges: attempts }),
});
