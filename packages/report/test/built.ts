import type * as Report from "../src/index.ts";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";

export interface Built {
  /** What the package hands to Node. */
  readonly report: typeof Report;
  /** The bundle itself. */
  readonly text: string;
}

/** Builds the package as an install does, into a folder of its own, so that what is tested is what is shipped. */
export async function built(): Promise<Built> {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const directory = mkdtempSync(join(tmpdir(), "assay-report-build-"));
  try {
    await build({
      root,
      configFile: join(root, "vite.config.ts"),
      mode: "production",
      logLevel: "error",
      build: { outDir: directory },
    });
    const file = join(directory, "index.js");
    const report = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Built["report"];
    return { report, text: readFileSync(file, "utf8") };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
