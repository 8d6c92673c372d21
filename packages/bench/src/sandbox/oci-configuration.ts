import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { SandboxedCommand } from "./driver.ts";
import { ociSeccomp } from "./oci-seccomp.ts";
import { insideId, ownFile, refuseLinks, sharedMemoryBytes, systemView } from "./system-view.ts";

interface Mount {
  readonly destination: string;
  readonly type: string;
  readonly source: string;
  readonly options: readonly string[];
}

const none: readonly string[] = [];
const seccomp = ociSeccomp();

/** Of `/proc`, what bubblewrap covers too: settings of the machine, not of the sandbox. */
const readonlyPaths = ["bus", "fs", "irq", "sys", "sysrq-trigger"].map((name) => `/proc/${name}`);
const maskedPaths = ["acpi", "kcore", "keys", "scsi", "timer_list"].map((name) => `/proc/${name}`);

/**
 * The `config.json` of a container, as the OCI runtime specification has it: every namespace of its own but the network,
 * which is the cell's, no capability, no new privileges, and a read-only file view with nothing in it but what is listed.
 *
 * @param root the folder that becomes `/`
 * @param owner the user and group outside that the submission runs as
 */
export function ociConfiguration(
  command: SandboxedCommand,
  root: string,
  owner: { readonly uid: number; readonly gid: number },
): object {
  const { perProcess } = command.limits ?? {};
  return {
    ociVersion: "1.0.2",
    hostname: "app",
    root: { path: root, readonly: true },
    process: {
      terminal: false,
      user: { uid: insideId, gid: insideId, umask: 0o022 },
      args: argumentsOf(command),
      env: Object.entries(command.environment).map(([name, value]) => `${name}=${value}`),
      cwd: command.workingDirectory,
      capabilities: { bounding: none, effective: none, inheritable: none, permitted: none, ambient: none },
      noNewPrivileges: true,
      ...(perProcess && {
        rlimits: [rlimit("RLIMIT_DATA", perProcess.dataBytes), rlimit("RLIMIT_NPROC", perProcess.processes)],
      }),
    },
    mounts: mounts(command),
    linux: {
      namespaces: ["pid", "ipc", "uts", "mount", "user", "cgroup"].map((type) => ({ type })),
      uidMappings: [{ containerID: insideId, hostID: owner.uid, size: 1 }],
      gidMappings: [{ containerID: insideId, hostID: owner.gid, size: 1 }],
      ...(seccomp && { seccomp }),
      readonlyPaths: readonlyPaths.filter(existsSync),
      maskedPaths: maskedPaths.filter(existsSync),
    },
  };
}

function rlimit(type: string, value: number): object {
  return { type, hard: value, soft: value };
}

/**
 * A container's first process is deaf to every signal it has no handler for, and gets the children of those that ended. So a
 * shell stands there, as bubblewrap stands there in its sandboxes. An image without a shell runs as its author ran it.
 */
function argumentsOf({ argv, root }: SandboxedCommand): readonly string[] {
  if (root !== undefined && !existsSync(join(root, "bin/sh"))) return argv;
  return ["/bin/sh", "-c", 'exec 9>&2 2>/dev/null; (exec 2>&9 9>&-; exec "$@"); exit $?', "sh", ...argv];
}

/** Outer folders first, so that none hides another that lies in it. */
function mounts(command: SandboxedCommand): Mount[] {
  const { scratch, readOnly, writable, root } = command;
  refuseLinks([...readOnly, ...writable]);
  const shown = root === undefined ? systemView().views : ["hosts", "resolv.conf"].map(ownFile);
  return [
    { destination: "/proc", type: "proc", source: "proc", options: ["nosuid", "noexec", "nodev"] },
    // Read-only once all below it is there, else it would be a disk without a limit.
    tmpfs("/dev", ["nosuid", "strictatime", "mode=755", "size=65536k", "ro"]),
    {
      destination: "/dev/pts",
      type: "devpts",
      source: "devpts",
      options: ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"],
    },
    tmpfs("/dev/shm", ["nosuid", "noexec", "nodev", "mode=1777", `size=${sharedMemoryBytes}`]),
    ...[
      ...scratch.map(({ at, bytes }) => tmpfs(at, ["nosuid", "nodev", "mode=0700", `size=${bytes}`])),
      ...[...shown, ...readOnly].map(({ from, to }) => bind(from, to, "ro")),
      ...writable.map(({ from, to }) => bind(from, to, "rw")),
    ].sort((one, other) => depth(one) - depth(other)),
  ];
}

function depth({ destination }: Mount): number {
  return destination.split("/").length;
}

function tmpfs(destination: string, options: readonly string[]): Mount {
  return { destination, type: "tmpfs", source: "tmpfs", options };
}

function bind(source: string, destination: string, mode: "ro" | "rw"): Mount {
  const kind = statSync(source).isDirectory() ? "rbind" : "bind";
  return { destination, type: "bind", source, options: [kind, mode, "nosuid", "nodev"] };
}
