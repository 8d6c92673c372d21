import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { identify } from "../../src/submission/identify.ts";
import { fittingJdk } from "../../src/submission/jdk.ts";
import { parsePom, pinsEverything, releaseOf } from "../../src/submission/pom.ts";

let shop: string;
beforeEach(async () => {
  shop = await mkdtemp(join(tmpdir(), "assay-java-"));
});
afterEach(() => rm(shop, { recursive: true, force: true }));

async function files(contents: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(contents)) {
    await mkdir(dirname(join(shop, name)), { recursive: true });
    await writeFile(join(shop, name), text);
  }
}

const pom = (inside: string) => `<project xmlns="http://maven.apache.org/POM/4.0.0">${inside}</project>`;
const dependency = (version: string) =>
  `<dependency><artifactId>a</artifactId><version>${version}</version></dependency>`;
const springBoot = "<plugin><artifactId>spring-boot-maven-plugin</artifactId></plugin>";

describe("pom.xml", () => {
  test("is built with Maven, and the jar is started", async () => {
    await files({ "pom.xml": pom("<properties><java.version>17</java.version></properties>"), "package.json": "{}" });
    const identified = await identify(shop);
    expect(identified).toEqual({
      language: "java",
      manifest: "pom.xml",
      lockFile: "pom.xml",
      installCommands: [["mvn", "-B", "-ntp", "-DskipTests", "clean", "package"]],
      startCommand: ["/bin/sh", "-c", expect.stringContaining(" target/*.jar ") as unknown],
      engines: "17",
      environment: {},
      database: "postgres",
      services: [],
      testCommand: "mvn test",
    });
  });

  test("with Maven's wrapper is built with that, unless a shell cannot read it", async () => {
    await files({ "pom.xml": pom(""), mvnw: "#!/bin/sh\n", ".mvn/wrapper/maven-wrapper.properties": "" });
    expect((await identify(shop)).installCommands[0]?.slice(0, 2)).toEqual(["/bin/sh", "./mvnw"]);
    await files({ mvnw: "#!/bin/sh\r\n" });
    expect((await identify(shop)).installCommands[0]?.[0]).toBe("mvn");
  });

  test("of several modules starts the one that packs itself", async () => {
    await files({
      "pom.xml": pom("<modules><module>common</module><!-- <module>old</module> --><module>web/</module></modules>"),
      "common/pom.xml": pom(""),
      "web/pom.xml": pom(springBoot),
    });
    expect((await identify(shop)).startCommand[2]).toContain(" web/target/*.jar ");
  });

  test("that is none says so", async () => {
    await files({ "pom.xml": "artifact: shop\n" });
    await expect(identify(shop)).rejects.toMatchObject({ code: "manifest-broken" });
  });

  test("that breaks off says what is wrong with it", async () => {
    await files({ "pom.xml": pom("<!-- to be done") });
    await expect(identify(shop)).rejects.toThrow("it can't be read as XML (Comment is not closed.)");
  });

  test.each([
    ["<maven.compiler.release>21</maven.compiler.release><java.version>17</java.version>", 21],
    ["<java.version>1.8</java.version>", 8],
    ["<jdk>25</jdk><configuration><release>${jdk}</release></configuration>", 25],
    ["<release>${unknown}</release><maven.compiler.source>11</maven.compiler.source>", 11],
    ["", undefined],
  ])("%s is for Java %s", (text, release) => {
    expect(releaseOf(parsePom(text))).toBe(release);
  });

  test.each([
    ["fixed versions", dependency("1.2.3") + "<version>0.0.1-SNAPSHOT</version>", true],
    ["none, which its parent fixes", `<parent><version>4.0.7</version></parent><dependency></dependency>`, true],
    ["a property's", `<properties><a.version>1.2</a.version></properties>${dependency("${a.version}")}`, true],
    ["the project's own", `<version>1-SNAPSHOT</version>${dependency("${project.version}")}`, true],
    [
      "a range that a plugin's rule allows",
      "<plugin><configuration><rules><version>[17,)</version></rules></configuration></plugin>",
      true,
    ],
    ["a range", dependency("[1.0,2.0)"), false],
    ["the newest", `<plugin><version>LATEST</version></plugin>`, false],
    ["a snapshot", dependency("2.0-SNAPSHOT"), false],
    ["a property's range", `<properties><a.version>[1,)</a.version></properties>${dependency("${a.version}")}`, false],
  ])("with %s pins all: %#", (_, text, pins) => {
    expect(pinsEverything(parsePom(pom(text)))).toBe(pins);
  });
});

describe("the Java that a submission gets", () => {
  const jdks = [8, 17, 25].map((major) => ({ home: `/jdk-${major}`, version: `${major}.0.1`, major }));

  test.each([
    [8, 8],
    [11, 17],
    [17, 17],
    [21, 25],
  ])("for %i is %i: the oldest that can", (release, major) => {
    expect(fittingJdk(jdks, release).major).toBe(major);
  });

  test("that asks for a newer one than there is gets one sentence", () => {
    expect(() => fittingJdk(jdks, 26)).toThrow(/version 26 or newer \(there is 8, 17, 25\) is not on this machine/);
  });
});
