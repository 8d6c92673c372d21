import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { AssayError, reasonOf } from "../../errors/assay-error.ts";
import { findProgram } from "../../sandbox/program.ts";
import type { Language, Toolchain } from "../language.ts";
import { go } from "./go.ts";
import { python } from "./python.ts";

const run = promisify(execFile);

const manifest = "Dockerfile";

/** Of languages that we know by their Dockerfile alone, the files that pin their packages. */
const lockFiles = [
  ...[
    "Cargo.lock",
    "Gemfile.lock",
    "mix.lock",
    "composer.lock",
    "packages.lock.json",
    "gradle.lockfile",
    "pubspec.lock",
  ],
  ...["package-lock.json", "pnpm-lock.yaml", "yarn.lock", "deno.lock", "bun.lock", "go.sum", "uv.lock", "poetry.lock"],
];

/** An image that the submission's Dockerfile says how to build: podman builds it, and it runs with the driver `oci`. */
export const dockerfile: Language = {
  name: "dockerfile",
  manifests: [manifest],
  async identify(directory, settings) {
    if (!existsSync(join(directory, manifest))) {
      const { file = "assay.yaml" } = settings;
      throw new AssayError("manifest-broken", { file, where: ' at "language"', problem: "there is no Dockerfile" });
    }
    const lockFile = lockFiles.find((file) => existsSync(join(directory, file)));
    return {
      language: "dockerfile",
      manifest: settings.file ?? manifest,
      ...(lockFile && { lockFile }),
      installCommands: [["podman", "build", "."]],
      startCommand: settings.startCommand ?? [],
      environment: settings.environment,
      ...(settings.testCommand && { testCommand: settings.testCommand }),
    };
  },
  packages: ["podman", "crun"],
  async version() {
    try {
      const { stdout } = await run(findProgram("podman"), ["--version"], { cwd: "/", timeout: 30_000 });
      return stdout.trim();
    } catch (error) {
      throw new AssayError("toolchain-missing", { tool: `podman (${reasonOf(error)})` }, { cause: error });
    }
  },
  async toolchain() {
    const version = await dockerfile.version();
    // Its steps may call any package client: what this machine's own are set to holds in them too.
    const settings = await Promise.allSettled([go, python].map(async (language) => language.packageSource?.()));
    const known = settings.flatMap((one) => (one.status === "fulfilled" && one.value ? [one.value] : []));
    return {
      version,
      views: [],
      folders: [],
      registries: known.flatMap(({ registries }) => registries),
      installEnvironment: Object.assign(
        {},
        ...known.map(({ installEnvironment }) => installEnvironment),
      ) as Toolchain["installEnvironment"],
    };
  },
};
