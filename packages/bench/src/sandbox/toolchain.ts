import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { View } from "./driver.ts";

const require = createRequire(import.meta.url);

/** The programs that a submission is installed and run with. Install and run use one and the same. */
export interface Toolchain {
  /** What a sandboxed command must see; the system's own programs (`/usr`: compiler, python3, make) it sees anyway. */
  readonly views: View[];
  /** PATH inside. */
  readonly path: string;
  /** Inside: where node-gyp finds the headers, for `npm_config_nodedir`. */
  readonly nodedir: string;
  /** On the host: the node program. */
  readonly runtime: string;
}

/**
 * Node 24 from the npm package that brings it, else the one that runs us; npm from its npm package.
 *
 * @param other another Node, and an npm for it, in their place
 */
export function nodeToolchain(other?: { readonly home: string; readonly npm: string }): Toolchain {
  const runtime = other === undefined ? nodeProgram() : join(other.home, "bin", "node");
  const npm = other?.npm ?? dirname(require.resolve("npm/package.json"));
  return {
    views: [
      // Program and headers.
      { from: dirname(dirname(runtime)), to: "/opt/node" },
      { from: npm, to: "/opt/npm" },
      { from: fileURLToPath(new URL("./bin", import.meta.url)), to: "/opt/bin" },
    ],
    path: "/opt/bin:/opt/node/bin:/usr/local/bin:/usr/bin:/bin",
    nodedir: "/opt/node",
    runtime,
  };
}

function nodeProgram(): string {
  try {
    return join(dirname(require.resolve(`node-${process.platform}-${process.arch}/package.json`)), "bin", "node");
  } catch {
    return process.execPath;
  }
}
