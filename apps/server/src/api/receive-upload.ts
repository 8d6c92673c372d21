import type { FastifyRequest } from "fastify";
import type { HandedIn } from "@assay/store";
import type { Parts } from "../parts.ts";
import { Problem } from "../problems/problem.ts";

/** As large as what the bench takes. */
const largestArchive = 100 * 1024 * 1024;

/** Keeps the one file of a form, while it comes in. The id of the submission. @throws Problem */
export async function receiveUpload(
  request: FastifyRequest,
  { submissions }: Pick<Parts, "submissions">,
  { by, ...handedIn }: Omit<HandedIn, "name"> & { readonly by: string },
): Promise<string> {
  if (!request.isMultipart()) throw new Problem("wrong-type", "Send the archive as a form with one file.");
  const file = await request.file({ limits: { fileSize: largestArchive, files: 1 } });
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
  const { id } = await submissions.keep({ ...handedIn, name: normal }, file.file, by);
  return id;
}
