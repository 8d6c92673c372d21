import type { DatabaseEngine, ServiceName } from "../check/check.ts";
import type { View } from "../sandbox/driver.ts";
import type { Settings } from "./assay-yaml.ts";

/** What a submission is, and how it is installed and started. Commands are run without a shell unless they name one. */
export interface Identified {
  readonly language: string;
  /** The file that said so, relative to the working directory. */
  readonly manifest: string;
  readonly lockFile?: string;
  /** Run in turn; none when nothing needs to be installed. */
  readonly installCommands: readonly (readonly [string, ...string[]])[];
  /** Empty where the image that is built says it. */
  readonly startCommand: readonly string[];
  /** By the driver that it uses; PostgreSQL where it uses none that we know. */
  readonly database: DatabaseEngine;
  /** What it uses besides, by the drivers. */
  readonly services: readonly ServiceName[];
  /** Of the runtime, as the manifest gives it: ">=20". */
  readonly engines?: string;
  /** What the submission itself wants set, on top of the challenge's variables (which win). */
  readonly environment: Readonly<Record<string, string>>;
  /** How its own tests are run, if it says so. */
  readonly testCommand?: string;
}

/** The programs that a language's submissions are installed and run with, as this machine has them. Plain JSON. */
export interface Toolchain {
  /** "go1.26.8": what the result says. */
  readonly version: string;
  /** Where a command of ours serves the apps: what the result says of those that are started with it. */
  readonly server?: { readonly command: string; readonly version: string };
  /** What a sandboxed command must see; the system's own programs (`/usr`: compiler, python3, make) it sees anyway. */
  readonly views: readonly View[];
  /** Inside: folders of its programs, which come before Node's and the system's in PATH. */
  readonly folders: readonly string[];
  /** Addresses that packages come from besides npm's, as this machine's own client is set: our code names no host. */
  readonly registries: readonly string[];
  /** For the running app, below what the challenge and the submission set. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Tells the package client inside where packages come from. It learns of the proxy by the usual variables. */
  readonly installEnvironment: Readonly<Record<string, string>>;
  /** A folder of ours whose content each install command finds in its home, as its own copy. */
  readonly homeTemplate?: string;
}

/** One language: how it is recognised in a folder. A new one is a new file in `languages/`, and a line in its index. */
export interface Language {
  readonly name: string;
  /** Its own files, the most telling first. The language is recognised if one of them is at the top of the folder. */
  readonly manifests: readonly string[];
  /** Where one of its files is there and may mean something else. */
  recognises?(directory: string): Promise<boolean>;
  /**
   * What the language's own files say. `settings` (assay.yaml, Procfile) come first where they say something, so it need
   * not find a start command when they give one.
   *
   * @throws AssayError `manifest-broken`, `no-start-command`.
   */
  identify(directory: string, settings: Settings): Promise<Omit<Identified, "database" | "services">>;
  /** Debian's names of what brings its toolchain; none for Node, which comes with us. */
  readonly packages: readonly string[];
  /**
   * What this machine has: "go1.26.8". Quick.
   * @throws AssayError `toolchain-missing`
   */
  version(): Promise<string>;
  /**
   * @param engines of the runtime, as `Identified` has it.
   * @throws AssayError `toolchain-missing`
   */
  toolchain(engines?: string): Promise<Toolchain>;
  /** Where its packages come from on this machine, for steps of an image that call its client. */
  packageSource?(): Promise<Pick<Toolchain, "registries" | "installEnvironment">>;
}
