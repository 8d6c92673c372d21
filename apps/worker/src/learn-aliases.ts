import { readSignatures } from "@assay/bench/signatures";
import { maySign, mostOfSignedFile, signaturesIn, tidy } from "@assay/hiring";
import type { HiddenNames } from "@assay/store";

/** Keeps whom a piece of work names as its author, so that where names are hidden these are too. */
export function learningFor(hiddenNames: HiddenNames): (submission: string, archive: string) => Promise<void> {
  return async (submission, archive) => {
    const { authors, files } = await readSignatures(archive, { asked: maySign, most: mostOfSignedFile });
    const signed = files.flatMap(({ name, text }) => signaturesIn(name, text));
    await hiddenNames.learn(submission, tidy([...authors, ...signed]));
  };
}
