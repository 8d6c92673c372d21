import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, realpath, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { openPromise } from "yauzl";
import { inDraftFolder } from "../cell/draft-folder.ts";
import { AssayError, reasonOf } from "../errors/assay-error.ts";
import type { View } from "../sandbox/driver.ts";
import { cacheFolder } from "../services/cache-folder.ts";
import { settle } from "../services/settle-folder.ts";
import { buildMaven, machineMaven, type MavenProgram } from "./maven-program.ts";
import { withoutCredentials } from "./package-client.ts";
import { childText, elementsNamed, parseXml } from "./xml-file.ts";

/** The Maven that submissions are built with, and where it brings packages from. Its home is inside what it is outside. */
export interface Maven extends MavenProgram {
  /** What a sandboxed Maven must see besides `/usr`; never the settings, which may hold passwords. */
  readonly views: readonly View[];
  /** Without user name and password. */
  readonly registry: string;
  /** A home whose settings name the registry, where it is not Maven's own. */
  readonly homeTemplate?: string;
}

let known: Promise<Maven> | undefined;

/** @throws AssayError `toolchain-missing` */
export function mavenAndRegistry(): Promise<Maven> {
  return (known ??= findMaven().catch((error: unknown) => {
    known = undefined;
    if (error instanceof AssayError) throw error;
    throw new AssayError("toolchain-missing", { tool: `Maven (${reasonOf(error)})` }, { cause: error });
  }));
}

async function findMaven(): Promise<Maven> {
  const machine = await machineMaven();
  const [mirror, program] = await Promise.all([machineMirror(machine.home), buildMaven(machine)]);
  return {
    ...program,
    views: await viewsOf(program.home),
    registry: withoutCredentials(mirror ?? (await usualRegistry(machine.home))).replace(/\/$/, ""),
    ...(mirror !== undefined && { homeTemplate: await homeWithMirror(withoutCredentials(mirror)) }),
  };
}

async function viewsOf(home: string): Promise<View[]> {
  const parts = home.startsWith("/usr/") ? ["conf/logging", "conf/m2.conf"] : ["bin", "boot", "lib", "conf/logging"];
  const there = await Promise.all(parts.map((part) => realpath(join(home, part)).catch(() => undefined)));
  return there.flatMap((path) => (path === undefined || path.startsWith("/usr/") ? [] : [{ from: path, to: path }]));
}

/** Maven itself knows where packages come from when nobody has said. */
async function usualRegistry(home: string): Promise<string> {
  const jar = (await readdir(join(home, "lib"))).find((name) => /^maven-model-builder-.*\.jar$/.test(name));
  const pom = jar && (await entryOf(join(home, "lib", jar), "org/apache/maven/model/pom-4.0.0.xml"));
  const [repository] = elementsNamed(parseXml(pom ?? ""), "repository");
  const url = repository && childText(repository, "url");
  if (url === undefined) throw new Error("it does not say where packages come from");
  return url;
}

/** The text of one file in an archive; undefined when it isn't there. */
async function entryOf(archive: string, path: string): Promise<string | undefined> {
  const zip = await openPromise(archive, { autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName === path) return await text(await zip.openReadStreamPromise(entry));
    }
    return undefined;
  } finally {
    zip.close();
  }
}

/** Where the machine's settings send whoever asks Maven's own registry. */
async function machineMirror(home: string): Promise<string | undefined> {
  for (const file of [join(homedir(), ".m2/settings.xml"), join(home, "conf/settings.xml")]) {
    const settings = parseXml(await readFile(file, "utf8").catch(() => ""));
    for (const mirror of elementsNamed(settings, "mirror")) {
      const of = (childText(mirror, "mirrorOf") ?? "").split(",").map((name) => name.trim());
      const url = childText(mirror, "url");
      const isFor = of.some((name) => ["*", "central", "external:*"].includes(name)) && !of.includes("!central");
      if (url !== undefined && isFor) return url;
    }
  }
  return undefined;
}

async function homeWithMirror(url: string): Promise<string> {
  const escaped = url.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const mirror = `<mirror><id>assay</id><mirrorOf>central</mirrorOf><url>${escaped}</url></mirror>`;
  const settings = `<settings><mirrors>${mirror}</mirrors></settings>\n`;
  const name = createHash("sha256").update(settings).digest("hex").slice(0, 16);
  const home = join(cacheFolder(), `home-maven-${name}`);
  if (existsSync(home)) return home;
  return inDraftFolder(cacheFolder(), async (making) => {
    await mkdir(join(making, ".m2"), { mode: 0o755 });
    await writeFile(join(making, ".m2/settings.xml"), settings);
    await settle(making, home);
    return home;
  });
}
