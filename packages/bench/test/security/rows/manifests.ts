import assert from "node:assert/strict";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { AssayError } from "../../../src/errors/assay-error.ts";
import type { ErrorCode } from "../../../src/errors/catalogue.ts";
import type { Identified } from "../../../src/submission/identify.ts";
import { project, readWhole, type Files } from "../giving.ts";
import type { Row, Target } from "../row.ts";

interface ManifestRow {
  readonly id: string;
  readonly tries: string;
  /** Read, and nothing of it run. */
  readonly files: (target: Target) => Files;
  /** Links beside them, by path. */
  readonly links?: (target: Target) => Readonly<Record<string, string>>;
  /** How it may be refused; it may also be taken, as long as what is read of it is right. */
  readonly mayBe?: readonly ErrorCode[];
  readonly holds?: (identified: Identified) => void;
}

const server = { "server.js": "" } as const;
const broken = ["manifest-broken"] as const;
const mebibyte = 1024 * 1024;
/** What is far too long to be read at all is refused as well. */
const times = (text: string, count: number): string => text.repeat(count);

const pom = (inside: string): Files => ({ "pom.xml": `<?xml version="1.0"?>\n${inside}` });
const node = (more: Files): Files => ({ "package.json": { name: "shop", main: "server.js" }, ...server, ...more });

const definitions: readonly ManifestRow[] = [
  // Patterns whose cost grew with the square or the cube of what they read.
  {
    id: "license-of-line-ends",
    tries: 'puts 65,000 line ends after "copyright" in its LICENSE',
    files: () => node({ LICENSE: `copyright${times("\n", 65_000)}x` }),
  },
  {
    id: "authors-of-spaces",
    tries: "puts 200,000 spaces where an author's name is looked for",
    files: () =>
      node({
        AUTHORS: `author:${times(" ", 200_000)}\nby ${times("\t", 200_000)}x`,
        "README.md": `written by${times(" \n", 100_000)}x`,
      }),
  },
  {
    id: "source-of-line-ends",
    tries: "has a source file of 80,000 line ends",
    files: () =>
      node({ "routes.js": `app.get(${times("\n", 80_000)}`, "models.js": `const user = {${times("\n", 80_000)}` }),
  },
  {
    id: "source-of-brackets",
    tries: "has source files of 200,000 open brackets, quotes and slashes",
    files: () =>
      node({
        "a.js": times("(", 200_000),
        "b.js": times("{", 200_000),
        "c.js": times("'\"`", 80_000),
        "d.js": times("/*", 100_000),
        "e.js": times("app.get('/", 20_000),
      }),
  },
  {
    id: "readme-of-tokens",
    tries: "has a README of a megabyte of unclosed links and marks",
    files: () => node({ "README.md": times("[![`<a *", 140_000) }),
  },
  {
    id: "pom-of-comments",
    tries: "has a pom.xml of 100 kB of unclosed comments",
    files: () => pom(`<project>${times("<!--", 25_000)}`),
    mayBe: broken,
  },
  {
    id: "pom-of-dependencies",
    tries: "has a pom.xml of 240 kB of unclosed dependencies",
    files: () => pom(`<project>${times("<dependency>", 20_000)}`),
    mayBe: broken,
  },
  {
    id: "pom-of-modules",
    tries: "has a pom.xml of 60,000 spaces in a module, and of properties that name each other",
    files: () =>
      pom(
        `<project><module>${times(" ", 60_000)}</modul><properties><a>\${b}</a><b>\${a}</b></properties><version>\${a}</version></project>`,
      ),
    mayBe: broken,
  },
  {
    id: "go-mod-of-line-ends",
    tries: "has a go.mod of 80,000 line ends",
    files: () => ({
      "go.mod": `module shop\n${times("\n", 80_000)}require`,
      "main.go": "package main\nfunc main() {}\n",
    }),
    mayBe: broken,
  },
  {
    id: "go-of-spaces",
    tries: "has Go files of 200,000 spaces and line ends before their package",
    files: () => ({
      "go.mod": `module shop${times(" ", 200_000)}\n`,
      "main.go": `package main\n${times("\n", 200_000)}//go:build${times(" ", 100_000)}x\n`,
    }),
    mayBe: [...broken, "no-start-command"],
  },
  {
    id: "requirements-of-spaces",
    tries: "has a requirements.txt of 900 kB in one line",
    files: () => ({
      "requirements.txt": `flask${times(" ", 300_000)}[${times("a,", 200_000)}`,
      "app.py": "if __name__ == '__main__':\n    pass\n",
    }),
    mayBe: broken,
  },
  {
    id: "python-of-spaces",
    tries: "has Python files of 200,000 spaces before and after what is looked for",
    files: () => ({
      "requirements.txt": "flask\n",
      "app.py": `app${times(" ", 200_000)}=\n${times("a", 100_000)} = x.Flask\nif __name__ ==`,
    }),
    mayBe: ["no-start-command", ...broken],
  },
  {
    id: "procfile-of-a-megabyte",
    tries: "has a Procfile whose line has a megabyte of words",
    files: () => node({ Procfile: `web: node ${times("a ", 500_000)}` }),
    mayBe: broken,
  },
  {
    id: "procfile-of-tabs",
    tries: "has a Procfile of 900,000 tabs",
    files: () => node({ Procfile: `web:${times("\t", 900_000)}\nweb:` }),
    mayBe: broken,
  },
  {
    id: "compose-of-keys",
    tries: "has a composer.json of 20,000 packages with long names",
    files: () => ({
      "composer.json": {
        require: Object.fromEntries(
          Array.from({ length: 20_000 }, (_none, at) => [`shop/${times("a", 30)}${at}`, "*"]),
        ),
      },
      "public/index.php": "<?php",
    }),
    mayBe: broken,
  },
  {
    id: "dockerfile-of-continuations",
    tries: "has a Dockerfile of 200,000 lines that go on",
    files: () => ({ Dockerfile: `FROM scratch\nRUN ${times("\\\n", 200_000)}` }),
    mayBe: broken,
  },
  // Formats.
  {
    id: "yaml-aliases",
    tries: "has an assay.yaml whose aliases stand for a billion words",
    files: () =>
      node({
        "assay.yaml": [
          "a: &a [x,x,x,x,x,x,x,x,x]",
          ..."bcdefghi".split("").map((name, at) => `${name}: &${name} [${times(`*${"abcdefgh"[at] ?? ""},`, 9)}]`),
        ].join("\n"),
      }),
    mayBe: broken,
  },
  {
    id: "yaml-deep",
    tries: "has an assay.yaml of 100,000 lists in lists",
    files: () => node({ "assay.yaml": times("[", 100_000) }),
    mayBe: broken,
  },
  {
    id: "yaml-tags",
    tries: "has an assay.yaml that names programs by tags, and members of every object",
    files: () =>
      node({ "assay.yaml": 'start: !!js/function "function () { process.exit(66) }"\n__proto__: {admin: true}\n' }),
    mayBe: broken,
    holds: () => assert.equal(({} as { admin?: boolean }).admin, undefined),
  },
  {
    id: "yaml-merges",
    tries: "has an assay.yaml of thousands of keys, anchors and merges",
    files: () => node({ "assay.yaml": `${times("? a\n: b\n", 20_000)}${times("<<: *a\n", 20_000)}` }),
    mayBe: broken,
  },
  {
    id: "json-deep",
    tries: "has a package.json and a lock file of 300,000 lists in lists",
    files: () => ({
      "package.json": `{"name":"shop","main":"server.js","x":${times("[", 300_000)}${times("]", 300_000)}}`,
      "package-lock.json": `{"lockfileVersion":3,"packages":${times('{"a":', 100_000)}1${times("}", 100_000)}}`,
      ...server,
    }),
    mayBe: broken,
  },
  {
    id: "json-prototype",
    tries: "has a package.json with a member named __proto__",
    files: () => ({
      "package.json": '{"name":"shop","main":"server.js","__proto__":{"admin":true},"scripts":{"__proto__":"x"}}',
      ...server,
    }),
    mayBe: broken,
    holds: () => assert.equal(({} as { admin?: boolean }).admin, undefined),
  },
  {
    id: "json-huge",
    tries: "has a package.json of 30 MB",
    files: () => ({ "package.json": `{"name":"${times("x", 30 * mebibyte)}"}`, ...server }),
    mayBe: broken,
  },
  {
    id: "toml-deep",
    tries: "has a pyproject.toml of 100,000 lists in lists, and tables in tables",
    files: () => ({
      "pyproject.toml": `a = ${times("[", 100_000)}\n[${times("a.", 50_000)}a]\n`,
      "app.py": "if __name__ == '__main__':\n    pass\n",
    }),
    mayBe: broken,
  },
  {
    id: "toml-prototype",
    tries: "has a pyproject.toml with tables named __proto__",
    files: () => ({
      "pyproject.toml":
        '[project]\nname = "x"\n[__proto__]\nadmin = true\n[tool.poetry.group.__proto__.dependencies]\nx = "1"\n',
      "app.py": "if __name__ == '__main__':\n    pass\n",
    }),
    mayBe: broken,
    holds: () => assert.equal(({} as { admin?: boolean }).admin, undefined),
  },
  {
    id: "pom-billion-laughs",
    tries: "has a pom.xml of ten entities that stand for a billion words",
    files: () =>
      pom(
        `<!DOCTYPE project [<!ENTITY a0 "ha">${Array.from({ length: 9 }, (_none, at) => `<!ENTITY a${at + 1} "${times(`&a${at};`, 10)}">`).join("")}]><project><name>&a9;</name><dependency><artifactId>&a9;</artifactId></dependency></project>`,
      ),
    mayBe: broken,
  },
  {
    id: "pom-external-entity",
    tries: "has a pom.xml whose entities are files and servers of the host's",
    files: ({ file, port }) =>
      pom(
        `<!DOCTYPE project [<!ENTITY file SYSTEM "file://${file}"><!ENTITY net SYSTEM "http://127.0.0.1:${port}/"><!ENTITY % more SYSTEM "http://127.0.0.1:${port}/dtd"> %more;]><project><name>&file;&net;</name></project>`,
      ),
    mayBe: broken,
  },
  {
    id: "pom-deep",
    tries: "has a pom.xml of 100,000 elements in elements",
    files: () => pom(`<project>${times("<a>", 100_000)}`),
    mayBe: broken,
  },
  // Paths and words that go elsewhere.
  {
    id: "of-links",
    tries: "has manifests, a README and settings that are links to files of the host's",
    files: () => node({}),
    links: ({ file }) => ({
      "assay.yaml": file,
      Procfile: file,
      "README.md": file,
      LICENSE: file,
      "package-lock.json": "/etc/passwd",
      src: "/etc",
    }),
    holds: ({ language }) => assert.equal(language, "node"),
  },
  {
    id: "main-outside",
    tries: "names a file of the host's as its main file, and as its modules",
    files: ({ file }) => ({ "package.json": { name: "shop", main: file, scripts: {} }, "server.js": "" }),
  },
  {
    id: "pom-modules-outside",
    tries: "names folders of the host's as its modules",
    files: () =>
      pom(
        "<project><modelVersion>4.0.0</modelVersion><modules><module>../../../../etc</module><module>/etc</module></modules></project>",
      ),
    mayBe: broken,
  },
  {
    id: "names-as-words-of-commands",
    tries: "has file names that are options and commands",
    files: () => ({
      "package.json": { name: "--help; touch /tmp/trapped", main: "-e process.exit(66)" },
      "-e process.exit(66)": "",
      "$(touch /tmp/trapped)": "",
      "; touch \u0060whoami\u0060": "",
    }),
  },
];

export const manifests: readonly Row[] = definitions.map(({ id, tries, files, links, mayBe = [], holds }) => ({
  id: `manifest-${id}`,
  tries,
  pace: "quick",
  ways: ["no driver"],
  async attempt({ room, target }) {
    const folder = await project(room, files(target));
    for (const [path, to] of Object.entries(links?.(target) ?? {})) await symlink(to, join(folder, path));
    let identified: Identified;
    try {
      identified = await readWhole(folder, room);
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      const refusal = AssayError.from(error);
      // Reading it within limits of time and memory may end as well, and is then its own fault.
      const isRefusal = mayBe.includes(refusal.code) || refusal.code.startsWith("reading-");
      assert.ok(isRefusal && refusal.by === "submission", `${refusal.code}: ${refusal.message}`);
      return;
    }
    assert.ok(!JSON.stringify(identified).includes(target.word));
    holds?.(identified);
  },
}));
