import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { AssayError } from "@assay/bench/errors";
import { makeTemporaryFolder, removeTemporaryFolder } from "@assay/bench/evaluation";
import { Reader, unpackInto } from "@assay/bench/reading";
import type { SubmissionRow } from "@assay/store";
import type { Parts } from "../parts.ts";
import { placesReading, type Places } from "./read-places.ts";

/** What was handed in last: the first work, and the change to it. */
export interface OwnWork {
  readonly first: SubmissionRow | undefined;
  readonly changed: SubmissionRow | undefined;
}

export async function ownWorkOf(application: string, { submissions }: Pick<Parts, "submissions">): Promise<OwnWork> {
  const handedIn = (await submissions.of(application)).filter(({ kind }) => kind === "final");
  return {
    first: handedIn.find(({ follow_up }) => follow_up === null),
    changed: handedIn.find(({ follow_up }) => follow_up !== null),
  };
}

export interface PlacesInWork extends Places {
  /** False where the archive of the first work is gone, or can't be unpacked. */
  readonly isReadable: boolean;
}

/** One after another: each is a process of its own, and the pages come first. */
let waiting: Promise<unknown> = Promise.resolve();

/** Where a challenge's prompts point in a candidate's work. */
export function placesIn(work: OwnWork, challengeFolder: string, parts: Pick<Parts, "files">): Promise<PlacesInWork> {
  const places = waiting.then(() => readPlacesIn(work, challengeFolder, parts));
  waiting = places.catch(() => undefined);
  return places;
}

async function readPlacesIn(
  { first, changed }: OwnWork,
  challengeFolder: string,
  { files }: Pick<Parts, "files">,
): Promise<PlacesInWork> {
  const folder = await makeTemporaryFolder("walk-through-");
  const [archives, box] = [join(folder, "archives"), join(folder, "box")];
  try {
    await Promise.all([mkdir(archives), mkdir(box)]);
    return await Reader.during({ sources: [archives, challengeFolder], box }, async (reader) => {
      const unpacked = async (name: string, submission: SubmissionRow | undefined) => {
        if (submission === undefined) return undefined;
        const content = await files.read(submission.file_key).catch(() => undefined);
        if (content === undefined) return undefined;
        await pipeline(content, createWriteStream(join(archives, name)));
        try {
          await unpackInto(reader, join(archives, name), join(box, name));
          return join(box, name);
        } catch (error) {
          // The report says what is wrong with an archive; a fault of ours is thrown on.
          if (AssayError.from(error).by === "assay") throw error;
          return undefined;
        }
      };
      const [before, after] = [await unpacked("first", first), await unpacked("changed", changed)];
      const places = await reader.read(placesReading, { challengeFolder, first: before, changed: after });
      return { ...places, isReadable: before !== undefined };
    });
  } finally {
    await removeTemporaryFolder(folder);
  }
}
