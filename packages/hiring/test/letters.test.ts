import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import {
  letterKinds,
  letterOf,
  lettersAfter,
  letterText,
  unfilledIn,
  type LetterFacts,
  type LetterFinding,
  type LetterKind,
} from "@assay/hiring";
import { enPeopleHalf } from "@assay/hiring/words";

const finding = (title: string, rest: Partial<LetterFinding> = {}): LetterFinding => ({
  ...{
    severity: "minor",
    title,
    why: `Why ${title} matters.`,
    question: `What of ${title}?`,
    good: `How to close ${title}.`,
    isDisputed: false,
  },
  ...rest,
});

const facts: LetterFacts = {
  ...{ candidate: "Noor Haddad", organization: "Marlow & Fern", role: "Backend developer", task: "Login system" },
  ...{ sender: "Ruth Marlow", by: "Thursday 3 December", hasPlan: false, hasPage: true },
  strengths: ["One email makes one account"],
  findings: [finding("Passwords can be read"), finding("A long name breaks it")],
  takenBack: [],
};

function written(kind: LetterKind, more: Partial<LetterFacts> = {}): string {
  const { parts } = letterOf(kind, { ...facts, ...more });
  return letterText(parts, ({ key, values }) =>
    String(new IntlMessageFormat(enPeopleHalf[key], "en-GB", undefined, { ignoreTag: true }).format(values)),
  );
}

describe("a letter", () => {
  test.each(letterKinds)("of the kind %s speaks of the work and never of failing", (kind) => {
    const text = written(kind, { takenBack: ["Mail is lost"], hasPlan: true });
    expect(text).toMatch(/^Hello Noor Haddad,\n\n/);
    expect(text).toMatch(/\n\nBest wishes,\nRuth Marlow\nMarlow & Fern$/);
    expect(text).not.toMatch(/\bfail|\b(he|she|his|her)\b|reject/i);
  });

  test("with findings tells strengths and gaps alike, each with a way to close it, in the order given", () => {
    const text = written("feedback");
    expect(text).toContain("- One email makes one account");
    expect(text).toContain("These 2 things did not hold up");
    expect(text).toContain("Passwords can be read. Why Passwords can be read matters.\nWhat we would ask: What of");
    expect(text.indexOf("Passwords can be read")).toBeLessThan(text.indexOf("A long name breaks it"));
  });

  test("tells five findings at most, and how many more there are", () => {
    const text = written("feedback", {
      findings: ["1st", "2nd", "3rd", "4th", "5th", "6th", "7th"].map((one) => finding(one)),
    });
    expect(text).toContain("5th. Why");
    expect(text).not.toContain("6th");
    expect(text).toContain("There are 2 smaller things more.");
  });

  test.each([
    [["minor", "minor"], "There are 2 smaller things more."],
    [["serious", "serious", "minor"], "There are 3 things more. 2 of them are serious, and the rest smaller."],
    [["blocker", "minor"], "There are 2 things more. One of them is serious, and the rest smaller."],
    [["serious"], "There is one serious thing more."],
    [["blocker", "serious"], "There are 2 serious things more."],
  ] as const)("calls none of the rest smaller than it is: %s", (rest, says) => {
    const told = ["1st", "2nd", "3rd", "4th", "5th"].map((one) => finding(one, { severity: "blocker" }));
    const disputed = finding("Mail is lost", { severity: "serious", isDisputed: true });
    const more = rest.map((severity, at) => finding(`More ${String(at)}`, { severity }));
    expect(written("feedback", { findings: [...told, disputed, ...more] })).toContain(`${says} The report has it all.`);
  });

  test("holds nothing against anybody that is disputed and not answered, and hides nothing that was taken back", () => {
    const text = written("feedback", {
      findings: [finding("Passwords can be read", { isDisputed: true })],
      takenBack: ["Mail is lost"],
    });
    expect(text).toContain("You told us that this is wrong: “Passwords can be read”.");
    expect(text).not.toContain("Why Passwords can be read matters");
    expect(text).not.toContain("did not hold up");
    expect(text).toContain("Our test was wrong about this: “Mail is lost”.");
  });

  test("names who said it where a person did, and no check", () => {
    const text = written("feedback", { findings: [finding("Passwords can be read", { saidBy: "Ada Brook" })] });
    expect(text).toContain("Ada Brook looked at this by hand.");
  });

  test("that asks for a fix names one thing and a day", () => {
    const text = written("fix");
    expect(text).toContain("What we found: Passwords can be read.");
    expect(text).not.toContain("A long name breaks it");
    expect(text).toContain("by Thursday 3 December");
    expect(written("fix", { findings: [] })).toContain("[Say what you would like to have changed");
  });

  test("leaves what only a person knows to be filled in, and says what that is", () => {
    expect(unfilledIn(written("offer"))).toEqual([
      ...["[the day you start]", "[the pay]", "[the day by which you need to know]"],
    ]);
    expect(unfilledIn("You start on 1 December. See [1] of the list.")).toEqual([]);
  });

  test("speaks of a plan only where there is one", () => {
    expect(written("offer")).not.toContain("90 days");
    expect(written("offer", { hasPlan: true })).toContain("90 days");
  });

  test("names a page only to who has one", () => {
    expect(written("feedback")).toContain("on your page");
    expect(written("fix")).toContain("on your page");
    for (const kind of letterKinds) expect(written(kind, { hasPage: false }), kind).not.toContain("page");
  });

  test("answers each decision; without findings a no is short", () => {
    expect(lettersAfter("hire", { isTested: true })).toEqual(["offer"]);
    expect(lettersAfter("no", { isTested: true })).toEqual(["feedback", "no"]);
    expect(lettersAfter("no", { isTested: false })).toEqual(["no"]);
    expect(lettersAfter("ask-for-a-fix", { isTested: true })).toEqual(["fix"]);
  });
});
