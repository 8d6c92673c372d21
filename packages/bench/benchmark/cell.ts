import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Cell } from "../src/cell/cell.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../src/cell/temporary-folder.ts";
import { portsInNamespace } from "../src/evaluation/ports.ts";
import { nodeToolchain } from "../src/sandbox/toolchain.ts";
import { prepareDatabase } from "../src/services/database.ts";
import { measurementOf, type Measurement } from "./measure.ts";

const rounds = 20;

/** From the coordinator's wish for a cell until network, sandbox, PostgreSQL, mail and taps are ready; no app is started. */
export async function measureCell(challengeFolder: string): Promise<readonly Measurement[]> {
  const workplace = await makeTemporaryFolder("benchmark-");
  const { views } = nodeToolchain();
  const database = await prepareDatabase("postgres");
  const directory = join(workplace, "submission");
  const opened: number[] = [];
  const inside: number[] = [];
  const closed: number[] = [];
  try {
    await chmod(workplace, 0o711);
    await mkdir(directory);
    // One more than is counted: the first compiles what the others find compiled.
    for (let round = 0; round <= rounds; round += 1) {
      const id = `benchmark-${String(process.pid)}-${String(round)}`;
      const startedAt = performance.now();
      const cell = await Cell.open(
        {
          id,
          challengeFolder,
          need: { startsApp: true },
          seed: round,
          sandbox: "bubblewrap",
          directory: join(workplace, id),
          database,
          submission: {
            directory,
            startCommand: ["node", "never-started.js"],
            environment: {},
            project: { language: "node", tests: { files: 0 } },
          },
          toolchain: { views, folders: [] },
          secret: "never-used",
          ports: portsInNamespace(1, "postgres"),
        },
        new AbortController().signal,
      );
      const readyAt = performance.now();
      await cell.close();
      if (round === 0) continue;
      opened.push(readyAt - startedAt);
      inside.push(cell.opened.readyMs);
      closed.push(performance.now() - readyAt);
    }
  } finally {
    await removeTemporaryFolder(workplace);
  }
  return [
    measurementOf("Cell ready: network, sandbox, PostgreSQL, mail, taps", "ms", opened, "under 300 ms"),
    measurementOf("  of it, since the agent's process began", "ms", inside),
    measurementOf("Cell closed", "ms", closed),
  ];
}
