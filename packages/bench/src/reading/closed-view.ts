import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeToolchain } from "../sandbox/toolchain.ts";
import { systemView } from "../sandbox/system-view.ts";

const project = fileURLToPath(new URL("../../../..", import.meta.url));

/** Our own programs. Not the folder beside them in which a server keeps its data. */
const programs = ["node_modules", "packages", "apps", "challenges", "package.json"].map((name) => join(project, name));

const temporaryBytes = 64 * 1024 * 1024;

/**
 * bubblewrap options for a file view that is empty but for the system's programs, our own, and these.
 * @param readOnly absolute paths of folders and files
 * @param writable the same
 */
export function closedView(readOnly: readonly string[], writable: readonly string[]): readonly string[] {
  const { views, links } = systemView();
  const { runtime } = nodeToolchain();
  const shown = [...programs, dirname(dirname(runtime)), ...readOnly].filter(existsSync);
  const mounts = [
    ...views.map(({ from, to }) => ({ to, words: ["--ro-bind", from, to] })),
    ...shown.map((path) => ({ to: path, words: ["--ro-bind", realpathSync(path), path] })),
    ...writable.map((path) => ({ to: path, words: ["--bind", realpathSync(path), path] })),
  ];
  return [
    ...["--size", String(temporaryBytes), "--tmpfs", "/tmp", "--proc", "/proc", "--dev", "/dev"],
    ...links.flatMap(({ at, to }) => ["--symlink", to, at]),
    // Outer folders first, so that none hides another that lies in it.
    ...mounts
      .toSorted((one, other) => one.to.split("/").length - other.to.split("/").length)
      .flatMap(({ words }) => words),
    ...["--remount-ro", "/"],
  ];
}
