import { randomUUID } from "node:crypto";
import { chmod, mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AgentLine } from "../cell/agent-line.ts";
import { compiledFolder } from "../cell/compiled-folder.ts";
import { removeLimits } from "../cell/limits.ts";
import { enterNamespace, type CellProcess } from "../cell/namespace.ts";
import { stayOutside } from "../cell/outside.ts";
import { removeTrees } from "../cell/remove-tree.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../cell/temporary-folder.ts";
import type { Reader } from "../reading/reader.ts";
import type { SandboxName } from "../sandbox/driver.ts";
import { nodeToolchain } from "../sandbox/toolchain.ts";
import { users } from "../sandbox/users.ts";
import { allowedHosts } from "./allowed-hosts.ts";
import { installEnvironment, toolchainOnHost } from "./install-environment.ts";
import { copyTree, giveTree } from "./file-tree.ts";
import { prepareBuild, type Image } from "./image.ts";
import type { CommandFact, InstallAnswers, InstallLimits, ToInstallAgent } from "./install-protocol.ts";
import type { Toolchain } from "./language.ts";
import { packageClientSettings, type PackageClientSettings } from "./package-client.ts";
import { openRegistryProxy, type RegistryProxy } from "./registry-proxy.ts";

const agentEntry = fileURLToPath(new URL("./install-agent.ts", import.meta.url));

/** Where the commands of one install run: a namespace whose only way out is the registry proxy. */
export class InstallRoom {
  /** Names its limits: rooms of one coordinator must not share them. */
  readonly #id = `install-${randomUUID().slice(0, 8)}`;
  /** What is made for its commands; removed with it. The submission's user passes through. */
  readonly folder: string;
  readonly #settings: PackageClientSettings;
  readonly #toolchain: Toolchain;
  readonly #sandbox: SandboxName;
  readonly #process: CellProcess;
  readonly #line: AgentLine<ToInstallAgent, InstallAnswers>;
  #proxy: RegistryProxy | undefined;
  #environment: Readonly<Record<string, string>> = {};

  private constructor(
    folder: string,
    settings: PackageClientSettings,
    toolchain: Toolchain,
    sandbox: SandboxName,
    directory: string,
    compiled: string,
  ) {
    this.folder = folder;
    this.#settings = settings;
    this.#toolchain = toolchain;
    this.#sandbox = sandbox;
    this.#process =
      sandbox !== "none"
        ? enterNamespace({
            entry: agentEntry,
            arguments: [],
            scratch: [],
            files: {
              readOnly: [
                ...toolchain.views.map(({ from }) => from),
                ...(settings.certificates === undefined ? [] : [settings.certificates]),
              ],
              writable: [folder, directory, compiled],
            },
            environment: { NODE_COMPILE_CACHE: compiled },
          })
        : stayOutside({ entry: agentEntry });
    this.#line = new AgentLine(this.#process);
  }

  /**
   * @param directory the submission's
   * @throws AssayError that is ours, when it cannot be made.
   */
  static async open(sandbox: SandboxName, toolchain: Toolchain, directory: string): Promise<InstallRoom> {
    const settings = await packageClientSettings();
    const folder = await makeTemporaryFolder("install-");
    const room = new InstallRoom(folder, settings, toolchain, sandbox, directory, await compiledFolder());
    try {
      await chmod(folder, 0o711);
      if (sandbox === "none") {
        const onHost = await toolchainOnHost(join(folder, "programs"), toolchain.views);
        // It is removed with the home; the machine's is not ours to clean.
        room.#environment = { ...installEnvironment(settings, toolchain, onHost), TMPDIR: "/home/app" };
      } else {
        const socket = join(folder, "proxy");
        const registries = [settings.registry, ...Object.values(settings.scopedRegistries), ...toolchain.registries];
        room.#proxy = await openRegistryProxy(socket, allowedHosts(registries));
        const { proxyPort } = await room.#line.ask({ type: "listen", proxySocket: socket }, "listening");
        room.#environment = installEnvironment(settings, toolchain, nodeToolchain(), proxyPort);
      }
      return room;
    } catch (error) {
      await room.close();
      throw error;
    }
  }

  /**
   * @param directory the one that it was opened for, or one below `folder`; must belong to the submission's user.
   * @param homes.homeTemplate in place of the toolchain's
   * @param homes.keepHome is given the home, on the host, when the command has succeeded
   */
  async run(
    argv: readonly [string, ...string[]],
    directory: string,
    limits: InstallLimits,
    homes: { readonly homeTemplate?: string; readonly keepHome?: (home: string) => Promise<void> } = {},
  ): Promise<CommandFact> {
    // A home for each command: one that ran the submission's code leaves nothing for the next.
    const home = join(this.folder, randomUUID());
    const { views } = this.#toolchain;
    const homeTemplate = homes.homeTemplate ?? this.#toolchain.homeTemplate;
    if (homeTemplate === undefined) await mkdir(home);
    else await copyTree(homeTemplate, home);
    const { submission } = users;
    await giveTree(home, submission === undefined ? undefined : { uid: submission, gid: submission });
    await chmod(home, 0o700);
    const { certificates } = this.#settings;
    try {
      const request = {
        room: this.#id,
        sandbox: this.#sandbox,
        argv,
        directory,
        home,
        environment: this.#environment,
        views,
        ...(certificates && { certificates }),
        limits,
      };
      const fact = await this.#line.ask({ type: "run", request }, "ran");
      if (fact.exit === 0 && fact.ending === "by-itself") await homes.keepHome?.(home);
      return fact;
    } finally {
      await removeTrees([home]);
    }
  }

  /**
   * Builds the Dockerfile of `directory`.
   * @param root where the image's files go; nothing is there yet
   * @param reader sees `directory`
   */
  async build(
    directory: string,
    root: string,
    limits: InstallLimits,
    reader: Reader,
  ): Promise<{ readonly fact: CommandFact; readonly read: () => Promise<Image> }> {
    const folder = join(this.folder, randomUUID());
    // The steps' users pass through.
    await mkdir(folder, { mode: 0o711 });
    const { certificates } = this.#settings;
    const built = join(folder, "image");
    const { argv, environment, read } = await prepareBuild({
      context: directory,
      folder,
      root: built,
      forSteps: this.#environment,
      ...(certificates && { certificates }),
      reader,
    });
    const proxy = Object.entries(this.#environment).filter(([name]) => /^https?_proxy$/i.test(name));
    const request = {
      room: this.#id,
      sandbox: this.#sandbox,
      builds: true,
      argv,
      directory,
      home: folder,
      image: built,
      environment: {
        PATH: "/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin",
        HOME: folder,
        ...Object.fromEntries(proxy),
        ...environment,
      },
      views: [],
      limits,
    } as const;
    const fact = await this.#line.ask({ type: "run", request }, "ran");
    const moved = async (): Promise<Image> => {
      const image = await read();
      await rename(built, root);
      return { ...image, root };
    };
    return { fact: { ...fact, argv: ["podman", "build", "."] }, read: moved };
  }

  refusedHosts(): readonly string[] {
    return this.#proxy?.refusedHosts() ?? [];
  }

  unreachableHosts(): readonly string[] {
    return this.#proxy?.unreachableHosts() ?? [];
  }

  /** Ends everything in it, and leaves nothing behind. */
  async close(): Promise<void> {
    await this.#process.close();
    await this.#proxy?.close();
    if (this.#sandbox !== "none") await removeLimits(this.#id);
    await removeTemporaryFolder(this.folder);
  }
}
