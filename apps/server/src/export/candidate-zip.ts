import { PassThrough, type Readable } from "node:stream";
import { exportCandidate, record } from "@assay/store";
import { ZipFile } from "yazl";
import type { Parts } from "../parts.ts";

/** Everything on one candidate as one file, made while it is sent. Undefined where there is no such candidate. */
export async function candidateZip(
  { database, files, repositories }: Pick<Parts, "database" | "files" | "repositories">,
  candidate: string,
  organization: string,
  by: string,
): Promise<Readable | undefined> {
  const all = await exportCandidate(database, candidate, organization);
  if (all === undefined) return undefined;
  await database
    .transaction()
    .execute((transaction) =>
      record(transaction, { organization, by, action: "candidate.exported", subject: candidate }),
    );
  const zip = new ZipFile();
  const output = zip.outputStream.pipe(new PassThrough());
  zip.addBuffer(Buffer.from(`${JSON.stringify(all.data, null, 2)}\n`), "data.json");
  const fill = async () => {
    for (const { path, key } of all.files) {
      const content = await files.read(key);
      // One after the other: a file that is open waits for those before it.
      await new Promise<void>((resolve, reject) => {
        content.once("end", resolve).once("error", reject);
        output.once("close", resolve);
        zip.addReadStream(content, path, { compress: false });
      });
    }
    for (const application of all.applications) {
      if (!repositories.has(application)) continue;
      zip.addReadStream(repositories.bundle(application), `repositories/${application}.bundle`, { compress: false });
    }
    zip.end();
  };
  fill().catch((error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error))));
  return output;
}
