import fc from "fast-check";
import { expect, test } from "vitest";
import { isInsideLiterals } from "../../../src/services/literals.ts";
import { literalsOf } from "../../../src/services/mysql/tokens.ts";

const contents = (statement: string): string[] =>
  literalsOf(statement).map(({ start, end }) => statement.slice(start, end));

test.each([
  ["select 'a'", ["a"]],
  ["select 'it''s', 'b'", ["it''s", "b"]],
  [String.raw`select 'a\', ', 'b'`, [String.raw`a\', `, "b"]],
  [String.raw`select 'a\\', 'b'`, ["a\\\\", "b"]],
  [`select "it's" from t`, ["it's"]],
  [`select "a""b\\"c"`, [`a""b\\"c`]],
  ["select `it's` from `a``b'` where x = 'y'", ["y"]],
  ["select 1 -- it's\n, 'a'", ["a"]],
  ["select 1--'1', 'a'", ["1", "a"]],
  ["select 1 # it's\n, 'a'", ["a"]],
  ["select /* it's /* nested */ 'a'", ["a"]],
  ["select /*!50000 'a' */ 'b'", ["a", "b"]],
  ["select '/* no */ -- no # no'", ["/* no */ -- no # no"]],
  ["select N'a', b'01', X'ff', _utf8mb4'c', _latin1 'd'", ["a", "01", "ff", "c", "d"]],
  ["select 'open", []],
  ["select 'ab''", []],
  [String.raw`select 'ab\'`, []],
  ["select 'é', é 'b', @v := 'c'", ["é", "b", "c"]],
])("the literals of %s", (statement, expected) => {
  expect(contents(statement)).toEqual(expected);
});

const needle = "x' OR '1'='1";

test.each([
  [true, "select * from users where email = ?"],
  [true, "select * from users where email = 'x'' OR ''1''=''1'"],
  [true, `select "${needle}"`],
  [false, `select * from users where email = '${needle}'`],
  [false, `select 1 -- ${needle}`],
  [false, `select 1 /* ${needle} */`],
  [false, `select \`${needle}\``],
])("%s: an injected text is inside literals in %s", (inside, statement) => {
  expect(isInsideLiterals(statement, needle, "mysql")).toBe(inside);
});

test("quotes that were doubled but backslashes left alone let a text out, with this engine only", () => {
  const statement = String.raw`select * from users where email = 'a\'' || word -- '`;
  expect(isInsideLiterals(statement, "word", "mysql")).toBe(false);
  expect(isInsideLiterals(statement, "word", "postgres")).toBe(true);
});

const texts = fc.string({
  unit: fc.constantFrom("'", '"', "\\", "`", "-", "/", "*", "#", "a", "é", "\n", " ", "N", "1"),
  maxLength: 12,
});
const quoting = fc.constantFrom(
  (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`,
  (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`,
  (text: string) => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '""')}"`,
);

test("whatever is quoted rightly is found whole", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, quoting), { maxLength: 4 }), (pairs) => {
      const literals = pairs.map(([text, quote]) => quote(text));
      expect(contents(`select ${literals.join(", ")} /* end */`)).toEqual(
        literals.map((literal) => literal.slice(1, -1)),
      );
    }),
  );
});
