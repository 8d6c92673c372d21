import { defineCheck, type CheckDefinition } from "../../../src/index.ts";

const words = {
  title: "It holds",
  titleWhenFailed: "It does not hold",
  why: "A test wants to know.",
  passed: "It held.",
  failed: "It did not hold.",
  ask: { question: "Why?", goodAnswer: "Because.", weakAnswer: "No idea." },
};

type Own = "id" | "cell" | "gather" | "judge";

/** A check of which only what it does matters. */
export function checkOf<Evidence>(
  own: Pick<CheckDefinition<Evidence>, Own> & Partial<CheckDefinition<Evidence>>,
): CheckDefinition<Evidence> {
  return defineCheck({
    area: "stable",
    severity: "serious",
    kind: "proof",
    rests: "brief#act",
    words,
    technical: { summary: "A check of the tests' own." },
    needs: [],
    ...own,
  });
}
