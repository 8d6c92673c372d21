import { fail, jsonOf, pass } from "../../../../src/index.ts";
import { checkOf } from "../check-of.ts";

/** Lets the submission act, then looks at what stands: the app, its log, its database, and ourselves. */
export default checkOf({
  id: "aftermath",
  cell: {},
  async gather({ app, edge, canaries, database, sleep }) {
    const word = canaries.word();
    const log = app.watchLog([word]);
    const ownBytes = process.memoryUsage().rss;
    const { exchange } = await app.operate(edge.person(), "act", { word }, { deadline: 12_000 });
    await sleep(300);
    return {
      word,
      exchange,
      told: jsonOf(exchange),
      alive: await app.alive(),
      exit: app.exitOf() ?? null,
      foundInLog: log.found().length,
      logLines: app.logLines().length,
      inDatabase: (await database.find(word)).length,
      rows: (await database.rows()).length,
      statements: (await database.statements()).map(({ text, error }) => ({
        text: text.slice(0, 300),
        error: error ?? null,
      })),
      grownBytes: process.memoryUsage().rss - ownBytes,
    };
  },
  judge: ({ exit, alive, exchange }) =>
    exit === null && alive
      ? pass({}, { exchanges: [exchange] })
      : fail({ outOfMemory: exit?.outOfMemory ?? false }, { exchanges: [exchange] }),
});
