import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AssayError } from "../../src/errors/assay-error.ts";
import { readBinding, readBindingFile } from "../../src/operations/binding-file.ts";
import { challenge } from "./bound.ts";

const core = `
  signUp: { request: POST /signup, success: 201 }
  logIn: { request: POST /login, success: 200 }`;

function problemOf(yaml: string): AssayError {
  try {
    readBinding(yaml, "binding.yaml", challenge);
  } catch (error) {
    return AssayError.from(error);
  }
  throw new Error("it was read");
}

it.each(["operations:", "{}", "operations:\n  signUp: { request: POST /signup, success: 201 }"])(
  "one that lacks what is needed says so, and does not send to where it may come from: %s",
  (yaml) => {
    const problem = problemOf(yaml);
    expect(problem).toMatchObject({ code: "binding-lacks", exitCode: 8 });
    expect(problem.message).toMatch(/which request does (signUp and )?logIn/);
    expect(problem.whatToDo).not.toContain("bind PATH");
  },
);

describe("a broken binding says where, what, and what to do", () => {
  it.each([
    ["no YAML", "operations: [", /at line 1/],
    ["a key that nobody knows", `operations:${core}\nopertions: {}`, /opertions/],
    [
      "an operation that nobody knows",
      `operations:${core}\n  signIn: { request: POST /x, success: 200 }`,
      /no operation `signIn`; did you mean `signUp`/,
    ],
    ["an operation in other letters", "operations:\n  signup: { request: POST /x }", /did you mean `signUp`/],
    ["an operation like no other", `operations:${core}\n  chess: {}`, /no operation `chess`; there is signUp/],
    [
      "a request without a method",
      "operations:\n  signUp: { request: /signup, success: 201 }",
      /operations\.signUp\.request.*POST \/path/,
    ],
    ["two bodies", `operations:${core.replace("/signup,", "/signup, json: {}, form: {},")}`, /json and form/],
    ["no success", "operations:\n  signUp: { request: POST /signup }", /operations\.signUp\.success/],
    ["a status that is none", `operations:${core.replace("201", "20")}`, /operations\.signUp\.success/],
    [
      "a pattern that is none",
      `operations:${core.replace("201", "{ status: 200, body: '(' }")}`,
      /operations\.signUp\.success/,
    ],
    [
      "an expression that finds nothing",
      `operations:${core.replace("200 }", "200, grants: $response.token }")}`,
      /operations\.logIn\.grants/,
    ],
    [
      "an expression that cannot be sent",
      `operations:${core.replace("/login,", "/login, json: { a: $response.body },")}`,
      /operations\.logIn\.json/,
    ],
    [
      "a file outside of the project",
      `setup: { files: { ../../etc/cron.d/x: evil } }\noperations:${core}`,
      /setup\.files.*lies outside/,
    ],
    ["a file at the root", `setup: { files: { /etc/passwd: evil } }\noperations:${core}`, /setup\.files.*lies outside/],
    [
      "a file that leaves by a detour",
      `setup: { files: { a/../../x: evil } }\noperations:${core}`,
      /setup\.files.*lies outside/,
    ],
  ])("%s", (_what, yaml, told) => {
    const problem = problemOf(yaml);
    expect(problem.code).toBe("binding-broken");
    expect(problem.message).toMatch(told);
    expect(problem.whatToDo).toContain("docs/bindings.md");
  });
});

it("what is sound is read, and its digest is of its text", () => {
  const text = `people: both\nsetup: { environment: { DB_PORT: 5 }, before-start: [npm run migrate] }\noperations:${core}`;
  const { backend, settings, digest } = readBinding(text, "binding.yaml", challenge);
  expect(Object.keys(backend.operations)).toEqual(["signUp", "logIn"]);
  expect(backend.beforeStart).toEqual([["npm", "run", "migrate"]]);
  expect(settings.environment).toEqual({ DB_PORT: "5" });
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
});

describe("a binding on the disk", () => {
  let folder = "";
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "binding-"))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("is read from its path, and known by its name", async () => {
    await writeFile(join(folder, "shop.yaml"), `operations:${core}`);
    expect((await readBindingFile(join(folder, "shop.yaml"), challenge)).name).toBe("shop.yaml");
  });

  it("that is not there is told so", async () => {
    await expect(readBindingFile(join(folder, "none.yaml"), challenge)).rejects.toMatchObject({
      code: "binding-unreadable",
    });
  });
});
