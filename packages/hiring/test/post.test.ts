import { assert, constantFrom, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import {
  biasedWords,
  biasIn,
  biasSources,
  contactsIn,
  contractPlaceOf,
  jobPostOf,
  payGapOf,
  placeRules,
  placeSources,
  unfilledIn,
  postPlaces,
  withInstead,
  type PostFacts,
  type PostPlace,
} from "../src/index.ts";
import { IntlMessageFormat } from "intl-messageformat";
import { enPeopleHalf } from "../src/words/en.ts";

const texts: Readonly<Record<string, string>> = enPeopleHalf;

const facts: PostFacts = {
  title: "Developer for our online shop",
  about: "We sell tea. First to be built: a log-in.",
  needs: { "log-ins": "customers", payments: "own", ready: "quarter" },
  company: "Marlow & Fern",
  hours: "two to three hours",
  ...{ test_paid: "yes", pays: "€150", ai_policy: "welcome", decider: "Ruth Marlow", days: 7, keep_months: 6 },
  ...{ pay_range: "€60,000 to €75,000 a year", work_place: "Leeds, or from anywhere" },
};

/** The whole post as it is read. */
function said(place: PostPlace, given: PostFacts): string {
  return jobPostOf(place, given)
    .fields.flatMap(({ paragraphs }) => paragraphs.flat())
    .map((part) => {
      if ("text" in part) return part.text;
      return String(new IntlMessageFormat(texts[part.key] ?? "", "en-GB").format({ ...part.facts }));
    })
    .join("\n");
}

describe("a post", () => {
  test.each(postPlaces)("for %s says how long the test takes, what it pays, and what is to be built", (place) => {
    const text = said(place, facts);
    for (const told of ["two to three hours", "€150", "We sell tea.", "whatever comes of it"]) {
      expect(text).toContain(told);
    }
    expect(jobPostOf(place, facts).missing).toEqual([]);
  });

  test.each(postPlaces)(
    "for %s has no word of ours that is on the list, and names no way to reach anybody",
    (place) => {
      const text = said(place, facts);
      expect(biasIn(text).map((mark) => mark.text)).toEqual([]);
      expect(contactsIn(text)).toEqual([]);
    },
  );

  test("has the boxes that each place asks for", () => {
    const boxes = (place: PostPlace) => jobPostOf(place, facts).fields.map(({ id }) => id);
    expect(boxes("upwork")).toEqual(["title", "text", "skills", "budget"]);
    expect(boxes("fiverr")).toEqual(["text", "budget"]);
    expect(boxes("job-board")).toEqual(["title", "place", "pay", "text"]);
    expect(boxes("company-page")).toEqual(["title", "text"]);
  });

  test("tells nothing of the task itself where a contract comes first", () => {
    for (const place of ["upwork", "fiverr"] as const) {
      expect(said(place, facts)).toMatch(/when the (contract|order) has started/);
      expect(said(place, facts)).not.toContain("One small task shows us");
    }
  });

  test("names the company, and leaves for its writer how and until when to apply", () => {
    for (const place of ["job-board", "company-page"] as const) {
      expect(said(place, facts), place).toContain(facts.company);
      expect(unfilledIn(said(place, facts)).length, place).toBe(2);
      expect(said(place, facts), place).toContain("as we estimate");
    }
    expect(unfilledIn(said("upwork", facts))).toEqual([]);
  });

  test("says plainly that a test is not paid, where that is so", () => {
    const unpaid: PostFacts = { ...facts, test_paid: "no", pays: "" };
    expect(said("job-board", unpaid)).toContain("It is not paid.");
    expect(said("job-board", unpaid)).not.toContain("whatever comes of it");
  });

  test("lacks what nobody has said yet, and on Upwork and Fiverr also a price", () => {
    const bare: PostFacts = { ...facts, about: " ", hours: "", test_paid: null, pays: "" };
    for (const place of postPlaces) expect(jobPostOf(place, bare).missing).toEqual(["about", "paid", "hours"]);
    const missing = (place: PostPlace) => jobPostOf(place, { ...facts, test_paid: "no", pays: "" }).missing;
    expect(postPlaces.map(missing)).toEqual([["must-be-paid"], ["must-be-paid"], [], []]);
    expect(jobPostOf("job-board", { ...facts, pays: "" }).missing).toEqual(["how-much"]);
  });
});

test.each([
  [null, "", false, "paid"],
  [null, "€150", true, "paid"],
  ["yes", " ", false, "how-much"],
  ["yes", "€150", true, undefined],
  ["no", "", false, undefined],
  ["no", "", true, "must-be-paid"],
] as const)("a test of which %s was said, at %j, contract first: %s, is still open on %s", (paid, pays, first, gap) => {
  expect(payGapOf({ test_paid: paid, pays }, first)).toBe(gap);
});

test.each([
  ["Upwork", "upwork"],
  ["UPWORK", "upwork"],
  ["up-work.com", "upwork"],
  [" via Up work ", "upwork"],
  ["Fiverr Pro", "fiverr"],
  ["fiver", "fiverr"],
  ["LinkedIn", undefined],
  ["", undefined],
  ["Somebody told me", undefined],
] as const)("somebody found at %j comes from %s", (source, place) => {
  expect(contractPlaceOf(source)).toBe(place);
});

describe("the list of words", () => {
  test("finds each of its kinds, and leaves what only looks like it", () => {
    const marked = (text: string) => biasIn(text).map((mark) => mark.text);
    expect(marked("A young ninja, a native English speaker, with 5+ years of experience.")).toEqual([
      ...["young", "ninja", "native English speaker", "5+ years of experience"],
    ]);
    expect(marked("He fights. She is driven and competitive.")).toEqual([
      "He",
      "fights",
      "She",
      "driven",
      "competitive",
    ]);
    // A way to build, a town, a name: none of them is about a person.
    expect(marked("Test-driven work in Youngstown on the heap, the shell and the database.")).toEqual([]);
  });

  test("says of each entry why, from where, and when that was looked at; and none of what it offers is on it", () => {
    for (const { find, instead, why, source } of biasedWords) {
      expect(texts[`post.bias.${why}`], find).toBeTypeOf("string");
      expect(biasSources[source].title.length).toBeGreaterThan(20);
      expect(biasSources[source].checked).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(biasIn(instead), instead).toEqual([]);
    }
  });

  test("once each mark is said in another way, none is left, and nothing else changed", () => {
    const begin = "We want a young rockstar, able-bodied. Ninjas welcome.";
    let text = begin;
    for (let mark = biasIn(text)[0]; mark !== undefined; mark = biasIn(text)[0]) text = withInstead(text, mark);
    expect(text).toBe("We want a developer. Developer welcome.");
  });

  test("says where a mark is, whatever stands around it", () => {
    assert(
      property(string(), constantFrom("ninja", "Rockstar", "digital natives"), string(), (before, word, after) => {
        const text = `${before} ${word} ${after}`;
        const marks = biasIn(text);
        for (const mark of marks) expect(text.slice(mark.at, mark.at + mark.text.length)).toBe(mark.text);
        expect(marks.some((mark) => mark.text === word)).toBe(true);
      }),
    );
  });
});

test.each([
  ["Write to ruth@marlow.example.com or call +44 20 7946 0000.", ["ruth@marlow.example.com", "+44 20 7946 0000"]],
  ["See https://shop.example/jobs and www.shop.example.", ["https://shop.example/jobs", "www.shop.example"]],
  ["We are on marlowfern.com; WhatsApp me.", ["marlowfern.com", "WhatsApp"]],
  ["It pays €150 for 2 to 3 hours, until 2026. Built with Node.js, ASP.NET and socket.io. 10,000 visits.", []],
])("ways to be reached in %j are %j", (text, found) => {
  expect(contactsIn(text).map((contact) => contact.text)).toEqual(found);
});

test("each rule of a place is said in words, and each source has its day", () => {
  for (const place of postPlaces) {
    expect(placeRules[place].length).toBeGreaterThan(1);
    for (const { id, sources } of placeRules[place]) {
      expect(texts[`post.rule.${id}`], id).toBeTypeOf("string");
      for (const source of sources) {
        const { url, checked, seen } = placeSources[source];
        expect(url).toMatch(/^https:\/\//);
        expect(checked).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        expect(texts[`post.seen.${seen}`]).toBeTypeOf("string");
      }
    }
  }
});
