import type { Result } from "@assay/bench/result";
import { aCheck, aResult, anExchange } from "./builders.ts";

/** Markup, a script, a handler, a terminal code that clears the screen, a turned reading direction, a NUL, a wide run. */
export const hostileText =
  '"><img src=http://127.0.0.1:9/x onerror="window.intruded=1"><script>window.intruded=1</script></style></title><h1 id=planted>\u001b[2J\u001b]0;owned\u0007\u202egnp.exe\u0000\ud800' +
  "W".repeat(400);

/** A result in which every text that a submission controls is hostile. */
export const hostileResult: Result = aResult(
  [
    aCheck("names", "secure", {
      outcome: "fail",
      facts: { name: hostileText },
      rests: hostileText,
      technical: { summary: hostileText, asvs: [hostileText] },
      error: hostileText,
      exhibits: {
        exchanges: [
          anExchange({
            person: hostileText,
            request: {
              method: "POST",
              path: `/${hostileText}`,
              headers: [[hostileText, hostileText]],
              body: hostileText,
              bodyBytes: 9,
            },
            response: {
              status: 500,
              headers: [[hostileText, hostileText]],
              body: hostileText,
              bodyBytes: 9,
              cut: true,
            },
          }),
        ],
        details: { [hostileText]: hostileText },
      },
    }),
    aCheck("other", "stable", { facts: { name: hostileText } }),
    aCheck("no-words", "stable", { outcome: "not-established", reason: hostileText }),
  ],
  {
    verdict: "gave-way",
    submission: {
      name: hostileText,
      language: hostileText,
      runtime: hostileText,
      files: 1,
      bytes: 1,
      digest: hostileText,
    },
    notes: [{ id: "names", area: "well-built", facts: { name: hostileText }, details: {} }],
    problem: {
      code: "x",
      by: "submission",
      message: hostileText,
      whatToDo: hostileText,
      lastLines: [hostileText, hostileText],
    },
  },
);
