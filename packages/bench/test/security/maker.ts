import { writeFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { bytesOf } from "./rows/archives.ts";

/** The thread in which archives are made, see `making.ts`. */
parentPort?.on("message", ({ row, path }: { readonly row: string; readonly path: string }) => {
  try {
    writeFileSync(path, bytesOf(row));
    parentPort?.postMessage({});
  } catch (error) {
    parentPort?.postMessage({ error: String(error) });
  }
});
