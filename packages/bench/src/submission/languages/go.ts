import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile, rename } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { inDraftFolder } from "../../cell/draft-folder.ts";
import { AssayError, reasonOf } from "../../errors/assay-error.ts";
import { cacheFolder } from "../../services/cache-folder.ts";
import { nodeToolchain } from "../../sandbox/toolchain.ts";
import { readManifest } from "../assay-yaml.ts";
import type { Identified, Language, Toolchain } from "../language.ts";

const run = promisify(execFile);

const manifest = "go.mod";
const builtServer = "./.assay-build/server";

/** Where a server is looked for when several commands are there. */
const usualNames = ["server", "api", "app", "web", "main"];

/** What nearly every server is built on. Compiling it takes longer than all the rest of a small one. */
const usualPackages = ["net/http", "database/sql", "encoding/json", "html/template", "log/slog", "embed", "crypto/..."];

/** Go, built with `go build`. */
export const go: Language = {
  name: "go",
  manifests: [manifest],
  async identify(directory, settings) {
    const text = (await readManifest(directory, manifest)) ?? "";
    const module = /^module[ \t]+"?([^\s"]+)/m.exec(text)?.[1];
    if (module === undefined && settings.startCommand === undefined) {
      throw new AssayError("manifest-broken", { file: manifest, where: "", problem: "it names no module" });
    }
    const needsNothing = !/^[ \t]*require\b/m.test(text);
    const hasSums = existsSync(join(directory, "go.sum"));
    const engines = /^go[ \t]+(\S+)/m.exec(text)?.[1];
    const build = async (): Promise<Identified["installCommands"]> => [
      ["go", "build", "-o", builtServer, await mainPackage(directory, module ?? "")],
    ];
    return {
      language: "go",
      manifest: settings.file ?? manifest,
      // With nothing to pin, go.mod pins it all.
      ...((hasSums || needsNothing) && { lockFile: hasSums ? "go.sum" : manifest }),
      installCommands: settings.installCommands ?? (settings.startCommand === undefined ? await build() : []),
      startCommand: settings.startCommand ?? [builtServer],
      ...(engines && { engines }),
      environment: settings.environment,
      testCommand: settings.testCommand ?? "go test ./...",
    };
  },
  packages: ["golang-go"],
  version: async () => (await machineSettings()).GOVERSION,
  toolchain: () => (known ??= findToolchain()),
  packageSource: async () => packageSourceOf(await machineSettings()),
};

/** The folder of the command to build, as `go build` takes it. */
async function mainPackage(directory: string, module: string): Promise<string> {
  if (await isCommand(directory)) return ".";
  const names = (await readdir(join(directory, "cmd"), { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const commands: string[] = [];
  for (const name of names) if (await isCommand(join(directory, "cmd", name))) commands.push(name);
  const wanted = [basename(module), ...usualNames].find((name) => commands.includes(name)) ?? commands[0];
  if (wanted !== undefined) return `./cmd/${wanted}`;
  if (await isCommand(join(directory, "cmd"))) return "./cmd";
  throw new AssayError("no-start-command", {
    problem: "there is no package main, neither at the top nor in a folder of cmd",
    advice: "Add a main.go with `package main` and `func main()`",
  });
}

async function isCommand(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (!name.endsWith(".go") || name.endsWith("_test.go")) continue;
    const text = await readFile(join(folder, name), "utf8").catch(() => "");
    if (/^package[ \t]+main\b/m.test(text) && !/^\/\/go:build[ \t]+ignore\b/m.test(text)) return true;
  }
  return false;
}

let known: Promise<Toolchain> | undefined;

async function findToolchain(): Promise<Toolchain> {
  const settings = await machineSettings();
  const { GOROOT, GOVERSION } = settings;
  const { registries, installEnvironment } = packageSourceOf(settings);
  const { views } = nodeToolchain();
  const homeTemplate = await compiledUsualPackages(GOROOT, GOVERSION);
  return {
    version: GOVERSION,
    views: [...views, { from: GOROOT, to: "/opt/go" }],
    folders: ["/opt/go/bin"],
    registries,
    installEnvironment: { ...buildSettings, ...installEnvironment },
    ...(homeTemplate !== undefined && { homeTemplate }),
  };
}

function packageSourceOf({
  GOPROXY,
  GOSUMDB,
}: z.infer<typeof settingsSchema>): Pick<Toolchain, "registries" | "installEnvironment"> {
  // "direct" is no address: what no proxy has would be fetched from wherever it was written, which we forbid.
  const proxies = GOPROXY.split(/[,|]/).filter((part) => /^https?:/.test(part));
  const [sums = "off", sumsAddress] = GOSUMDB.split(" ");
  return {
    registries: [...proxies, ...(sums === "off" ? [] : [sumsAddress ?? `https://${sums.split("+").at(0) ?? ""}`])],
    installEnvironment: { GOPROXY: proxies.join(",") || "off", GOSUMDB },
  };
}

const settingsSchema = z.object({
  GOROOT: z.string(),
  GOVERSION: z.string(),
  GOPROXY: z.string(),
  GOSUMDB: z.string(),
});

async function machineSettings(): Promise<z.infer<typeof settingsSchema>> {
  const usual = ["/usr/local/go/bin/go", "/usr/lib/go/bin/go"];
  const program = ["go", ...usual.filter((path) => existsSync(path))];
  let reason: unknown;
  for (const go of program) {
    try {
      const { stdout } = await run(go, ["env", "-json", ...Object.keys(settingsSchema.shape)], {
        cwd: "/",
        timeout: 30_000,
      });
      return settingsSchema.parse(JSON.parse(stdout));
    } catch (error) {
      reason ??= error;
    }
  }
  throw new AssayError("toolchain-missing", { tool: `Go (${reasonOf(reason)})` }, { cause: reason });
}

/** The same for the submission's build and for what we compile ahead of it, else nothing of that would fit. */
const buildSettings = { GOENV: "off", GOFLAGS: "-buildvcs=false -modcacherw", CC: "gcc" };

/**
 * A home with a build cache in it, made once for each version. Compiled by us from Go's own source: no submission
 * writes there. Undefined when it cannot be made; each build then compiles all of it.
 */
async function compiledUsualPackages(root: string, version: string): Promise<string | undefined> {
  const home = join(cacheFolder(), `home-${version}`);
  if (existsSync(home)) return home;
  try {
    await inDraftFolder(cacheFolder(), async (making) => {
      const path = `${join(root, "bin")}:${nodeToolchain().path}`;
      const env = { ...buildSettings, PATH: path, HOME: making, GOTOOLCHAIN: "local", GOPROXY: "off" };
      await run(join(root, "bin/go"), ["build", ...usualPackages], { cwd: "/", env, timeout: 600_000 });
      await rename(making, home);
    });
    return home;
  } catch {
    // Another may have made it meanwhile.
    return existsSync(home) ? home : undefined;
  }
}
