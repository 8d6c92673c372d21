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
  const breakOff = (error: unknown) => void output.destroy(error instanceof Error ? error : new Error(String(error)));
  // What breaks off on its way, where somebody is deleted meanwhile, breaks off this download and nothing else.
  zip.on("error", breakOff);
  zip.addBuffer(Buffer.from(`${JSON.stringify(all.data, null, 2)}\n`), "data.json");
  // One after the other: what is open waits for those before it. Nothing stays open that nobody takes any more.
  const add = (content: Readable, path: string) =>
    new Promise<void>((resolve, reject) => {
      content.once("end", resolve).once("error", reject);
      output.once("close", () => resolve(void content.destroy()));
      zip.addReadStream(content, path, { compress: false });
    });
  const fill = async () => {
    for (const { path, key } of all.files) {
      if (output.destroyed) return;
      await add(await files.read(key), path);
    }
    for (const application of all.applications) {
      if (output.destroyed) return;
      if (repositories.has(application)) {
        await add(repositories.bundle(application), `repositories/${application}.bundle`);
      }
    }
    zip.end();
  };
  fill().catch(breakOff);
  return output;
}
