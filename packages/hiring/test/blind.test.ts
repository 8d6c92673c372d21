import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { folded, Signs } from "../src/blind/letters.ts";
import { nameMask, NamesHidden, signaturesIn, tidy, type HiddenPerson } from "../src/index.ts";

const mask = (name: string, { email = "", aliases = [] as readonly string[] } = {}) =>
  nameMask({ codeName: "Alder", name, email, aliases });

describe("a whole name is hidden wherever it stands", () => {
  test.each([
    ["Ask Jonas Weber first.", "Ask Alder first."],
    ["Weber, Jonas", "Alder"],
    ["from-jonasweber.zip", "from-Alder.zip"],
    ["jonas.weber@mail.example.com wrote", "Alder wrote"],
    ["JONAS_WEBER", "Alder"],
    ["new JonasWeberShop()", "new AlderShop()"],
    ["jonas%20weber and jonas+weber", "Alder and Alder"],
  ])("%s", (text, shown) => {
    expect(mask("Jonas Weber", { email: "jonas.weber@mail.example.com" }).anywhere(text)).toBe(shown);
  });

  test.each([
    ["Jürgen Müller", "Juergen Mueller, Jurgen Muller, JÜRGEN MÜLLER", "Alder, Alder, Alder"],
    ["Jürgen Müller", String.raw`{"by":"J\u00fcrgen M\u00fcller"}`, `{"by":"Alder"}`],
    ["Joerg Strasser", "Jörg Straßer", "Alder"],
    ["Søren Ærø", "Soren Aero · Soeren AEroe", "Alder · Alder"],
    ["Łukasz Dąbrowski", "lukasz.dabrowski", "Alder"],
    ["Anne-Marie O’Brien", "annemarie obrien, Anne Marie O'Brien", "Alder, Alder"],
    ["Maria de la Cruz", "Maria Cruz, maria-de-la-cruz", "Alder, Alder"],
    ["Li Wei", "li.wei, liwei, Wei Li, aliweird", "Alder, Alder, Alder, aliweird"],
    ["王小明", "我是王小明。", "我是Alder。"],
    ["Иван Петров", "Автор: Петров Иван", "Автор: Alder"],
  ])("%s in “%s”", (name, text, shown) => {
    expect(mask(name).anywhere(text)).toBe(shown);
  });

  test("and a part of it is left alone where it may be somebody else's", () => {
    expect(mask("Jonas Weber").anywhere("Jonas said so; weber too; the jonas-app")).toBe(
      "Jonas said so; weber too; the jonas-app",
    );
  });
});

describe("in what belongs to somebody, each part of the name is hidden too", () => {
  test.each([
    ["Hi Jonas, thanks", "Hi Alder, thanks"],
    ["/home/jonas/shop/weber.js", "/home/Alder/shop/Alder.js"],
    ["jonasApp · byJonas · JONAS_HOME · jonas1", "AlderApp · byAlder · Alder_HOME · Alder1"],
    ["jweber, J. Weber, weberj, jonas.w", "Alder, Alder, Alder, Alder"],
    ["jonastown and webern stay", "jonastown and webern stay"],
  ])("%s", (text, shown) => {
    expect(mask("Jonas Weber").within(text)).toBe(shown);
  });

  test("a name that is a word too is hidden where it is written as a name", () => {
    expect(mask("Max Will").within("max-age: Will will see Max")).toBe("max-age: Alder will see Alder");
  });

  test("and so is what the work calls its author", () => {
    const aliases = ["Jonny W.", "jw1984@mail.example.com", "dragonsmith"];
    expect(mask("Jonas Weber", { aliases }).within("Jonny · jw1984 · @dragonsmith · Jonny W")).toBe(
      "Alder · Alder · @Alder · Alder",
    );
  });

  test("but no ordinary word that somebody signs with", () => {
    const aliases = ["password", "database", "error"];
    expect(mask("Jonas Weber", { aliases }).within("the password is in the database")).toBe(
      "the password is in the database",
    );
  });
});

test("a quick look never says wrongly that there is nothing", () => {
  const { signs } = mask("Jürgen Weiß", { email: "jw@mail.example.com" });
  const found = (text: string) => signs.some((sign) => text.includes(sign));
  for (const text of ["juergen", "jurgen", "weiss", "jw@mail.example.com"]) expect(found(text), text).toBe(true);
  expect(found("nothing of theirs")).toBe(false);
});

test("signs are found in one pass as if each had been sought by itself", () => {
  const some = fc.string({ unit: fc.constantFrom("a", "b", "é", "A"), maxLength: 12 });
  const sign = fc.string({ unit: fc.constantFrom("a", "b", "e"), minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(fc.array(sign, { maxLength: 3 }), { maxLength: 6 }), some, (people, text) => {
      const sought = people.filter((signs) => signs.length === 0 || signs.some((one) => folded(text).includes(one)));
      expect(new Signs(people, (signs) => signs).in(text)).toEqual(sought);
    }),
  );
});

const [application, candidate, evaluation] = [1, 2, 3].map(
  (at) => `${String(at).repeat(8)}-0000-4000-8000-000000000000`,
);
const person = (name: string, ids: readonly (string | undefined)[], codeName: string): HiddenPerson => ({
  mask: nameMask({ codeName, name, email: "jonas@mail.example.com", aliases: [] }),
  ...{ codeName, isNamesake: false, ids: ids.filter((id) => id !== undefined), workIds: [evaluation ?? ""] },
});
const jonas = person("Jonas Weber", [application, candidate], "Alder");
const hide = (value: unknown, names = new NamesHidden([jonas])) => names.inValue(value, JSON.stringify(value));

describe("in an answer", () => {
  test("a card says nothing of who somebody is", () => {
    const card = { id: application, name: "Jonas Weber", email: "jonas@mail.example.com", source: "Upwork" };
    const facts = { rate: { amount: 90 }, stars: { value: 4.9 }, name_hidden: false };
    const contract = { contract_started_at: "2026-11-01T09:00:00.000Z" };
    expect(hide({ cards: [{ ...card, ...facts, ...contract, stage: "report" }] })).toEqual({
      cards: [
        {
          id: application,
          name: "Alder",
          email: "",
          source: "",
          rate: null,
          stars: null,
          contract_started_at: null,
          name_hidden: true,
          stage: "report",
        },
      ],
    });
  });

  test("a first name is hidden in what bears an id of theirs, and left elsewhere", () => {
    const asked = { application, text: "Jonas here", role: "Backend" };
    expect(hide([asked, { application: "another", text: "Jonas is not me" }])).toEqual([
      { application, text: "Alder here", role: "Backend" },
      { application: "another", text: "Jonas is not me" },
    ]);
  });

  test("what a test measured keeps its rates", () => {
    const result = { pressure: { rate: 40 }, checks: [{ id: "log-out", said: "Hello Jonas" }] };
    expect(hide({ application, result })).toEqual({
      application,
      result: { pressure: { rate: 40 }, checks: [{ id: "log-out", said: "Hello Alder" }] },
    });
  });

  test("words of ours and names of colleagues stay as they are", () => {
    const ruby = person("Ruby Weber", [application], "Alder");
    const names = new NamesHidden([ruby], { vocabulary: new Set(["ruby"]), others: new Set(["Ruby Marlow"]) });
    expect(hide({ application, language: "ruby", rated_by: ["Ruby Marlow"], text: "Ruby asks" }, names)).toEqual({
      application,
      ...{ language: "ruby", rated_by: ["Ruby Marlow"], text: "Alder asks" },
    });
  });

  test("a key that holds a name is hidden with it", () => {
    expect(hide({ application, files: { "jonasweber/index.js": 3 } })).toEqual({
      application,
      files: { "Alder/index.js": 3 },
    });
  });

  test("moments stay moments", () => {
    const at = new Date();
    expect(hide({ application, at, name: "Jonas Weber" })).toEqual({ application, at, name: "Alder" });
  });

  test("a page keeps its markup", () => {
    const max = person("Max Will", [application], "Alder");
    const page = "<style>p{max-width:1px}</style><p class=will>Max Will said</p>";
    expect(new NamesHidden([max], { about: [max] }).inPage(page)).toBe(
      "<style>p{max-width:1px}</style><p class=will>Alder said</p>",
    );
  });

  test("half a megabyte is read to its end", () => {
    const result = {
      application,
      lines: Array.from({ length: 5_000 }, (_, at) => `GET /things/${String(at)} `.repeat(6)),
    };
    const text = JSON.stringify({ ...result, last: "by Jonas" });
    expect(JSON.stringify(hide(JSON.parse(text)))).toContain("by Alder");
  });
});

describe("a piece of work is signed by", () => {
  test.each([
    [
      "package.json",
      `{"name":"@jonasweber/shop","author":"Jonas Weber <jonas@mail.example.com> (https://weber.example.com)"}`,
      ["Jonas Weber", "jonas@mail.example.com", "jonasweber"],
    ],
    [
      "package.json",
      `{"repository":{"url":"git+https://github.com/jweber84/shop.git"},"contributors":[{"name":"Jonny W"}]}`,
      ["Jonny W", "jweber84"],
    ],
    [
      "pyproject.toml",
      `[project]\nname = "shop"\nauthors = [{ name = "Jonas Weber", email = "jonas@mail.example.com" }]`,
      ["Jonas Weber", "jonas@mail.example.com"],
    ],
    ["pom.xml", `<developers><developer>\n<name>Jonas Weber</name></developer></developers>`, ["Jonas Weber"]],
    ["LICENSE", "MIT License\n\nCopyright (c) 2026 Jonas Weber\n\nPermission is hereby granted", ["Jonas Weber"]],
    [
      "README.md",
      "# Shop\n\nAuthor: Jonas Weber\n\nBuilt by @jweber84. See https://github.com/expressjs/express",
      ["Jonas Weber", "@jweber84"],
    ],
  ])("%s: %s", (file, text, names) => {
    expect(signaturesIn(file, text)).toEqual(names);
  });

  test("nobody who stands in every repository", () => {
    expect(tidy(["root", "Assay", "assay@localhost", "GitHub", "Your Name", "noreply@github.com", "dev"])).toEqual([
      "Your Name",
      "noreply@github.com",
    ]);
  });
});
