import type { SandboxName } from "../../src/sandbox/driver.ts";

/** What a row is a trick of. Each kind has a file in `rows/`. */
export const kinds = [
  "programs",
  "archives",
  "manifests",
  "repositories",
  "mails",
  "replies",
  "databases",
  "installs",
  "dockerfiles",
] as const;
export type Kind = (typeof kinds)[number];

/** How a row is run: with which driver, and by which user of the machine; `no driver` where no sandbox takes part. */
export type Way = "no driver" | SandboxName | `${"bubblewrap" | "oci"}, as an ordinary user`;

/** What of the host a trick may aim at. A row that reads or reaches any of it did not hold. */
export interface Target {
  /** A file that everyone on the machine can read, outside of everything that a submission is shown. */
  readonly file: string;
  /** The folder that holds it, where everyone can write. */
  readonly folder: string;
  /** What the file says, and nothing else does. */
  readonly word: string;
  /** Where a server of the host listens, on every address of the machine. */
  readonly port: number;
}

/** Where and at what a row is run. */
export interface Setting {
  readonly way: Way;
  readonly sandbox: SandboxName;
  /** Empty, of the row's own. It is removed afterwards. */
  readonly room: string;
  readonly target: Target;
}

/** One hostile input. */
export interface Row {
  /** Kebab case, unique in the whole table. */
  readonly id: string;
  /** What it tries, as the end of a sentence: "It …". */
  readonly tries: string;
  /** `quick` rows run in every test run; `long` ones by `npm run bench:hostile`. */
  readonly pace: "quick" | "long";
  /** The ways in which it is run; those in `longWays` only by `npm run bench:hostile`. */
  readonly ways: readonly Way[];
  readonly longWays?: readonly Way[];
  /** What of this machine is missing to run it; undefined when all is there. */
  readonly lacks?: (way: Way) => Promise<string | undefined>;
  /**
   * Makes the hostile input, gives it to the bench's own code, and throws what did not hold, an `AssertionError` at best.
   * What must hold of every row is not its concern: see `leftovers.ts` and `runner.ts`.
   */
  readonly attempt: (setting: Setting) => Promise<void>;
}

/** What became of a row. */
export interface Finding {
  readonly row: string;
  readonly way: Way;
  /** Empty when it held. */
  readonly problems: readonly string[];
  readonly seconds: number;
  /** The longest time for which our own process did not answer, seconds. */
  readonly longestSilence: number;
}

/** The driver in a way of running. */
export function sandboxOf(way: Way): SandboxName {
  if (way === "no driver") return "none";
  return way.startsWith("bubblewrap") ? "bubblewrap" : way.startsWith("oci") ? "oci" : "none";
}
