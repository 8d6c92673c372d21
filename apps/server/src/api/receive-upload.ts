import type { MultipartFile } from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import type { HandedIn } from "@assay/store";
import type { Parts } from "../parts.ts";
import { watchSilence } from "../edge/patience.ts";
import { Problem } from "../problems/problem.ts";

/** As large as what the bench takes. */
const largestArchive = 100 * 1024 * 1024;

/** Keeps the one file of a form, while it comes in. The id of the submission. @throws Problem */
export async function receiveUpload(
  request: FastifyRequest,
  { submissions, freeSpace }: Pick<Parts, "submissions" | "freeSpace">,
  { by, ...handedIn }: Omit<HandedIn, "name"> & { readonly by: string },
): Promise<string> {
  if (!request.isMultipart()) throw new Problem("wrong-type", "Send the archive as a form with one file.");
  await freeSpace.assert();
  const watch = watchSilence(request.raw, request.server.patience.silence);
  try {
    const reading = request.file({ limits: { fileSize: largestArchive, files: 1 } });
    // It never comes where the form has no end, and fails where nobody waits for it any more.
    reading.catch(() => undefined);
    const file = await Promise.race([reading, watch.broken]);
    watch.broken.catch((error: unknown) => file?.file.destroy(error instanceof Error ? error : undefined));
    const { id } = await submissions.keep(...archiveOf(file, handedIn), by);
    return id;
  } catch (error) {
    if (isCutOff(error)) throw new Problem("not-valid", "The file ended before it was whole. Send it again.");
    throw error;
  } finally {
    watch.stop();
  }
}

/** What was sent, by a name of ours. @throws Problem */
function archiveOf(
  file: MultipartFile | undefined,
  handedIn: Omit<HandedIn, "name">,
): [handedIn: HandedIn, content: MultipartFile["file"]] {
  if (file === undefined) throw new Problem("not-valid", "Choose a file first: a .zip or a .tar.gz.");
  const name = file.filename.split(/[/\\]/).at(-1) ?? "";
  if (!/\.(zip|tar\.gz|tgz)$/i.test(name)) {
    file.file.resume();
    throw new Problem(
      "not-valid",
      "It must be a .zip or a .tar.gz: pack the folder with your code, without what is installed.",
    );
  }
  const normal = name
    .replace(/\.zip$/i, ".zip")
    .replace(/\.(tar\.gz|tgz)$/i, ".tar.gz")
    .slice(-200);
  // A file that is too large ends as if it were whole: only a flag tells.
  file.file.on("limit", () =>
    file.file.destroy(
      new Problem("too-large", "It is larger than 100 MB. Leave out what is installed, such as node_modules."),
    ),
  );
  return [{ ...handedIn, name: normal }, file.file];
}

/** As busboy and streams say it of a form without its end. */
function isCutOff(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    ["ERR_STREAM_PREMATURE_CLOSE", "FST_PREMATURE_CLOSE", "ERR_STREAM_DESTROYED"].includes(code) ||
    /Unexpected end of (form|multipart data|file)|Part terminated early/.test(error.message)
  );
}
