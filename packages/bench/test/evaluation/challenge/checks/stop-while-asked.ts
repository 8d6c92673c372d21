import { fail, pass, statusOf } from "../../../../src/index.ts";
import { checkOf } from "../check-of.ts";

/** The stop signal comes while a request is on its way, which gets its answer; afterwards nobody is let in. */
export default checkOf({
  id: "stop-while-asked",
  cell: {},
  async gather({ app, edge, sleep }) {
    const asking = edge.request(edge.person(), { method: "GET", path: "/slow" });
    await sleep(500);
    const stopping = app.stop();
    await sleep(300);
    const late = await edge.request(edge.person(), { method: "GET", path: "/health", freshConnection: true });
    const stopped = await stopping;
    return { asked: await asking, late, stopped };
  },
  judge: ({ asked, late, stopped }) =>
    statusOf(asked) === 200 && statusOf(late) === 0 && !stopped.killed && stopped.exit?.code === 0
      ? pass()
      : fail({}, { exchanges: [asked, late] }),
});
