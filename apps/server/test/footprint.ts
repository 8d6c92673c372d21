import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** What there is of workers and of what they run. Empty lists where nothing is. */
export interface Left {
  /** Command lines. */
  readonly processes: readonly string[];
  readonly mounts: readonly string[];
  readonly groups: readonly string[];
  /** In the folder for temporary files. */
  readonly folders: readonly string[];
}

export const nothingLeft: Left = { processes: [], mounts: [], groups: [], folders: [] };

interface Seen {
  readonly pid: number;
  /** Clock ticks since boot. */
  readonly startedAt: number;
  readonly command: string;
  readonly namespaces: readonly string[];
}

/**
 * Watches all that workers with one folder for temporary files do to the machine, beside which others may work too. Our
 * processes have that folder in their environment or command; what they closed in is found by the network and process
 * namespaces that they had.
 */
export class Footprint {
  readonly #folder: string;
  readonly #namespaces = new Map<string, number>();
  readonly #owners = new Set<number>();
  readonly #host = namespacesOf("self");
  readonly #timer: NodeJS.Timeout;
  readonly #isIdle: (command: string, pid: number) => boolean;

  /**
   * @param folder what TMPDIR is to the workers
   * @param isIdle which of their processes are there also when nothing is evaluated
   */
  constructor(folder: string, isIdle: (command: string, pid: number) => boolean = () => false) {
    this.#folder = folder;
    this.#isIdle = isIdle;
    this.#timer = setInterval(() => {
      this.look();
    }, 400);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Process ids of those that evaluate or wait to. */
  evaluating(): readonly number[] {
    return this.#ours()
      .filter(({ command }) => command.includes("evaluation-child.ts"))
      .map(({ pid }) => pid);
  }

  /** Remembers by what all that there is now can be found again. */
  look(): readonly Seen[] {
    const ours = this.#ours();
    const now = Number(readFileSync("/proc/uptime", "utf8").split(" ")[0]) * 100;
    for (const { pid, namespaces } of ours) {
      this.#owners.add(pid);
      for (const namespace of namespaces) if (!this.#host.includes(namespace)) this.#namespaces.set(namespace, now);
    }
    return ours;
  }

  left(): Left {
    const ours = this.look().filter(({ command, pid }) => !this.#isIdle(command, pid));
    const closedIn = everyProcess().filter(({ namespaces, startedAt }) =>
      // The kernel gives the numbers of namespaces that are gone to new ones, which may be other people's.
      namespaces.some((namespace) => startedAt <= (this.#namespaces.get(namespace) ?? -1)),
    );
    return {
      processes: [...new Map([...ours, ...closedIn].map(({ pid, command }) => [pid, command])).values()],
      mounts: readFileSync("/proc/self/mountinfo", "utf8")
        .split("\n")
        .filter((line) => line.includes(this.#folder)),
      groups: this.#groups(),
      folders: readdirSync(this.#folder).filter((name) => name.startsWith("assay")),
    };
  }

  #ours(): readonly Seen[] {
    return everyProcess().filter(
      ({ pid, command }) => pid !== process.pid && (command.includes(this.#folder) || this.#isInEnvironment(pid)),
    );
  }

  #isInEnvironment(pid: number): boolean {
    return read(`/proc/${String(pid)}/environ`).includes(this.#folder);
  }

  #groups(): readonly string[] {
    const root = "/sys/fs/cgroup";
    if (!existsSync(root)) return [];
    return foldersBelow(root).filter((path) => {
      const owner = /(?:^|\/)assay-\d+-(\d+)-[^/]*$/.exec(path)?.[1];
      return owner !== undefined && this.#owners.has(Number(owner));
    });
  }
}

/** Paths of all folders below; one that goes while we look is left out, with what it held. */
function foldersBelow(folder: string): readonly string[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  } catch {
    return [];
  }
  return names.flatMap((name) => [join(folder, name), ...foldersBelow(join(folder, name))]);
}

/** Those that have ended and only wait to be collected are left out. */
function everyProcess(): readonly Seen[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = read(join("/proc", name, "stat"));
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (stat === "" || fields[0] === "Z" || fields[0] === "X") return [];
      const command = read(join("/proc", name, "cmdline"))
        .replaceAll("\0", " ")
        .trim();
      return [{ pid: Number(name), startedAt: Number(fields[19]), command, namespaces: namespacesOf(name) }];
    });
}

function namespacesOf(process: string): readonly string[] {
  return ["net", "pid"].flatMap((kind) => {
    try {
      return [readlinkSync(`/proc/${process}/ns/${kind}`)];
    } catch {
      return [];
    }
  });
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
