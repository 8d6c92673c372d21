import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AssayError, reasonOf } from "../../errors/assay-error.ts";
import { nodeToolchain } from "../../sandbox/toolchain.ts";
import { readManifest } from "../assay-yaml.ts";
import { fittingJdk, installedJdks, usualJdk, type Jdk } from "../jdk.ts";
import type { Identified, Language, Toolchain } from "../language.ts";
import { machineMaven } from "../maven-program.ts";
import { mavenAndRegistry } from "../maven.ts";
import { packsItself, parsePom, pinsEverything, releaseOf, type Pom } from "../pom.ts";

const manifest = "pom.xml";

/** What a container of the same size would tell the JVM. In our sandbox it sees no control group, and would take the machine's. */
const ofItsSize = "-XX:MaxRAM=1g -XX:ActiveProcessorCount=2";

/** Java, built with Maven: with the version that its wrapper names, else with this machine's. */
export const java: Language = {
  name: "java",
  manifests: [manifest],
  async identify(directory, settings) {
    const { pom, problem } = await readPom(directory, manifest);
    if (problem !== undefined && settings.startCommand === undefined) {
      throw new AssayError("manifest-broken", { file: manifest, where: "", problem });
    }
    const release = releaseOf(pom);
    const maven = await mavenCommand(directory);
    const build: Identified["installCommands"] = [[...maven, "-B", "-ntp", "-DskipTests", "clean", "package"]];
    return {
      language: "java",
      manifest: settings.file ?? manifest,
      // Maven has no lock file besides: versions that the pom fixes, itself or by its parent, are the same each time.
      ...(pinsEverything(pom) && { lockFile: manifest }),
      installCommands: settings.installCommands ?? build,
      startCommand: settings.startCommand ?? startCommand(await builtFolder(directory, pom)),
      ...(release !== undefined && { engines: String(release) }),
      environment: settings.environment,
      testCommand: settings.testCommand ?? `${maven.join(" ")} test`,
    };
  },
  packages: ["default-jdk-headless", "maven"],
  async version() {
    const { version } = await machineMaven();
    return `Java ${(await usualJdk(await installedJdks())).version}, Maven ${version}`;
  },
  toolchain: (release) => (known[release ?? ""] ??= findToolchain(release)),
};

const known: Partial<Record<string, Promise<Toolchain>>> = {};

async function findToolchain(release: string | undefined): Promise<Toolchain> {
  const maven = await mavenAndRegistry();
  const jdks = await installedJdks();
  const jdk = release === undefined ? await usualJdk(jdks) : fittingJdk(jdks, Number(release));
  return {
    version: `Java ${jdk.version}, Maven ${maven.version}`,
    views: [...nodeToolchain().views, ...viewsOf(jdk), ...maven.views],
    folders: [join(jdk.home, "bin"), join(maven.home, "bin")],
    registries: [maven.registry],
    // A wrapper brings its Maven from there too.
    installEnvironment: { JAVA_HOME: jdk.home, MVNW_REPOURL: maven.registry },
    environment: { JAVA_HOME: jdk.home, JAVA_TOOL_OPTIONS: ofItsSize },
    ...(maven.homeTemplate !== undefined && { homeTemplate: maven.homeTemplate }),
  };
}

/** Debian's JDKs keep their settings in `/etc`. */
function viewsOf({ home, major }: Jdk): Toolchain["views"] {
  const settings = `/etc/java-${major}-openjdk`;
  if (!home.startsWith("/usr/")) return [{ from: home, to: home }];
  return existsSync(settings) ? [{ from: settings, to: settings }] : [];
}

/** By a shell, as an archive made on Windows has forgotten that it can be run; its line ends such a shell cannot read. */
async function mavenCommand(directory: string): Promise<readonly [string, ...string[]]> {
  const wrapper = await readFile(join(directory, "mvnw"), "utf8").catch(() => undefined);
  const named = existsSync(join(directory, ".mvn/wrapper/maven-wrapper.properties"));
  return wrapper === undefined || !named || wrapper.includes("\r") ? ["mvn"] : ["/bin/sh", "./mvnw"];
}

/** Without a file, or with one that can't be read, a pom that says nothing; the problem says why Maven won't build it. */
async function readPom(directory: string, file: string): Promise<{ readonly pom: Pom; readonly problem?: string }> {
  const text = (await readManifest(directory, file)) ?? "";
  try {
    const pom = parsePom(text);
    return pom.isProject ? { pom } : { pom, problem: "it has no <project>" };
  } catch (error) {
    return { pom: parsePom(""), problem: `it can't be read as XML (${reasonOf(error)})` };
  }
}

/** Where the app's own archive will stand: of several modules, in the one that packs it. */
async function builtFolder(directory: string, { modules }: Pom): Promise<string> {
  for (const module of modules) {
    const read = await readPom(directory, `${module}/${manifest}`).catch(() => undefined);
    if (read !== undefined && packsItself(read.pom)) return `${module}/target`;
  }
  return modules[0] === undefined ? "target" : `${modules[0]}/target`;
}

/** What the build is called is known when it is there. Those that packers name come first; beside them may lie parts of it. */
function startCommand(folder: string): Identified["startCommand"] {
  const names = ["quarkus-app/quarkus-run", "*-exec", "*-runner", "*-shaded", "*-jar-with-dependencies", "*"];
  const jars = [...names.map((name) => `${folder}/${name}.jar`), `${folder}/*.war`].join(" ");
  const parts = "*-sources.jar|*-javadoc.jar|*-tests.jar|*-plain.jar|*/original-*.jar";
  return [
    "/bin/sh",
    "-c",
    `for jar in ${jars}; do case $jar in ${parts}) ;; *) [ -f "$jar" ] && exec java -jar "$jar" ;; esac; done; ` +
      `echo "the build left no jar in ${folder}" >&2; exit 1`,
  ];
}
