import { describe, expect, test } from "vitest";
import { PrintedPasswords } from "../../src/cell/printed-passwords.ts";
import { createCanaries } from "../../src/edge/canaries.ts";

/** @returns what is read, and passwords that visitors use, each with a symbol in it. */
function watched(count = 3) {
  const printed = new PrintedPasswords();
  const canaries = printed.watching(createCanaries(7, "printed"));
  return { printed, passwords: Array.from({ length: count }, () => canaries.password()) };
}

describe("a password that a visitor sent is seen in a line", () => {
  test.each([
    ["as it is", (password: string) => `body=${password};`],
    ["inside of JSON", (password: string) => JSON.stringify({ email: "a@b.example", password })],
    ["in a URL's spelling", (password: string) => `POST /login?password=${encodeURIComponent(password)}`],
    [
      "in HTML's spelling",
      (password: string) => password.replaceAll(/[^a-zA-Z0-9]/g, (sign) => `&#${sign.charCodeAt(0)};`),
    ],
  ])("%s", (_, lineOf) => {
    const { printed, passwords } = watched();
    printed.during("database-outage");
    for (const password of passwords) printed.read(lineOf(password));
    expect(printed.found()).toEqual(
      passwords.map((password) => ({ check: "database-outage", line: lineOf(password) })),
    );
  });

  test("among many thousands of passwords", () => {
    const { printed, passwords } = watched(20_000);
    printed.read(`a request failed ${passwords[19_999] ?? ""}`);
    expect(printed.found()).toHaveLength(1);
  });
});

test("what is masked or cut, and passwords that nobody sent, are left alone", () => {
  const { printed, passwords } = watched();
  for (const password of passwords) {
    printed.read(`password=${password.slice(0, 4)}***`);
    printed.read(`password=***${password.slice(-4)}`);
    printed.read(password.split("").reverse().join(""));
  }
  printed.read(createCanaries(8, "printed").password());
  expect(printed.found()).toEqual([]);
});

test("a flood is kept in part only", () => {
  const { printed, passwords } = watched();
  for (let line = 0; line < 10_000; line++) printed.read(`${passwords[0] ?? ""} ${"x".repeat(9_000)}`);
  expect(printed.found().length).toBeLessThanOrEqual(20);
  expect(printed.found()[0]?.line).toHaveLength(500);
});
