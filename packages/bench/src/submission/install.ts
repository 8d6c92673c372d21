import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { AssayError } from "../errors/assay-error.ts";
import { isSandboxFailure } from "../sandbox/failure.ts";
import type { Reader } from "../reading/reader.ts";
import type { SandboxName } from "../sandbox/driver.ts";
import { users } from "../sandbox/users.ts";
import {
  inCleanFolder,
  keepDependencies,
  lockReading,
  restoreDependencies,
  type LockedDependencies,
} from "./dependency-cache.ts";
import { copyTree, giveTree } from "./file-tree.ts";
import type { Image } from "./image.ts";
import type { CommandFact, InstallLimits } from "./install-protocol.ts";
import { InstallRoom } from "./install-room.ts";
import type { Identified } from "./language.ts";
import { languageNamed } from "./languages/index.ts";
import { homeWithPackages, pomReading } from "./maven-packages.ts";
import type { Received } from "./receive.ts";

export type { CommandFact, InstallLimits } from "./install-protocol.ts";

/** What an install did. Plain JSON. */
export interface InstallFact {
  readonly commands: readonly (CommandFact & {
    /** `cache`: an earlier install of the very same locked dependencies was copied, and nothing was run. */
    readonly from: "registry" | "cache";
  })[];
  /** What it asked for and our sandbox does not reach, though it succeeded. */
  readonly refusedHosts: readonly string[];
  /** What a Dockerfile made. */
  readonly image?: Image;
}

const MB = 1024 * 1024;

export const installLimits: InstallLimits = {
  memoryBytes: 2048 * MB,
  cpus: 2,
  processes: 512,
  seconds: 600,
  outputBytes: 20 * MB,
  diskBytes: 4096 * MB,
  files: 1_000_000,
  pathBytes: 2_048,
};

/**
 * Runs a submission's install commands, closed in: what they reach is the package registries that this machine's own
 * package clients are set to, and what ASSAY_INSTALL_HOSTS adds. Afterwards the working directory can be read by the
 * submission's user, and not written.
 *
 * @throws AssayError `install-failed`, `install-timed-out`, `install-out-of-memory`, `install-too-much-output`,
 *   `install-too-much-disk`, `install-too-many-files`, `install-too-deep`; `install-refused-by-sandbox` and `registry-unreachable`, which are not the submission's.
 */
export async function install(
  received: Pick<Received, "directory">,
  identified: Pick<Identified, "language" | "installCommands"> & Partial<Pick<Identified, "engines" | "startCommand">>,
  options: {
    readonly sandbox: SandboxName;
    readonly limits?: InstallLimits;
    /** Sees the working directory. */
    readonly reader: Reader;
    /** Where the files of an image go, should there be one; nothing is there yet. */
    readonly imageFolder?: string;
    /** Ends everything it started at once; what is thrown then means nothing. */
    readonly signal?: AbortSignal;
  },
): Promise<InstallFact> {
  const { directory } = received;
  const limits = options.limits ?? installLimits;
  const commands: InstallFact["commands"][number][] = [];
  let room: InstallRoom | undefined;
  const { signal } = options;
  const endRoom = (): void => void room?.close();
  signal?.addEventListener("abort", endRoom);
  const toolchainOf = () => languageNamed(identified.language).toolchain(identified.engines);
  const takeBack = () => giveTree(directory, options.sandbox === "none" ? undefined : ourselves());
  const openRoom = async (): Promise<InstallRoom> => {
    room ??= await InstallRoom.open(options.sandbox, await toolchainOf(), directory);
    signal?.throwIfAborted();
    return room;
  };
  try {
    if (identified.language === "dockerfile") {
      const room = await openRoom();
      const { fact, read } = await room.build(
        directory,
        options.imageFolder ?? `${directory}.image`,
        limits,
        options.reader,
      );
      if (hasFailed(fact)) throw failure(fact, room, limits);
      const image = await read();
      if (image.startCommand.length === 0 && (identified.startCommand ?? []).length === 0) {
        throw new AssayError("no-start-command", {
          problem: "the Dockerfile has neither CMD nor ENTRYPOINT",
          advice: "Add a CMD to the Dockerfile",
        });
      }
      // Readable by the submission's user, who owns it, so that the runtime can put what it shows into it; free of devices.
      await giveTree(image.root, submissionsUser());
      await takeBack();
      return { commands: [{ ...fact, from: "registry" }], refusedHosts: room.refusedHosts(), image };
    }
    for (const argv of identified.installCommands) {
      signal?.throwIfAborted();
      const startedAt = performance.now();
      if (argv.join(" ") === "npm ci" && options.sandbox !== "none" && commands.length === 0) {
        const { version: runtime } = await toolchainOf();
        const locked = await options.reader.read(lockReading, { directory, runtime });
        const from = locked === null ? undefined : await installLocked(directory, locked, openRoom, limits);
        if (from !== undefined) {
          const seconds = Math.round(performance.now() - startedAt) / 1000;
          commands.push({ argv, exit: 0, seconds, lastLines: [], ending: "by-itself", from });
          continue;
        }
      }
      const there = await openRoom();
      await giveTree(directory, options.sandbox === "none" ? undefined : submissionsUser());
      const pom =
        isMaven(argv) && options.sandbox !== "none" ? await options.reader.read(pomReading, { directory }) : null;
      const home = pom === null ? undefined : await homeWithPackages(pom, await toolchainOf(), there, limits);
      const fact = await there.run(argv, directory, limits, { ...(home !== undefined && { homeTemplate: home }) });
      if (hasFailed(fact)) throw failure(fact, there, limits);
      commands.push({ ...fact, from: "registry" });
    }
    await takeBack();
    return { commands, refusedHosts: room?.refusedHosts() ?? [] };
  } finally {
    signal?.removeEventListener("abort", endRoom);
    await room?.close();
  }
}

/** Undefined when they don't install without the project around them. */
async function installLocked(
  directory: string,
  locked: LockedDependencies,
  openRoom: () => Promise<InstallRoom>,
  limits: InstallLimits,
): Promise<"registry" | "cache" | undefined> {
  if (await restoreDependencies(locked, directory)) return "cache";
  const room = await openRoom();
  return inCleanFolder(locked, room.folder, async (clean) => {
    await giveTree(clean, submissionsUser());
    const fact = await room.run(["npm", "ci"], clean, limits);
    if (locked.runScripts && fact.exit !== 0 && fact.ending === "by-itself") return undefined;
    if (hasFailed(fact)) throw failure(fact, room, limits);
    await giveTree(clean, ourselves());
    const installed = join(clean, "node_modules");
    // npm makes none where every package was optional and none fits.
    await mkdir(installed, { recursive: true });
    await keepDependencies(locked, installed);
    await rename(installed, join(directory, "node_modules")).catch((error: unknown) => {
      if (!isOtherDisk(error)) throw error;
      return copyTree(installed, join(directory, "node_modules"));
    });
    return "registry" as const;
  });
}

function isMaven(argv: readonly string[]): boolean {
  return argv[0] === "mvn" || argv[1] === "./mvnw";
}

function isOtherDisk(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EXDEV";
}

function hasFailed({ exit, ending }: CommandFact): boolean {
  return exit !== 0 || ending !== "by-itself";
}

/** How programs say that a name could not be looked up: those that know nothing of the proxy. */
const unknownHost =
  /(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|resolve host:?|resolve host name:?|UnknownHostException:|Unknown host)\s+['"]?([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi;

function failure(fact: CommandFact, room: InstallRoom, limits: InstallLimits): AssayError {
  const { lastLines } = fact;
  const command = fact.argv.join(" ");
  const more = { lastLines };
  if (isSandboxFailure(lastLines)) {
    return new AssayError("cell-failed", { problem: lastLines[0] ?? "" }, more);
  }
  if (fact.ending === "memory")
    return new AssayError("install-out-of-memory", { command, megabytes: limits.memoryBytes / MB }, more);
  if (fact.ending === "output")
    return new AssayError("install-too-much-output", { command, megabytes: limits.outputBytes / MB }, more);
  if (fact.ending === "disk")
    return new AssayError("install-too-much-disk", { command, megabytes: limits.diskBytes / MB }, more);
  if (fact.ending === "files") return new AssayError("install-too-many-files", { command, files: limits.files }, more);
  if (fact.ending === "depth")
    return new AssayError("install-too-deep", { command, characters: limits.pathBytes }, more);
  const unreachable = room.unreachableHosts();
  if (unreachable.length > 0)
    return new AssayError("registry-unreachable", { command, hosts: unreachable.join(", ") }, more);
  const named = [...lastLines.join("\n").matchAll(unknownHost)].map(([, host = ""]) => host);
  const refused = [...new Set([...room.refusedHosts(), ...named])].filter((host) => !/^[\d.]+$/.test(host));
  if (refused.length > 0)
    return new AssayError("install-refused-by-sandbox", { command, hosts: refused.join(", ") }, more);
  if (fact.ending === "time") return new AssayError("install-timed-out", { command, seconds: limits.seconds }, more);
  return new AssayError("install-failed", { command, exit: fact.exit ?? "none" }, more);
}

function submissionsUser(): { uid: number; gid: number } | undefined {
  return users.submission === undefined ? undefined : { uid: users.submission, gid: users.submission };
}

function ourselves(): { uid: number; gid: number } | undefined {
  return users.submission === undefined ? undefined : { uid: 0, gid: 0 };
}
