import type { WalkThrough } from "@assay/bench";
import { loadWalkThrough } from "@assay/bench/evaluation";
import { reading, readSourceFiles } from "@assay/bench/reading";
import { pointedAt, pointedAtChanges, type CodeFile, type Pointed } from "@assay/hiring";
import { z } from "zod";

export interface PlacesRequest {
  readonly challengeFolder: string;
  /** Folders of the work as it was handed in first, and as it was changed. */
  readonly first?: string | undefined;
  readonly changed?: string | undefined;
}

/** Where in a candidate's own code each prompt points. */
export interface Places {
  readonly prompts: readonly Pointed[];
  readonly changes: readonly Pointed[];
}

/** Runs in the reader. */
export async function readPlaces({ challengeFolder, first, changed }: PlacesRequest): Promise<Places> {
  const walkThrough: WalkThrough | undefined = await loadWalkThrough(challengeFolder);
  const before = (await filesIn(first)) ?? [];
  return {
    prompts: pointedAt(walkThrough?.prompts ?? [], before),
    changes: pointedAtChanges(before, await filesIn(changed)),
  };
}

async function filesIn(folder: string | undefined): Promise<readonly CodeFile[] | undefined> {
  if (folder === undefined) return undefined;
  return (await readSourceFiles(folder)).toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

const place = z.object({ path: z.string(), line: z.number(), from: z.number(), lines: z.array(z.string()) });

/** JSON leaves out what is undefined. */
const pointed = z.array(
  z.object({ id: z.string(), place: place.optional() }).transform(({ id, place }): Pointed => ({ id, place })),
);

export const placesReading = reading<PlacesRequest, Places>(
  import.meta.url,
  readPlaces,
  z.object({ prompts: pointed, changes: pointed }),
);
