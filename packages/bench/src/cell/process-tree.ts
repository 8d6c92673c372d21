import { readdir, readFile, readlink } from "node:fs/promises";
import { basename } from "node:path";

interface ProcessFact {
  readonly pid: number;
  readonly parent: number;
  readonly command: readonly string[];
}

async function readProcess(pid: number): Promise<ProcessFact | undefined> {
  try {
    const [stat, command] = await Promise.all([
      readFile(`/proc/${String(pid)}/stat`, "utf8"),
      readFile(`/proc/${String(pid)}/cmdline`, "utf8"),
    ]);
    // The name in parentheses may hold anything, so what follows is counted from its last parenthesis.
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    return { pid, parent, command: command.split("\0").filter((part) => part !== "") };
  } catch {
    return undefined;
  }
}

async function allProcesses(): Promise<ReadonlyMap<number, ProcessFact>> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const facts = await Promise.all(pids.map(readProcess));
  return new Map(facts.flatMap((fact) => (fact === undefined ? [] : [[fact.pid, fact]])));
}

function descendantsOf(root: number, processes: ReadonlyMap<number, ProcessFact>): readonly ProcessFact[] {
  const found: ProcessFact[] = [];
  const queue = [root];
  for (let pid = queue.pop(); pid !== undefined; pid = queue.pop()) {
    for (const fact of processes.values()) {
      if (fact.parent !== pid) continue;
      found.push(fact);
      queue.push(fact.pid);
    }
  }
  return found;
}

/** Inodes of the sockets that listen on a TCP port, from /proc/net/tcp and tcp6 (state 0A). */
async function listeningInodes(port: number): Promise<ReadonlySet<string>> {
  const wanted = port.toString(16).toUpperCase().padStart(4, "0");
  const tables = await Promise.all(
    ["tcp", "tcp6"].map((name) => readFile(`/proc/net/${name}`, "utf8").catch(() => "")),
  );
  const inodes = tables.flatMap((table) =>
    table
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === "0A" && fields[1]?.endsWith(`:${wanted}`) === true)
      .map((fields) => `socket:[${String(fields[9])}]`),
  );
  return new Set(inodes);
}

async function holdsOneOf(pid: number, inodes: ReadonlySet<string>): Promise<boolean> {
  const folder = `/proc/${String(pid)}/fd`;
  const names = await readdir(folder).catch(() => []);
  const targets = await Promise.all(names.map((name) => readlink(`${folder}/${name}`).catch(() => "")));
  return targets.some((target) => inodes.has(target));
}

/** Programs that start the server and do not pass the stop signal on (npm, shells, uv, composer) or whose own end takes it down. */
const wrappers = new Set([
  "npm",
  "npx",
  "pnpm",
  "yarn",
  "corepack",
  "sh",
  "bash",
  "dash",
  "ash",
  "zsh",
  "env",
  "uv",
  "poetry",
  "pipenv",
  "composer",
  "make",
  "bwrap",
  "setpriv",
  "tini",
  "dumb-init",
]);

function isWrapper({ command }: ProcessFact): boolean {
  // npm rewrites its title to "npm start …", which then is the whole first argument.
  const program = basename((command[0] ?? "").split(" ")[0] ?? "");
  if (wrappers.has(program)) return true;
  const script = basename(command[1] ?? "");
  return program === "node" && /^(npm|npx|pnpm|yarn|corepack)(-cli)?(\.c?js)?$/.test(script);
}

/**
 * The app's own server process: the topmost ancestor of the process that listens on the port, below npm or a shell.
 * Undefined when nothing below `root` listens there.
 */
export async function serverProcessBelow(root: number, port: number): Promise<number | undefined> {
  const [processes, inodes] = await Promise.all([allProcesses(), listeningInodes(port)]);
  const mine = descendantsOf(root, processes);
  const holders: ProcessFact[] = [];
  for (const fact of mine) if (await holdsOneOf(fact.pid, inodes)) holders.push(fact);
  const listener = holders[0];
  if (listener === undefined) return undefined;
  const ids = new Set(mine.map(({ pid }) => pid));
  let top = listener;
  for (
    let above = processes.get(listener.parent);
    above !== undefined && ids.has(above.pid);
    above = processes.get(above.parent)
  ) {
    if (!isWrapper(above)) top = above;
  }
  return top.pid;
}

/** Bytes of memory of all processes below `root`, shared pages counted once (proportional set size). */
export async function memoryBelow(root: number): Promise<number> {
  const mine = descendantsOf(root, await allProcesses());
  const sizes = await Promise.all(
    mine.map(async ({ pid }) => {
      const rollup = await readFile(`/proc/${String(pid)}/smaps_rollup`, "utf8").catch(() => "");
      return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
