import { existsSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeToolchain } from "../sandbox/toolchain.ts";
import { systemView } from "../sandbox/system-view.ts";

const project = fileURLToPath(new URL("../../../..", import.meta.url));

/** Our own programs. Not the folder beside them in which a server keeps its data. */
const programs = ["node_modules", "packages", "apps", "challenges", "package.json"].map((name) => join(project, name));

const temporaryBytes = 64 * 1024 * 1024;

/** What of the machine's files a process of ours sees, besides the system's programs and our own. Absolute paths. */
export interface FileView {
  readonly readOnly: readonly string[];
  readonly writable: readonly string[];
}

/**
 * bubblewrap options for a file view that is empty but for this. Folders that lead there are open to all users, however
 * closed they are on the machine; what they hold besides is not there.
 */
export function closedView({ readOnly, writable }: FileView): readonly string[] {
  const { views, links } = systemView();
  const shown = [...programs, dirname(dirname(nodeToolchain().runtime)), ...readOnly].filter(existsSync);
  const mounts = [
    ...views.map(({ from, to }) => ({ to, words: ["--ro-bind", from, to] })),
    ...shown.map((path) => ({ to: path, words: ["--ro-bind", realpathSync(path), path] })),
    ...writable.filter(existsSync).map((path) => ({ to: path, words: ["--bind", realpathSync(path), path] })),
  ];
  // bubblewrap would make them with mode 0700, closed to the submission's user.
  const folders = [...new Set(mounts.flatMap(({ to }) => ancestors(to)))];
  const opened = folders.map((path) => ({ to: path, words: ["--perms", "0755", "--dir", path] }));
  return [
    ...["--size", String(temporaryBytes), "--perms", "1777", "--tmpfs", tmpdir()],
    ...links.flatMap(({ at, to }) => ["--symlink", to, at]),
    // Outer folders first, so that none hides another that lies in it.
    ...[...opened, ...mounts]
      .toSorted((one, other) => one.to.split("/").length - other.to.split("/").length)
      .flatMap(({ words }) => words),
  ];
}

/** Outermost first, without `/`. */
function ancestors(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === path || parent === "/" ? [] : [...ancestors(parent), parent];
}
