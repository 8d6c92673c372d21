import { fail, pass } from "../../../../src/index.ts";
import { checkOf } from "../check-of.ts";

/** What it was told is in its database, also after a crash, and for its other copy. */
export default checkOf({
  id: "keeping",
  cell: { copies: 2 },
  async gather({ app, edge, canaries, database }) {
    const [word, other] = [canaries.word(), canaries.word()];
    await app.operate(edge.person(), "act", { word });
    await app.operate(edge.person(), "act", { word: other }, { copy: 1 });
    await app.kill();
    await app.restart();
    const { DATABASE_URL: url } = app.environment;
    const found = await Promise.all([word, other].map((text) => database.find(text)));
    return { engine: database.engine, url, found: found.map((places) => places.length) };
  },
  judge: ({ found }) => (found.every((count) => count === 1) ? pass() : fail()),
});
