import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import type { AnyCheck } from "../../src/check/check.ts";
import { jargonIn } from "./jargon.ts";
import { textsOf } from "./message-texts.ts";
import { readingGradeOf, sentencesOf, syllablesIn, wordsOf } from "./reading-grade.ts";

const challenges = join(import.meta.dirname, "../../../../challenges");
const hardestGrade = 8;
const longestSentence = 28;

interface CheckFile {
  readonly name: string;
  readonly source: string;
  /** The source, and what it takes from its pack: a judge may be shared by checks. */
  readonly judging: string;
  /** What it exports, or what went wrong with it. */
  readonly check: AnyCheck | undefined;
  readonly problem?: string;
}

async function readCheck(file: string): Promise<CheckFile> {
  const name = basename(file, ".ts");
  const source = readFileSync(file, "utf8");
  const imports = [...source.matchAll(/from "(\.\.\/[^"]+\.ts)"/g)].map(([, path = ""]) => join(file, "..", path));
  const judging = [source, ...imports.map((path) => readFileSync(path, "utf8"))].join("\n");
  try {
    const module = (await import(pathToFileURL(file).href)) as { default?: AnyCheck };
    return { name, source, judging, check: module.default };
  } catch (error) {
    return { name, source, judging, check: undefined, problem: String(error) };
  }
}

const files = await Promise.all(
  readdirSync(challenges)
    .flatMap((challenge) => {
      const followUps = join(challenges, challenge, "follow-ups");
      const changes = existsSync(followUps) ? readdirSync(followUps).map((one) => join(followUps, one, "checks")) : [];
      return [join(challenges, challenge, "checks"), ...changes];
    })
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((file) => file.endsWith(".ts"))
    .map(readCheck),
);
const checks = files.flatMap(({ source, judging, check }) =>
  check === undefined ? [] : [{ id: check.id, source, judging, check }],
);

/** Each message of a check by where it stands. */
function messagesOf({ words }: AnyCheck): Record<string, string> {
  const reasons = Object.entries(words.reasons ?? {}).map(([reason, message]) => [`reasons.${reason}`, message]);
  const { title, titleWhenFailed, why, passed, failed, ask } = words;
  return {
    title,
    titleWhenFailed,
    why,
    passed,
    failed,
    "ask.question": ask.question,
    "ask.goodAnswer": ask.goodAnswer,
    "ask.weakAnswer": ask.weakAnswer,
    ...(Object.fromEntries(reasons) as Record<string, string>),
  };
}

const isAnswer = (place: string) => place === "ask.goodAnswer" || place === "ask.weakAnswer";

test("there are checks to look at", () => {
  expect(checks.length).toBeGreaterThan(0);
});

test.each(files)("the file $name holds the check of that name", ({ name, check, problem }) => {
  expect(problem).toBeUndefined();
  expect(check?.id).toBe(name);
});

describe.each(checks)("the words of $id", ({ check, source, judging }) => {
  const messages = messagesOf(check);
  const texts = Object.entries(messages).flatMap(([place, message]) =>
    textsOf(message).texts.map((text) => ({ place, text })),
  );

  test("are all there", () => {
    expect(Object.entries(messages).filter(([, message]) => message.trim() === "")).toEqual([]);
  });

  test("use facts where there are facts, and only such as the judge gives", () => {
    const unknown = Object.entries(messages).flatMap(([place, message]) => {
      const { facts } = textsOf(message);
      const mayHaveFacts =
        ["passed", "failed", "titleWhenFailed", "why"].includes(place) || place.startsWith("reasons.");
      return facts
        .filter((fact) => !mayHaveFacts || !new RegExp(`(?<!\\{)\\b${fact}\\b`).test(judging))
        .map((fact) => `${place}: ${fact}`);
    });
    expect(unknown).toEqual([]);
  });

  test("have a sentence for each reason that the judge gives", () => {
    const given = [...source.matchAll(/\bnot(?:Established|Applicable)\(\s*"([^"]+)"/g)].map(([, reason]) => reason);
    expect(given.filter((reason) => reason !== undefined && check.words.reasons?.[reason] === undefined)).toEqual([]);
  });

  test("hold no jargon", () => {
    const found = texts
      .filter(({ place }) => !isAnswer(place))
      .flatMap(({ place, text }) => jargonIn(text).map((word) => `${place}: ${word}`));
    expect([...new Set(found)]).toEqual([]);
  });

  test(`can be read at grade ${hardestGrade}, in sentences of at most ${longestSentence} words`, () => {
    const whole = texts.map(({ text }) => (/[.?!”]$/.test(text) ? text : `${text}.`)).join(" ");
    expect(readingGradeOf(whole)).toBeLessThanOrEqual(hardestGrade);
    const long = texts.flatMap(({ text }) => sentencesOf(text)).filter((one) => wordsOf(one).length > longestSentence);
    expect(long).toEqual([]);
  });
});

describe("the measure itself", () => {
  test("counts syllables as they are spoken", () => {
    const spoken = {
      cat: 1,
      password: 2,
      made: 1,
      account: 2,
      database: 3,
      customer: 3,
      refused: 2,
      "doesn’t": 1,
      people: 2,
    };
    expect(Object.fromEntries(Object.keys(spoken).map((word) => [word, syllablesIn(word)]))).toEqual(spoken);
  });

  test("tells easy from hard", () => {
    expect(readingGradeOf("The cat sat on the mat. It was glad to be home.")).toBeLessThan(2);
    expect(
      readingGradeOf(
        "Concurrent invocations necessitate transactional isolation guarantees, notwithstanding optimistic reconciliation.",
      ),
    ).toBeGreaterThan(hardestGrade + 6);
  });

  test("finds jargon, and lets everyday words be", () => {
    expect(jargonIn("The token in the JSON payload was hashed, a race condition, then POST failed.")).toEqual([
      "token",
      "JSON",
      "payload",
      "hashed",
      "race condition",
      "POST",
    ]);
    expect(jargonIn("Put the rest in the post and get a log-in, shared, for the server.")).toEqual([]);
  });

  test("sees every branch of a message", () => {
    const { facts, texts } = textsOf(
      "{n, plural, one {One} other {# of them}} {how, select, a {x} b {y} other {z {deep}}}.",
    );
    expect(facts).toEqual(["n", "how", "deep"]);
    expect(texts).toEqual(["One x.", "7 of them y.", "One z 7."]);
  });

  test("refuses what is no message", () => {
    expect(() => textsOf("{tried people")).toThrow();
  });
});
