import { makeTemporaryFolder, removeTemporaryFolder } from "../../src/cell/temporary-folder.ts";
import { Reader } from "../../src/reading/reader.ts";
import { install as installWith, type InstallFact } from "../../src/submission/install.ts";

type Parameters = globalThis.Parameters<typeof installWith>;

/** Installs with a reader of its own, as an evaluation's would be. */
export async function install(
  received: Parameters[0],
  identified: Parameters[1],
  options: Omit<Parameters[2], "reader">,
): Promise<InstallFact> {
  const box = await makeTemporaryFolder("reader-");
  try {
    return await Reader.during({ sources: [received.directory], box }, (reader) =>
      installWith(received, identified, { ...options, reader }),
    );
  } finally {
    await removeTemporaryFolder(box);
  }
}
