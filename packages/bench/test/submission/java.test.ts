import { mkdir, mkdtemp, readFile, rm, writeFile, chmod } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { installedJdks } from "../../src/submission/jdk.ts";
import { identify } from "../../src/submission/identify.ts";
import type { InstallFact } from "../../src/submission/install.ts";
import { install } from "./installing.ts";
import { java } from "../../src/submission/languages/java.ts";

const toolchain = await java.toolchain().catch(() => undefined);

let shop: string;
beforeEach(async () => {
  shop = await mkdtemp(join(tmpdir(), "assay-java-"));
  await chmod(shop, 0o755);
});
afterEach(() => rm(shop, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(shop, name)), { recursive: true });
    await writeFile(join(shop, name), text);
  }
}

async function installed(): Promise<InstallFact> {
  return install({ directory: shop }, await identify(shop), { sandbox: "bubblewrap" });
}

/** A pom of its own each time: what is kept of an earlier run is for that run's alone. */
const pom = (build: string, release = 17) => `<?xml version="1.0"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>shop.example</groupId><artifactId>accounts</artifactId><version>0.0.1-SNAPSHOT</version>
  <properties>
    <maven.compiler.release>${release}</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-api</artifactId><version>2.0.17</version></dependency>
  </dependencies>
  <build><plugins>
    <plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-jar-plugin</artifactId><version>3.4.2</version>
      <configuration><archive><manifest><mainClass>Server</mainClass></manifest></archive></configuration></plugin>
    ${build}
  </plugins></build>
</project>
`;

const server = `public class Server {
  public static void main(String[] arguments) {
    Runtime runtime = Runtime.getRuntime();
    System.out.println(runtime.maxMemory() / 1048576 + " MB, " + runtime.availableProcessors() + " processors, "
      + "Java " + Runtime.version().feature());
  }
}
`;

/** Runs what is started, in an install's sandbox, with the variables that the running app gets. */
async function started(): Promise<readonly string[]> {
  const identified = await identify(shop);
  const { environment = {} } = await java.toolchain(identified.engines);
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const run = {
    language: "java",
    installCommands: [["env", ...variables, ...identified.startCommand] as [string, ...string[]]],
    ...(identified.engines !== undefined && { engines: identified.engines }),
  };
  return (await install({ directory: shop }, run, { sandbox: "bubblewrap" })).commands[0]?.lastLines ?? [];
}

describe.skipIf(toolchain === undefined)("a submission in Java (skipped where a JDK or Maven is missing)", () => {
  test("is built in the sandbox from packages that its proxy has, and runs in 1 GB", { timeout: 300_000 }, async () => {
    await write({ "pom.xml": pom(""), "src/main/java/Server.java": server });
    expect(await installed()).toMatchObject({ commands: [{ exit: 0 }], refusedHosts: [] });
    // A quarter of its memory, as the JVM takes in a container.
    expect(await started()).toContain("256 MB, 2 processors, Java 17");
  });

  test("is built with the oldest Java that can", { timeout: 300_000 }, async (context) => {
    const newest = (await installedJdks()).at(-1)?.major ?? 17;
    if (newest < 21) context.skip("there is none newer than 17");
    await write({ "pom.xml": pom("", newest), "src/main/java/Server.java": server });
    await installed();
    expect(await started()).toContain(`256 MB, 2 processors, Java ${newest}`);
  });

  test("leaves nothing for others that have another pom.xml", { timeout: 300_000 }, async () => {
    const mark = Math.random().toString(36).slice(2);
    const task = `<plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-antrun-plugin</artifactId>
      <version>3.1.0</version><executions><execution><phase>package</phase><goals><goal>run</goal></goals>
      <configuration><target>
        <copy file="\${user.home}/planted" tofile="target/found" failonerror="false"/>
        <echo file="\${user.home}/planted">${mark}</echo>
      </target></configuration></execution></executions></plugin>`;
    // Without code to compile, Maven brings and runs this task's plugin and hardly another.
    const planting = (text: string): string =>
      pom(text).replace("</version>\n", "</version><packaging>pom</packaging>\n");
    await write({ "pom.xml": planting(task) });
    await installed();
    // The very same pom.xml finds what itself has left …
    expect(await readFile(join(shop, "target/found"), "utf8")).toBe(mark);
    await write({ "pom.xml": planting(task.replace(mark, `${mark}-other`)) });
    await installed();
    // … and another one only what it has left itself.
    expect(await readFile(join(shop, "target/found"), "utf8")).toBe(`${mark}-other`);
  });

  test("that does not compile says where", { timeout: 300_000 }, async () => {
    await write({ "pom.xml": pom(""), "src/main/java/Server.java": "class Server { int a = lost; }\n" });
    await expect(installed()).rejects.toMatchObject({
      code: "install-failed",
      by: "submission",
      lastLines: expect.arrayContaining([expect.stringMatching(/Server.java:\[1,24\] cannot find symbol/)]) as unknown,
    });
  });

  test(
    "that needs another server's packages is told that our sandbox does not reach it",
    { timeout: 300_000 },
    async () => {
      const elsewhere =
        "<repositories><repository><id>own</id><url>https://packages.example/maven</url></repository></repositories>";
      const missing =
        "<dependency><groupId>shop.example</groupId><artifactId>own</artifactId><version>1</version></dependency>";
      const text = pom("").replace("<dependencies>", `${elsewhere}<dependencies>${missing}`);
      await write({ "pom.xml": text, "src/main/java/Server.java": server });
      await expect(installed()).rejects.toMatchObject({ code: "install-refused-by-sandbox", by: "sandbox" });
    },
  );
});
