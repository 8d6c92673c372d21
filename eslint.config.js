import { defineConfig, globalIgnores } from "eslint/config";
import eslint from "@eslint/js";
import regexp from "eslint-plugin-regexp";
import typescript from "typescript-eslint";

const noEnum = {
  selector: "TSEnumDeclaration",
  message: "Node runs our TypeScript by erasing types: use a union of texts.",
};
const noFolderWithoutOwner = {
  selector: "Identifier[name=/^mkdtemp/]",
  message:
    "Nobody would remove it after a crash: use makeTemporaryFolder of packages/bench/src/cell/temporary-folder.ts.",
};

const readonly = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

export default defineConfig(
  globalIgnores([
    "**/dist/",
    "**/reports/",
    ".assay/",
    // Written by a program.
    "apps/web/src/api/schema.d.ts",
    // Other people's code, as far as our house is concerned: what we ask candidates to write, and start from.
    "challenges/*/solutions/",
    "challenges/*/by-others/",
    "challenges/*/existing/",
    "challenges/*/starters/",
    "challenges/*/samples/",
  ]),
  eslint.configs.recommended,
  {
    // Submissions, replies and pages are read by patterns: one whose cost grows faster than its text stops us.
    plugins: { regexp },
    rules: {
      "regexp/no-super-linear-backtracking": ["error", { report: "potential" }],
      "regexp/no-super-linear-move": ["error", { report: "potential", ignorePartial: false }],
      // Slips, not style: what can never match, or never matters.
      ...Object.fromEntries(
        [
          "confusing-quantifier",
          "no-dupe-characters-character-class",
          "no-dupe-disjunctions",
          "no-empty-alternative",
          "no-empty-capturing-group",
          "no-empty-character-class",
          "no-empty-group",
          "no-empty-lookarounds-assertion",
          "no-escape-backspace",
          "no-invalid-regexp",
          "no-lazy-ends",
          "no-misleading-capturing-group",
          "no-misleading-unicode-character",
          "no-missing-g-flag",
          "no-optional-assertion",
          "no-potentially-useless-backreference",
          "no-useless-assertions",
          "no-useless-backreference",
          "no-useless-character-class",
          "no-useless-dollar-replacements",
          "no-useless-flag",
          "strict",
        ].map((rule) => [`regexp/${rule}`, "error"]),
      ),
    },
  },
  {
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: { globals: readonly(Object.getOwnPropertyNames(globalThis)) },
  },
  {
    files: ["**/*.cjs"],
    languageOptions: { sourceType: "commonjs", globals: readonly(["require", "module", "exports", "__dirname"]) },
  },
  {
    // What a report does in a browser.
    files: ["packages/report/src/page/**/*.js"],
    languageOptions: {
      globals: readonly([
        "addEventListener",
        "document",
        "Element",
        "HTMLDetailsElement",
        "location",
        "print",
        "window",
      ]),
    },
  },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [typescript.configs.strictTypeChecked, typescript.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // A number reads the same however it is turned into text.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // `{ version, ...rest }` says which member is left out; an underscore says that it must be taken but not used.
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "all", ignoreRestSiblings: true },
      ],
      // Promises may be handed to a callback of Node's that ignores what is returned.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { arguments: false } }],
      // Evidence and replies are unknown until looked at: both spellings of an index are in use on purpose.
      "@typescript-eslint/dot-notation": "off",
      // `async` without `await` keeps a function's errors where its callers look for them.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: { string: true, boolean: true } }],
      // Where a type is surer than TypeScript can tell, `as` says so; `!` is refused.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      // Evidence is read back from files of other versions, and flags change in callbacks: types aren't the last word.
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-unnecessary-boolean-literal-compare": "off",
      // Lengths count code points, as the briefs say: `[...text]` does just that.
      "@typescript-eslint/no-misused-spread": "off",
      "no-control-regex": "off",
      "max-lines": ["error", { max: 400 }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
      "no-restricted-syntax": ["error", noEnum, noFolderWithoutOwner],
    },
  },
  {
    // Programs with a terminal of their own.
    files: ["apps/cli/**/*.ts", "**/benchmark/**/*.ts"],
    rules: { "no-console": "off" },
  },
  {
    files: [
      "packages/bench/src/cell/temporary-folder.ts",
      // Runs as the submission does, in the cell's own temporary folder.
      "packages/bench/src/submission/php-site/site.ts",
      "**/benchmark/**/*.ts",
    ],
    rules: { "no-restricted-syntax": ["error", noEnum] },
  },
  {
    files: ["**/test/**/*.{ts,tsx}"],
    rules: {
      "max-lines": "off",
      "no-restricted-syntax": ["error", noEnum],
      "@typescript-eslint/no-non-null-assertion": "off",
      // `expect(thing.method).toThrow()` names a method without calling it.
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    // Bodies of answers: what a test reads of one, it asserts.
    files: ["apps/server/test/**/*.ts", "apps/web/test/**/*.ts"],
    rules: {
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
);
