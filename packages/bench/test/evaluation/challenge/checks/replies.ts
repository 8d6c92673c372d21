import { fail, pass } from "../../../../src/index.ts";
import { checkOf } from "../check-of.ts";

const kinds = ["endless", "garbage", "interim", "headers", "drip", "zipped", "switching", "empty"] as const;

/** Every way of answering badly, asked one after another: each must end, and cost us little. */
export default checkOf({
  id: "replies",
  cell: {},
  async gather({ edge }) {
    const before = process.memoryUsage().rss;
    const replies: Record<string, { failure: string | null; bodyBytes: number }> = {};
    for (const kind of kinds) {
      const { failure, response } = await edge.request(edge.person(), {
        method: "GET",
        path: `/${kind}`,
        deadline: 1_000,
      });
      replies[kind] = { failure: failure?.kind ?? null, bodyBytes: response?.bodyBytes ?? 0 };
    }
    return { replies, grownBytes: process.memoryUsage().rss - before };
  },
  judge: ({ replies }) => (Object.values(replies).every(({ failure }) => failure === null) ? pass() : fail()),
});
