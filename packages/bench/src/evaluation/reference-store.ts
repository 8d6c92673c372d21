import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { ReferenceFact } from "../check/reference.ts";
import { capacityFact, journeyFact } from "../result/schema.ts";
import { cacheFolder } from "../services/cache-folder.ts";

const days = 86_400_000;
const longest = 7 * days;
/** Of the machine's pace. Two tries on an idle machine differ by less. */
const samePace = 1.2;

const reference = z.object({
  solution: z.string(),
  measuredAt: z.iso.datetime(),
  pace: z.number().positive(),
  capacity: capacityFact,
  journeys: z.array(journeyFact),
});

/** What was measured may be used: it is recent, and the machine is as quick and as busy as it was. */
export function isStillGood(
  { measuredAt, pace }: Pick<ReferenceFact, "measuredAt" | "pace">,
  current: { readonly now: Date; readonly pace: number },
): boolean {
  const age = current.now.getTime() - Date.parse(measuredAt);
  const factor = current.pace / pace;
  return age >= 0 && age <= longest && factor <= samePace && factor >= 1 / samePace;
}

export interface KeptReference {
  /** Undefined when nothing is kept, or it cannot be read. */
  read(): Promise<ReferenceFact | undefined>;
  /** Failing to keep it fails nothing else: it is measured again. */
  write(fact: ReferenceFact): Promise<void>;
}

/** What this machine remembers of a solution of ours, under all that its speed depends on. */
export function keptReferences(
  solution: string,
  key: string,
  folder = join(cacheFolder(), "references"),
): KeptReference {
  const path = join(folder, `${solution}-${key}.json`);
  return {
    async read() {
      try {
        return reference.parse(JSON.parse(await readFile(path, "utf8")));
      } catch {
        // Not there, or half written by something that was killed: then it is measured.
        return undefined;
      }
    },
    async write(fact) {
      const making = join(folder, `.making-${randomUUID()}`);
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(making, `${JSON.stringify(fact, null, 1)}\n`);
        await rename(making, path);
        await removeStale(folder);
      } catch {
        await rm(making, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** Of other versions of ours, too, which nobody will ask for again. */
async function removeStale(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const writtenAt = (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? Date.now();
    if (Date.now() - writtenAt > longest) await rm(join(folder, name), { force: true });
  }
}
