import { spawn, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../../assay", import.meta.url));
const submissions = fileURLToPath(new URL("./submissions", import.meta.url));

/** What one run of the command line came to. */
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly pid: number;
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when standard error holds the text. */
  says(text: string): Promise<void>;
}

/** A place of one test's own: whatever a run leaves behind in the temp folder is seen in `left`. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), "place-"));
  readonly temporary = join(this.folder, "tmp");
  readonly #pids: number[] = [];

  constructor() {
    mkdirSync(this.temporary);
    // The submission's user passes through to its files.
    for (const folder of [this.folder, this.temporary]) chmodSync(folder, 0o711);
  }

  /** A folder with the program as its `index.cjs`, and these files. */
  submission(name: string, files: Readonly<Record<string, string>> = {}): string {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    cpSync(join(submissions, `${name}.cjs`), join(folder, "index.cjs"));
    const all = { "package.json": JSON.stringify({ name, main: "index.cjs" }), ...files };
    for (const [file, text] of Object.entries(all)) writeFileSync(join(folder, file), text);
    return folder;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  start(...asked: readonly string[]): Running {
    return this.startBy([], asked);
  }

  /** As `start`, by a program that runs ours, such as `bwrap` with its options. */
  startBy(words: readonly string[], asked: readonly string[]): Running {
    const [first = program, ...rest] = [...words, program, ...asked];
    const child = spawn(first, rest, {
      cwd: this.folder,
      env: { ...process.env, TMPDIR: this.temporary, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const pid = child.pid ?? -1;
    this.#pids.push(pid);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => (stdout += part));
    child.stderr.setEncoding("utf8").on("data", (part: string) => (stderr += part));
    const ended = new Promise<Ended>((resolve) =>
      child.once("close", (code, signal) => resolve({ code, signal, stdout, stderr })),
    );
    return {
      pid,
      child,
      ended,
      async says(text) {
        for (let tries = 0; !stderr.includes(text); tries++) {
          if (tries > 600 || child.exitCode !== null) throw new Error(`it never said "${text}":\n${stderr}`);
          await sleep(50);
        }
      },
    };
  }

  run(...asked: readonly string[]): Promise<Ended> {
    return this.start(...asked).ended;
  }

  /** What is left of the runs: processes, control groups, files in the temp folder. */
  left(): { processes: readonly string[]; groups: readonly string[]; files: readonly string[] } {
    return {
      processes: this.#processes(),
      groups: this.#groups(),
      files: readdirSync(this.temporary).filter((name) => name.startsWith("assay")),
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #processes(): readonly string[] {
    const about = (pid: string): readonly string[] => [
      ...["cmdline", "environ"].map((file) => readFileSync(`/proc/${pid}/${file}`, "utf8")),
      readlinkSync(`/proc/${pid}/cwd`),
    ];
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
      .flatMap((pid) => {
        try {
          const facts = about(pid);
          return facts.some((fact) => fact.includes(this.folder)) ? [String(facts[0]).replaceAll("\0", " ")] : [];
        } catch {
          return [];
        }
      });
  }

  #groups(): readonly string[] {
    const trees = existsSync("/sys/fs/cgroup") ? readdirSync("/sys/fs/cgroup", { withFileTypes: true }) : [];
    return ["", ...trees.filter((tree) => tree.isDirectory()).map(({ name }) => name)]
      .flatMap((tree) => readdirSync(join("/sys/fs/cgroup", tree)))
      .filter((name) => this.#pids.some((pid) => new RegExp(`^assay-\\d+-${String(pid)}-`).test(name)));
  }
}

export const nothing = { processes: [], groups: [], files: [] };
