import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import type { Row } from "./row.ts";

const undefended = (id: string, attempt: Row["attempt"]): Row => ({
  id,
  tries: "is there to be caught",
  pace: "quick",
  ways: ["no driver"],
  attempt,
});

/** Rows that do what must never happen, with nothing between them and us: by these the runner itself is tested. */
export const undefendedRows: readonly Row[] = [
  undefended("harmless", () => Promise.resolve()),
  undefended("undefended", async ({ target }) => {
    readFileSync(target.file);
    writeFileSync(join(target.folder, "planted"), "x");
    writeFileSync("/tmp/left", "x");
    const connection = connect(target.port, "127.0.0.1");
    await once(connection, "data");
    connection.destroy();
    spawn("sleep", ["995"], { detached: true, stdio: "ignore" }).unref();
    throw new Error("it did something");
  }),
  undefended("stops-us", () => {
    for (;;);
  }),
  undefended("ends-us", () => process.exit(7)),
];
