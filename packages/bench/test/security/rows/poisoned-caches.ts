import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { assayYaml, installed, packageJson, project, type Files } from "../giving.ts";
import { lacksAny } from "../lacks.ts";
import { cleanWord, evilWord, npmIntegrity, outerAddress } from "../registry.ts";
import type { Row, Setting } from "../row.ts";

const poison = readFileSync(new URL("../programs/poison.mjs", import.meta.url), "utf8");
const poisonLine = `node poison.mjs ${cleanWord} ${evilWord}`;

/** A package manager, a project that needs `leaf`, and where the bytes of `leaf` are when it is installed. */
interface Manager {
  readonly name: string;
  readonly language: string;
  readonly files: Files;
  /** As our own install would be. */
  readonly install: string;
  /** Patterns below the project. */
  readonly places: readonly string[];
  readonly pace: Row["pace"];
}

const lock = (address: string): object => ({
  name: "shop",
  version: "1.0.0",
  lockfileVersion: 3,
  packages: {
    "": { name: "shop", version: "1.0.0", dependencies: { leaf: "1.0.0" } },
    "node_modules/leaf": { version: "1.0.0", resolved: `${address}/leaf/-/leaf-1.0.0.tgz`, integrity: npmIntegrity },
  },
});
const managers: readonly Manager[] = [
  {
    name: "npm",
    language: "node",
    get files() {
      const address = process.env["npm_config_registry"] ?? "";
      return { "package.json": packageJson, "package-lock.json": lock(address), "server.js": "" };
    },
    install: "npm ci",
    places: ["node_modules/leaf/index.js"],
    pace: "quick",
  },
  {
    name: "pip",
    language: "python",
    files: { "requirements.txt": "leaf==1.0.0\n", "app.py": "if __name__ == '__main__':\n    print(1)\n" },
    install: "python3 -m venv --clear .venv && pip install -r requirements.txt",
    places: [".venv/lib/python3*/site-packages/leaf.py"],
    pace: "long",
  },
  {
    name: "go",
    language: "go",
    files: {
      "go.mod": "module shop\n\ngo 1.21\n\nrequire leaf.example/leaf v1.0.0\n",
      "main.go": 'package main\n\nimport "leaf.example/leaf"\n\nfunc main() { println(leaf.Word) }\n',
    },
    install: "go mod tidy && go build -o built .",
    places: ["built"],
    pace: "long",
  },
  {
    name: "composer",
    language: "php",
    files: { "composer.json": { require: { "shop/leaf": "^1" } }, "index.php": "<?php" },
    install: "composer install --no-interaction",
    places: ["vendor/shop/leaf/src/Leaf.php"],
    pace: "quick",
  },
];

async function bytesIn(directory: string, patterns: readonly string[]): Promise<string> {
  const texts: string[] = [];
  for (const pattern of patterns)
    for await (const path of glob(pattern, { cwd: directory }))
      texts.push(await readFile(join(directory, path), "latin1"));
  return texts.join("\n");
}

/** The first poisons all that it can write; the second, which asks for the same packages, must get what the registry has. */
async function poisonsNothing({ files, install, places }: Manager, setting: Setting, first: Files): Promise<void> {
  const hostile = await project(setting.room, { ...files, "poison.mjs": poison, ...first }, "hostile");
  const { fact } = await installed(hostile, setting, { name: "first" });
  const said = fact.commands.flatMap(({ lastLines }) => lastLines).join("\n");
  assert.match(said, /poisoned [1-9]/, "it poisoned nothing, not even its own: the test proves nothing");
  const innocent = await project(
    setting.room,
    { ...files, ...(install === "npm ci" ? {} : { "assay.yaml": assayYaml(install) }) },
    "innocent",
  );
  // What is kept is made by the second, and given to the third.
  for (const name of install === "npm ci" ? ["second", "third"] : ["second"]) {
    const { directory } = await installed(innocent, setting, { name });
    const bytes = await bytesIn(directory, places);
    assert.ok(bytes.includes(cleanWord), `the ${name} install did not get the registry's bytes`);
    assert.ok(!bytes.includes(evilWord), `the ${name} install got what another had planted`);
  }
}

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>shop.example</groupId><artifactId>shop</artifactId><version>1</version>
  <properties><maven.compiler.release>17</maven.compiler.release><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
  <dependencies><dependency><groupId>org.slf4j</groupId><artifactId>slf4j-api</artifactId><version>2.0.17</version></dependency></dependencies>
  <build><plugins><plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId><version>3.8.1</version>
    <executions><execution><phase>package</phase><goals><goal>copy-dependencies</goal></goals></execution></executions>
  </plugin></plugins></build></project>\n`;

/** Maven's packages come from the machine's own registry: what is clean is what an innocent build before it got. */
async function poisonsNothingOfMaven(setting: Setting): Promise<void> {
  const files = { "pom.xml": pom, "src/main/java/A.java": "class A {}\n" };
  const digest = async (name: string): Promise<string> => {
    const { directory } = await installed(await project(setting.room, files, `of-${name}`), setting, {
      name,
      limits: slow,
    });
    const jar = await readFile(join(directory, "target/dependency/slf4j-api-2.0.17.jar"));
    return createHash("sha256").update(jar).digest("hex");
  };
  const slow = { seconds: 400 };
  const clean = await digest("first");
  // The very same pom.xml, so that it is given what is kept, by a wrapper of its own.
  const hostile = {
    ...files,
    "poison.mjs": poison,
    ".mvn/wrapper/maven-wrapper.properties": "distributionUrl=none\n",
    mvnw: `#!/bin/sh\nmvn "$@"\n${poisonLine}\n`,
  };
  const { fact } = await installed(await project(setting.room, hostile, "hostile"), setting, {
    name: "second",
    limits: slow,
  });
  const said = fact.commands.flatMap(({ lastLines }) => lastLines).join("\n");
  assert.match(said, /poisoned [1-9]/, "it poisoned nothing: the test proves nothing");
  assert.equal(await digest("third"), clean, "the next build with the same pom.xml got what another had planted");
}

export const poisonedCaches: readonly Row[] = [
  ...managers.map((manager): Row => ({
    id: `cache-poisoned-${manager.name}`,
    tries: `poisons what ${manager.name} keeps, for the next who installs the same`,
    pace: manager.pace,
    ways: ["bubblewrap"],
    longWays: ["oci"],
    lacks: async (way) =>
      manager.name === "go" && outerAddress() === undefined
        ? "this machine has no address but its loopback"
        : lacksAny(manager.language)(way),
    attempt: (setting) => poisonsNothing(manager, setting, { "assay.yaml": assayYaml(manager.install, poisonLine) }),
  })),
  {
    id: "cache-poisoned-maven",
    tries: "poisons what Maven keeps, for the next who builds with the same pom.xml",
    pace: "long",
    ways: ["bubblewrap"],
    longWays: ["oci"],
    lacks: lacksAny("java"),
    attempt: poisonsNothingOfMaven,
  },
];
