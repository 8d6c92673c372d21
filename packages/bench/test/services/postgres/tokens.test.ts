import fc from "fast-check";
import { expect, test } from "vitest";
import { isInsideLiterals } from "../../../src/services/literals.ts";
import { literalsOf } from "../../../src/services/postgres/tokens.ts";

const contents = (statement: string): string[] =>
  literalsOf(statement).map(({ start, end }) => statement.slice(start, end));

test.each([
  ["select 'a'", ["a"]],
  ["select 'it''s', 'b'", ["it''s", "b"]],
  [String.raw`select 'a\', 'b'`, ["a\\", "b"]],
  [String.raw`select E'a\', \\', e'b'`, [String.raw`a\', \\`, "b"]],
  ["select $$a'b$$, $tag$c$$d$tag$", ["a'b", "c$$d"]],
  ["select foo$bar$ from x where y = '$bar$'", ["$bar$"]],
  ["select $1, '$1' from t where a = $2", ["$1"]],
  [`select "it's" from "a""b'" where x = 'y'`, ["y"]],
  ["select 1 -- it's\n, 'a'", ["a"]],
  ["select 1+-- it's\r, 'a'", ["a"]],
  ["select /* it's /* nested ' */ still ' */ 'a'", ["a"]],
  ["select '/* no */ -- no'", ["/* no */ -- no"]],
  ["select N'a', B'01', X'ff', U&'\\0061'", ["a", "01", "ff", "\\0061"]],
  ['select U&"d\'a" from t', []],
  ["select valuee'x'", ["x"]],
  ["select 'open", []],
  ["select 'ab''", []],
  ["select $a$open", []],
  ["select 'é', é$x$ 'b'", ["é", "b"]],
])("the literals of %s", (statement, expected) => {
  expect(contents(statement)).toEqual(expected);
});

const needle = "x' OR '1'='1";

test.each([
  [true, "select * from users where email = $1"],
  [true, "select * from users where email = 'x'' OR ''1''=''1'"],
  [true, `select $q$${needle}$q$`],
  [false, `select * from users where email = '${needle}'`],
  [false, `select 1 -- ${needle}`],
  [false, `select 1 /* ${needle} */`],
  [false, `select $q$${needle}$q$ where a = '${needle}'`],
  [false, `select "${needle}"`],
])("%s: an injected text is inside literals in %s", (inside, statement) => {
  expect(isInsideLiterals(statement, needle)).toBe(inside);
});

test("a needle where no quote is, is outside", () => {
  expect(isInsideLiterals("select * from users where id = 1 or 1=1", "1 or 1=1")).toBe(false);
  expect(isInsideLiterals("select 'or' or true", "or")).toBe(false);
  expect(isInsideLiterals("select 'o", "o")).toBe(false);
});

const quotes = fc.string({
  unit: fc.constantFrom("'", '"', "\\", "$", "-", "/", "*", "a", "é", "\n", " ", "E", "1"),
  maxLength: 12,
});
const literal = fc.oneof(
  quotes.map((text) => `'${text.replaceAll("'", "''")}'`),
  quotes.map((text) => `E'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`),
  quotes.filter((text) => !text.includes("$")).map((text) => `$t$${text}$t$`),
);
const other = fc.oneof(
  quotes.map((text) => `"${text.replaceAll('"', '""')}"`),
  quotes.map((text) => `--${text.replaceAll("\n", "")}\n`),
  quotes.filter((text) => !/[/*]/.test(text)).map((text) => `/*${text}*/`),
  fc.constantFrom("select", "$1", "1.5", "=", "(", ",", "e", "a$b$"),
);

test("however tokens follow each other, the literals are those that were put in", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(literal, other), { maxLength: 12 }), (tokens) => {
      const expected = tokens.filter((token) => /^(?:'|E'|\$t)/.test(token));
      const found = literalsOf(tokens.join(" ")).map(({ start, end }) => tokens.join(" ").slice(start, end));
      expect(found).toEqual(expected.map((token) => token.replace(/^(?:E?'|\$t\$)/, "").replace(/(?:'|\$t\$)$/, "")));
    }),
    { numRuns: 500 },
  );
});

test("a text that is quoted as it should be is inside, and one put in raw with a quote is outside", () => {
  fc.assert(
    fc.property(quotes, quotes, (text, other) => {
      expect(isInsideLiterals(`select 'aq${text.replaceAll("'", "''")}qb'`, `q${text}q`)).toBe(true);
      // A doubled quote would be a quote that was escaped.
      const raw = `q'${other.replaceAll("'", "")}q`;
      expect(isInsideLiterals(`select 'a${raw}b'`, raw)).toBe(false);
    }),
  );
});

test("a statement of a megabyte takes no time", () => {
  const statement = `select '${"a''b".repeat(300_000)}', E'${"\\'".repeat(300_000)}', "${'""'.repeat(300_000)}"`;
  expect(literalsOf(statement)).toHaveLength(2);
});
