import { defineCheck } from "@assay/bench";
import { judgeMistakes, mistake, mistakeWords, withWitness, type Mistakes } from "../mistakes.ts";

/** Minor while the service goes on. Reading the body all the same is right too. */
export default defineCheck({
  id: "wrong-content-type",
  area: "handles-errors",
  severity: "minor",
  kind: "proof",
  rests: "brief#mistakes",
  ofAnyBackend: true,
  words: {
    title: "A request in another format than agreed does no harm",
    titleWhenFailed: "A request in another format than agreed upsets the service",
    why: "Forms and other programs send data in other formats. The service should read it or say no, and carry on.",
    passed: "{tried} requests in other formats were read or turned away. None did harm.",
    ...mistakeWords,
    ask: {
      question: "What happens when someone sends a web form in place of what you expect?",
      goodAnswer: "They get a 415, before any of our code sees it.",
      weakAnswer: "I never tried.",
    },
  },
  technical: {
    summary: "text/plain, forms, multipart, XML, a nonsense type and none get a 4xx or are read.",
    cwe: [20, 436],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  consequenceOf: ["empty-body", "malformed-json"],
  json: ["logIn"],
  cell: "shared",
  gather: (world) =>
    withWitness(world, async (person): Promise<Mistakes> => {
      const form = (type: string | null, body: string, operation = "logIn", sender?: typeof person) =>
        mistake(world, `sent as ${String(type)}`, operation, {
          body,
          headers: { "content-type": type },
          ...(sender === undefined ? {} : { person: sender }),
        });
      const { body, textOf } = await world.app.requestFor(world.edge.person(), "logIn");
      const json = () => textOf(body);
      const mistakes = await Promise.all([
        form("text/plain", json()),
        form("text/plain", "hello"),
        form("application/x-www-form-urlencoded", "email=a%40b.example.com&password=Long-enough-1&email[x]=%ff"),
        form(
          "multipart/form-data; boundary=xyz",
          '--xyz\r\nContent-Disposition: form-data; name="email"\r\n\r\na@b.example.com\r\n',
        ),
        form("multipart/form-data", "no boundary"),
        form("application/xml", "<email>a@b.example.com</email>"),
        form("nonsense", json()),
        form("application/json; charset=utf-16", json()),
        form(null, json()),
        form("text/plain", '{"name":"Anna"}', "updateProfile", person),
      ]);
      return { mistakes: mistakes.flat() };
    }),
  judge: (evidence) => judgeMistakes(evidence, () => true),
});
