import { defineCheck } from "@assay/bench";
import { judgeMistakes, mistake, mistakeWords, withWitness, type Mistakes } from "../mistakes.ts";

/** Minor while the service goes on. */
export default defineCheck({
  id: "wrong-method",
  area: "handles-errors",
  severity: "minor",
  kind: "proof",
  rests: "brief#mistakes",
  words: {
    title: "A request of the wrong kind is turned away",
    titleWhenFailed: "A request of the wrong kind is not turned away",
    why: "Asking to read and asking to change are different kinds of request. Mixing them up leads to changes that nobody wanted.",
    passed: "{tried} requests of a wrong kind, such as reading where only writing makes sense, were turned away.",
    ...mistakeWords,
    ask: {
      question: "Can someone be signed up by opening a link?",
      goodAnswer: "No. Only the one agreed kind of request does something.",
      weakAnswer: "All kinds are handled alike.",
    },
  },
  technical: {
    summary: "PUT and DELETE on /signup and /login, and GET on /password/reset get a 4xx.",
    cwe: [650],
    asvs: ["4.1.4"],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  gather: (world) =>
    withWitness(world, async (): Promise<Mistakes> => {
      const bodyOf = async (operation: string) => {
        const { body, textOf } = await world.app.requestFor(
          world.edge.person(),
          operation,
          world.app.placed(operation, { token: "made-up" }),
        );
        return textOf(body);
      };
      const [signUp, logIn] = [await bodyOf("signUp"), await bodyOf("logIn")];
      const mistakes = await Promise.all([
        mistake(world, "by PUT", "signUp", { method: "PUT", body: signUp }),
        mistake(world, "by DELETE", "signUp", { method: "DELETE" }),
        mistake(world, "by PUT", "logIn", { method: "PUT", body: logIn }),
        mistake(world, "by DELETE", "logIn", { method: "DELETE" }),
        mistake(world, "by GET", "resetPassword", { method: "GET" }),
        mistake(world, "by DELETE", "forgotPassword", { method: "DELETE" }),
      ]);
      return { mistakes: mistakes.flat() };
    }),
  judge: (evidence) => judgeMistakes(evidence),
});
