import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { commandsOf } from "../src/reading/commands.ts";
import { anExchange } from "./builders.ts";

/** What a shell makes of a command, word by word, with `printf` in place of curl. */
function wordsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }; URL=http://127.0.0.1:1; ${command}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

const request = {
  method: "POST",
  path: "/login?next=$(id)&x='y'",
  headers: [
    ["Host", "shop.example"],
    ["Content-Type", "application/json"],
    ["Authorization", `Bearer '; touch /tmp/assay-was-here; echo "$HOME" \`id\` #`],
    ["X-Empty", ""],
  ],
  body: `{"name":"Zoë O'Neil \\n $PATH"}`,
  bodyBytes: 34,
} as const;

function exchangeOf(changes: { readonly path?: string; readonly bodyBytes?: number } = {}) {
  const whole = { ...request, ...changes };
  const bodyBytes = changes.bodyBytes ?? new TextEncoder().encode(whole.body).length;
  return anExchange({ request: { ...whole, bodyBytes } });
}

test("a request becomes a command that sends it to the letter, whatever the submission put into its key", () => {
  const [command = ""] = commandsOf([exchangeOf()]);
  expect(wordsOf(command)).toEqual([
    "-isSg",
    "--path-as-is",
    "-X",
    "POST",
    "http://127.0.0.1:1/login?next=$(id)&x='y'",
    "-H",
    "Host: shop.example",
    "-H",
    "Content-Type: application/json",
    "-H",
    request.headers[2].join(": "),
    "-H",
    "X-Empty;",
    "--data-raw",
    request.body,
  ]);
});

test("what was cut, or holds what nobody can see, becomes none", () => {
  expect(commandsOf([exchangeOf({ bodyBytes: 5_000_000 })])).toEqual([]);
  expect(commandsOf([exchangeOf({ path: "/login\u202e" })])).toEqual([]);
});
