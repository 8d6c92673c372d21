import { describe, expect, test } from "vitest";
import { changePrompts, pointedAt, pointedAtChanges, type CodeFile } from "../src/index.ts";
import { enPeopleHalf } from "../src/words/en.ts";

const lines = (...text: readonly string[]) => text.join("\n");
const store: CodeFile = {
  path: "src/store.js",
  text: lines(
    'import { hash } from "bcrypt";',
    "",
    "// bcrypt is slow on purpose",
    "export async function signUp(email, password) {",
    "  const hashed = await bcrypt.hash(password, 12);",
    '  await db.query("INSERT INTO users VALUES ($1, $2)", [email, hashed]);',
    "}",
  ),
};
const prompts = [
  { id: "storage", places: [/bcrypt\.hash/, /bcrypt/] },
  { id: "email", places: [/23505/, /UNIQUE/i] },
];
const placeIn = (...files: readonly CodeFile[]) => pointedAt(prompts, files)[0]?.place;

describe("a prompt", () => {
  test("points at the line with the surest sign, with lines around it and their numbers", () => {
    expect(placeIn(store)).toEqual({ path: "src/store.js", line: 5, from: 1, lines: store.text.split("\n") });
  });

  test("has no place where nothing is found, and is there all the same, in the same order", () => {
    expect(pointedAt(prompts, [store]).map(({ id, place }) => [id, place?.line])).toEqual([
      ["storage", 5],
      ["email", undefined],
    ]);
    expect(pointedAt(prompts, []).map(({ id }) => id)).toEqual(["storage", "email"]);
  });

  test("points at what does something: neither at an import nor at a comment", () => {
    const only = { path: "a.js", text: lines('import bcrypt from "bcrypt";', "# bcrypt", "let x = bcrypt;") };
    expect(placeIn(only)?.line).toBe(3);
    expect(placeIn({ path: "a.py", text: lines("from bcrypt import hashpw", '"""bcrypt"""') })).toBeUndefined();
  });

  test("points at the service before its tests", () => {
    const test = { path: "a/test_store.py", text: "bcrypt.hash(x)" };
    expect(placeIn(test, store)?.path).toBe("src/store.js");
    expect(placeIn(test)?.path).toBe("a/test_store.py");
  });

  test("points at a weaker sign in the service before a surer one in its tests", () => {
    const service = { path: "src/store.js", text: "import bcrypt;\nlet x = bcrypt;" };
    expect(placeIn({ path: "a/test_store.py", text: "bcrypt.hash(x)" }, service)?.path).toBe("src/store.js");
  });

  test("points at a line that says too little only where what is around it tells, and what would be wrong is not", () => {
    const sign = { line: /insert/, near: /user/, apart: /reset/, within: 1 };
    const pointed = (path: string, ...text: readonly string[]) =>
      pointedAt([{ id: "it", places: [sign] }], [{ path, text: lines(...text) }])[0]?.place?.line;
    expect(pointed("a.js", "insert()", "", "", "insert()", "user")).toBe(4);
    expect(pointed("users.js", "insert()")).toBe(1);
    expect(pointed("users.js", "reset", "insert()", "", "insert()")).toBe(4);
    expect(pointed("a.js", "user", "", "insert()")).toBeUndefined();
  });

  test.each([
    "node_modules/x/index.js",
    "vendor/lib/a.php",
    "app/dist/main.js",
    "web/jquery.min.js",
    "package-lock.json",
    "README.md",
    "types.d.ts",
  ])("never points at %s", (path) => {
    expect(placeIn({ path, text: "bcrypt.hash(x)" })).toBeUndefined();
  });

  test("never points at what no person wrote by hand", () => {
    expect(placeIn({ path: "a.js", text: `bcrypt.hash(${"x;".repeat(1_000)})` })).toBeUndefined();
  });

  test("shows twelve lines at most, and long ones cut", () => {
    const many = Array.from({ length: 40 }, (_, at) => (at === 19 ? `bcrypt.hash(${"x".repeat(300)})` : `line${at}`));
    const place = placeIn({ path: "a.js", text: many.join("\r\n") });
    expect(place).toMatchObject({ line: 20, from: 17 });
    expect(place?.lines.length).toBe(12);
    expect(place?.lines[3]?.length).toBe(160);
    expect(place?.lines[0]).toBe("line16");
  });

  test("shows the end of a file whole", () => {
    const text = lines(...Array.from({ length: 20 }, (_, at) => (at === 19 ? "bcrypt.hash(x)" : `line${at}`)));
    expect(placeIn({ path: "a.js", text })).toMatchObject({ line: 20, from: 9 });
  });
});

describe("what was changed", () => {
  const added = (file: CodeFile, ...text: readonly string[]) => ({ ...file, text: lines(file.text, ...text) });

  test("is asked about where most was added, and once a file while there are others", () => {
    const small = { path: "src/app.js", text: "start();" };
    const before = [store, small];
    const after = [
      added(
        store,
        "function list() {",
        "  return 1;",
        "}",
        "  const hashed = await bcrypt.hash(password, 12);",
        "other();",
      ),
      added(small, "routes(list);"),
    ];
    expect(pointedAtChanges(before, after).map(({ id, place }) => [id, place?.path, place?.line])).toEqual([
      ["change-why", "src/store.js", 8],
      ["change-what-else", "src/app.js", 2],
    ]);
  });

  test("is not what was only moved, nor what only tests", () => {
    const moved = { ...store, text: store.text.split("\n").toReversed().join("\n") };
    const tests = { path: "test/store.test.js", text: "expect(1).toBe(1);" };
    expect(pointedAtChanges([store], [moved, tests]).map(({ place }) => place)).toEqual([undefined, undefined]);
  });

  test("asks the same of everybody, also where nothing was handed in", () => {
    expect(pointedAtChanges([store], undefined).map(({ id }) => id)).toEqual([...changePrompts]);
    expect(pointedAtChanges([store], [store]).map(({ id }) => id)).toEqual([...changePrompts]);
  });

  test("has its words", () => {
    for (const id of changePrompts) {
      for (const part of ["ask", "good", "weak"] as const)
        expect(enPeopleHalf[`walk.${id}.${part}`]).toBeTypeOf("string");
    }
  });
});

test("a large work is looked through in a moment", () => {
  const text = lines(...Array.from({ length: 5_000 }, (_, at) => `const value${String(at)} = work(${String(at)});`));
  const files = Array.from({ length: 10 }, (_, at) => ({ path: `src/file${String(at)}.js`, text }));
  const began = performance.now();
  pointedAt(prompts, files);
  pointedAtChanges([], files);
  expect(performance.now() - began).toBeLessThan(3_000);
});
