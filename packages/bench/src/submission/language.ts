import type { Settings } from "./assay-yaml.ts";

/** What a submission is, and how it is installed and started. Commands are run without a shell unless they name one. */
export interface Identified {
  readonly language: "node" | (string & {});
  /** The file that said so, relative to the working directory. */
  readonly manifest: string;
  readonly lockFile?: string;
  /** Run in turn; none when nothing needs to be installed. */
  readonly installCommands: readonly (readonly [string, ...string[]])[];
  readonly startCommand: readonly [string, ...string[]];
  /** Of the runtime, as the manifest gives it: ">=20". */
  readonly engines?: string;
  /** What the submission itself wants set, on top of the challenge's variables (which win). */
  readonly environment: Readonly<Record<string, string>>;
  /** How its own tests are run, if it says so. */
  readonly testCommand?: string;
}

/** One language or toolchain: how it is recognised in a folder. A new one is a new file in `languages/`, and a line in `identify.ts`. */
export interface Language {
  readonly name: string;
  /** Its own files, the most telling first. The language is recognised if one of them is at the top of the folder. */
  readonly manifests: readonly string[];
  /**
   * What the language's own files say. `settings` (assay.yaml, Procfile) come first where they say something, so it need
   * not find a start command when they give one.
   *
   * @throws AssayError `manifest-broken`, `no-start-command`.
   */
  identify(directory: string, settings: Settings): Promise<Identified>;
}
