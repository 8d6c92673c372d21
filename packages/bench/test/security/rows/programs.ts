import assert from "node:assert/strict";
import { join } from "node:path";
import { networkInterfaces } from "node:os";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { ample, secret, type Job, type JobReport } from "../job/job.ts";
import { findingsOf, runJob, runJobAsOrdinaryUser } from "../job/run.ts";
import { lacksDriver } from "../lacks.ts";
import type { Row, Setting, Target, Way } from "../row.ts";

const project = fileURLToPath(new URL("../../../../..", import.meta.url));
const megabyte = 1024 * 1024;

interface ProgramRow {
  readonly id: string;
  readonly tries: string;
  readonly pace?: Row["pace"];
  /** A file of `programs/`. */
  readonly program: string;
  readonly job?: (target: Target, setting: Setting) => Partial<Job>;
  /** Given what the program said last, and what became of it. Unless said otherwise, it must have gained nothing. */
  readonly holds?: (report: JobReport, said: () => unknown) => void;
  /** What is open to the program on the host while it runs; closed afterwards. */
  readonly beside?: (setting: Setting) => Promise<() => void>;
}

const gainedNothing: ProgramRow["holds"] = (_report, said) => {
  assert.deepEqual((said() as { gained: string[] }).gained, []);
};

/** Its memory, its processes and its files ended with it. */
function wasKilled({ exit }: JobReport): void {
  assert.deepEqual(exit, { code: null, signal: "SIGKILL" });
}

const definitions: readonly ProgramRow[] = [
  {
    id: "host-files-read",
    tries: "reads files, processes and environments of the host",
    program: "host_reader.py",
    job: ({ file, folder }) => ({
      arguments: [secret.slice(0, -1), project, join(project, "package.json"), folder, file],
    }),
    holds(_report, said) {
      const seen = said() as Record<"opened" | "found" | "accounts" | "root", string[]> & { processes: number };
      // Its own command line holds the word: that is how it knows what to look for, and that it can find it.
      assert.ok(seen.found.length > 0);
      assert.deepEqual(
        seen.found.filter((place) => !place.endsWith("/cmdline")),
        [],
      );
      assert.deepEqual(seen.opened, []);
      assert.ok(seen.processes <= 3, `it sees ${seen.processes} processes`);
      assert.deepEqual(seen.accounts, ["root", "app", "nobody"]);
      const top = seen.root.filter((name) => !/^(s?bin|lib\w*|usr)$/.test(name));
      assert.deepEqual(top, ["dev", "etc", "hostile", "opt", "proc", "tmp"]);
    },
  },
  {
    id: "host-files-written",
    tries: "writes wherever it may not, itself and through links",
    program: "outside_writer.py",
    job: ({ file, folder }) => ({
      arguments: [
        join(project, "planted"),
        file,
        join(folder, "planted"),
        "/hostile/planted",
        "/shown/planted",
        "/shown/canary",
      ],
      show: folder,
    }),
    holds: (_report, said) => assert.deepEqual(said(), { written: [] }),
  },
  {
    id: "host-network-reached",
    tries: "connects to the host, to name servers, to the cloud's own services and to the machine around it",
    program: "outward.py",
    job: ({ port }) => ({
      arguments: Object.values(networkInterfaces())
        .flatMap((list) => list ?? [])
        .filter(({ family }) => family === "IPv4")
        .map(({ address }) => `${address}:${port}`),
    }),
    holds: (_report, said) => assert.deepEqual(said(), { reached: [], interfaces: ["lo"] }),
  },
  {
    id: "ports-scanned",
    tries: "looks for every port and every socket without a path in its cell",
    program: "port_scan.py",
    holds: (_report, said) => assert.deepEqual(said(), { answering: [5432], abstract: [], datagrams: [] }),
  },
  {
    id: "traffic-sniffed",
    tries: "listens in on others' traffic and forges their packets",
    program: "sniffer.py",
    holds: (_report, said) => assert.deepEqual(said(), { opened: [] }),
  },
  {
    id: "other-processes-signalled",
    tries: "signals and traces every process that is not its own",
    program: "outsider_killer.py",
    holds: (_report, said) => assert.deepEqual(said(), { signalled: [], traced: [] }),
  },
  {
    id: "rights-gained",
    tries: "makes namespaces, mounts, other users and capabilities its own",
    program: "climber.py",
    holds(_report, said) {
      const { gained, rights } = said() as { gained: string[]; rights: Record<string, string> };
      assert.deepEqual(gained, []);
      for (const name of ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"]) assert.equal(rights[name], "0".repeat(16));
      assert.equal(rights["NoNewPrivs"], "1");
      assert.equal(rights["Uid"], "64012\t64012\t64012\t64012");
    },
  },
  {
    id: "kernel-asked-for-favours",
    tries: "loads modules, sets the clock, reads the kernel's log, takes ports",
    program: "kernel_doors.py",
  },
  { id: "mounts-made", tries: "mounts, moves and unmounts by the old calls and the new", program: "mounter.py" },
  {
    id: "socket-families-opened",
    tries: "opens sockets that no namespace closes in: AF_ALG, AF_VSOCK, AF_PACKET and 39 more",
    program: "sockets.py",
  },
  {
    id: "network-changed-by-netlink",
    tries: "adds addresses, routes and devices, and follows the machine's events",
    program: "netlink.py",
  },
  {
    id: "terminal-typed-into",
    tries: "types into the terminal of the person who started Assay",
    program: "terminal.py",
  },
  {
    id: "proc-and-sys-abused",
    tries: "goes by /proc and /sys to other roots, to memory and to the machine's settings",
    program: "proc_tricks.py",
  },
  { id: "control-group-left", tries: "leaves its control group, or sets a release agent", program: "cgroup_escape.py" },
  {
    id: "own-keeper-taken-over",
    tries: "stops the sandbox's first process, and reads its memory and its descriptors",
    program: "tracer.py",
    // A word of our agent's; and the first process, once stopped, tells of no ending.
    job: ({ word }) => ({ arguments: [secret, word].map(backwards), killAfterMs: 3_000 }),
    holds(report, said) {
      assert.deepEqual((said() as { gained: string[] }).gained, []);
      assert.deepEqual(report.left, []);
    },
  },
  {
    id: "set-uid-programs-run",
    tries: "runs programs that change its user, the system's and its own",
    program: "set_uid.py",
  },
  {
    id: "unnamed-sockets-reached",
    tries: "connects to abstract sockets and service sockets of the host",
    program: "names.py",
    job: ({ word }) => ({ arguments: [word] }),
    async beside({ target }) {
      const server = createServer((socket) => socket.destroy());
      await new Promise<void>((resolve) => server.listen(`\0${target.word}`, resolve));
      return () => void server.close();
    },
  },
  {
    id: "everything-killed",
    tries: "kills every process that it may, at once",
    program: "kill_all.py",
    holds({ output, exit }) {
      assert.match(output, /about to kill/);
      assert.ok(exit.code === 9 || exit.signal === "SIGKILL", JSON.stringify(exit));
    },
  },
  {
    id: "memory-eaten",
    tries: "takes two gigabytes of memory",
    program: "memory_hog.mjs",
    job: () => ({ limits: { ...ample, memoryBytes: 200 * megabyte } }),
    holds(report) {
      assert.ok(!report.output.includes("kept"));
      wasKilled(report);
      assert.ok(report.usage.outOfMemoryKills >= 1);
      if (report.kind !== "approximate") assert.ok((report.usage.peakMemoryBytes ?? 0) <= 200 * megabyte);
    },
  },
  {
    id: "memory-hidden-in-files",
    tries: "keeps memory in files, segments and pipes that belong to no process",
    program: "memory_files.py",
    job: () => ({ limits: { ...ample, memoryBytes: 200 * megabyte } }),
    holds(report, said) {
      if (report.kind === "approximate") return;
      assert.ok((report.usage.peakMemoryBytes ?? 0) <= 200 * megabyte);
      if (report.exit.signal === "SIGKILL") return;
      const { kept } = said() as { kept: Record<string, number> };
      assert.ok(Object.values(kept).reduce((sum, count) => sum + count * 4, 0) <= 200, JSON.stringify(kept));
    },
  },
  {
    id: "processes-forked-without-end",
    tries: "forks until nothing else on the machine can start",
    program: "fork_bomb.py",
    job: () => ({ limits: { ...ample, processes: 60 }, killAfterMs: 1_500 }),
    holds(report) {
      assert.ok(report.usage.processes > 50 && report.usage.processes <= 64, `${report.usage.processes} processes`);
      wasKilled(report);
      assert.deepEqual(report.left, []);
    },
  },
  {
    id: "threads-started-without-end",
    tries: "starts ten thousand threads",
    program: "threads.py",
    job: () => ({ limits: { ...ample, processes: 80 } }),
    holds: (_report, said) => assert.ok((said() as { started: number }).started <= 80),
  },
  {
    id: "zombies-left",
    tries: "leaves ten thousand children that have ended",
    program: "zombies.py",
    job: () => ({ limits: { ...ample, processes: 80 } }),
    holds(report, said) {
      assert.ok((said() as { left: number }).left <= 80);
      assert.deepEqual(report.left, []);
    },
  },
  {
    id: "descriptors-hoarded",
    tries: "opens files until it may not, and hides them in sockets that nobody reads",
    program: "many_descriptors.py",
    holds(_report, said) {
      const { opened, sent } = said() as { opened: number; sent: number };
      assert.ok(opened < 1_500_000 && sent < 2_000_000, `${opened} opened, ${sent} sent`);
    },
  },
  {
    id: "disk-filled",
    tries: "writes to every folder until there is no room",
    program: "disk_filler.mjs",
    job: () => ({
      scratchBytes: 5 * megabyte,
      cellScratch: [{ at: "/mnt", bytes: 8 * megabyte }],
      writable: "/mnt/data",
      arguments: ["/data"],
    }),
    holds(_report, said) {
      const { written } = said() as { written: Record<string, number> };
      const places = Object.fromEntries(Object.entries(written).filter(([, count]) => count > 0));
      assert.deepEqual(Object.keys(places).sort(), ["/data", "/dev/shm", "/tmp"]);
      assert.ok((places["/tmp"] ?? 0) <= 5 && (places["/data"] ?? 0) <= 8 && (places["/dev/shm"] ?? 0) <= 64);
    },
  },
  {
    id: "sparse-files-made",
    tries: "makes files of eight exabytes, and takes all room at once",
    program: "sparse.py",
    job: () => ({ cellScratch: [{ at: "/mnt", bytes: 8 * megabyte }], writable: "/mnt/data" }),
    holds(_report, said) {
      const { gained, sizes } = said() as { gained: string[]; sizes: Record<string, number> };
      assert.deepEqual(gained, []);
      assert.ok(
        Object.values(sizes).every((bytes) => bytes <= 64 * megabyte),
        JSON.stringify(sizes),
      );
    },
  },
  {
    id: "many-files-made",
    tries: "makes half a million empty files",
    pace: "long",
    program: "many_files.py",
    job: () => ({ arguments: ["/tmp", "/dev/shm"] }),
    holds(report, said) {
      if (report.exit.signal === "SIGKILL") return;
      assert.ok((said() as { made: number }).made <= 500_000);
    },
  },
  {
    id: "deep-folders-in-memory",
    tries: "makes folders in folders, deeper than a path can be long, in its folders in memory",
    program: "deep_folders.py",
    job: () => ({
      arguments: ["3000", "/tmp", "/dev/shm", "/data"],
      cellScratch: [{ at: "/mnt", bytes: 64 * megabyte }],
      writable: "/mnt/data",
    }),
    holds: (_report, said) => assert.ok("/tmp" in (said() as { made: object }).made),
  },
  {
    id: "own-folder-swapped",
    tries: "puts links to the host's in the place of its own folders, and closes them to us",
    program: "swapped_folder.py",
    job: ({ folder }) => ({
      arguments: [folder],
      cellScratch: [{ at: "/mnt", bytes: 8 * megabyte }],
      writable: "/mnt/data",
    }),
  },
  {
    id: "log-without-end",
    tries: "prints without end, faster than anyone reads",
    program: "endless_log.mjs",
    job: () => ({ readAfterMs: 700, killAfterMs: 500 }),
    holds(report) {
      assert.ok(report.outputBytes > megabyte);
      assert.ok(report.agentGrewBytes < 20 * megabyte, `our agent grew by ${report.agentGrewBytes} bytes`);
      wasKilled(report);
    },
  },
  {
    id: "line-without-end",
    tries: "prints a line of 300 MB without an end to both outputs",
    program: "one_line.mjs",
    job: () => ({ readAfterMs: 500 }),
    holds: ({ agentGrewBytes }) =>
      assert.ok(agentGrewBytes < 20 * megabyte, `our agent grew by ${agentGrewBytes} bytes`),
  },
  {
    id: "core-file-left",
    tries: "crashes and asks for a core file of any size",
    program: "crash.py",
    holds: ({ exit }) => assert.deepEqual(exit, { code: null, signal: "SIGSEGV" }),
  },
  {
    id: "stop-ignored",
    tries: "ignores every signal that asks it to stop",
    program: "ignores_stop.sh",
    job: () => ({ killAfterMs: 300 }),
    holds(report) {
      assert.match(report.output, /ready/);
      wasKilled(report);
      assert.deepEqual(report.left, []);
    },
  },
  {
    id: "daemon-left-behind",
    tries: "leaves a process in a session of its own, with no descriptor and no environment",
    program: "daemon.py",
    holds(report, said) {
      assert.deepEqual(said(), { left: true });
      assert.deepEqual(report.exit, { code: 0, signal: null });
      assert.deepEqual(report.left, []);
    },
  },
];

function backwards(text: string): string {
  return text.split("").toReversed().join("");
}

/** By an ordinary user too, where rights are what it is about: nothing but namespaces keeps that one's files apart. */
const aboutRights: ReadonlySet<string> = new Set([
  ...["host-files-read", "host-files-written", "host-network-reached", "rights-gained", "own-keeper-taken-over"],
  ...["other-processes-signalled", "processes-forked-without-end", "memory-eaten", "disk-filled", "daemon-left-behind"],
]);
/** What is limited in memory, processes and files is limited in the same way with either driver. */
const appetites: ReadonlySet<string> = new Set([
  ...[
    "memory-hidden-in-files",
    "threads-started-without-end",
    "zombies-left",
    "descriptors-hoarded",
    "sparse-files-made",
  ],
  ...["deep-folders-in-memory", "log-without-end", "line-without-end", "core-file-left", "set-uid-programs-run"],
]);
const asOrdinaryUser: readonly Way[] = ["bubblewrap, as an ordinary user", "oci, as an ordinary user"];

export const programs: readonly Row[] = definitions.map(
  ({ id, tries, pace = "quick", program, job, holds = gainedNothing, beside }) => ({
    id,
    tries,
    pace,
    ways: [
      "bubblewrap",
      ...(appetites.has(id) ? [] : (["oci"] as const)),
      ...(aboutRights.has(id) ? (["bubblewrap, as an ordinary user"] as const) : []),
    ],
    longWays: [
      ...(appetites.has(id) ? (["oci"] as const) : []),
      ...asOrdinaryUser.filter((way) => !(aboutRights.has(id) && way.startsWith("bubblewrap"))),
    ],
    lacks: lacksDriver,
    async attempt(setting) {
      const close = await beside?.(setting);
      try {
        const whole: Job = { ...job?.(setting.target, setting), program, sandbox: setting.sandbox };
        const run = setting.way.endsWith("ordinary user") ? runJobAsOrdinaryUser : runJob;
        const report = await run(whole);
        holds(report, () => findingsOf(report));
      } finally {
        close?.();
      }
    },
  }),
);
