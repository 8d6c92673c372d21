import { Readable } from "node:stream";
import { DeleteObjectCommand, GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { assertKey, type Files } from "./files.ts";

/** Where in an S3-compatible storage. */
export interface Bucket {
  readonly name: string;
  /** Before every key, with a slash at its end; or empty. */
  readonly prefix: string;
  /** Of a storage that is not Amazon's. */
  readonly endpoint?: string;
  readonly region: string;
}

/**
 * A bucket of an S3-compatible storage. Who we are it takes from where every program does: `AWS_ACCESS_KEY_ID` and
 * `AWS_SECRET_ACCESS_KEY`, a profile, or the machine's own role.
 */
export function filesInBucket({ name, prefix, endpoint, region }: Bucket): Files {
  const client = new S3Client({
    region,
    // Storages that are not Amazon's know neither names of hosts for buckets nor its newer checksums.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...{ requestChecksumCalculation: "WHEN_REQUIRED", responseChecksumValidation: "WHEN_REQUIRED" },
  });
  const at = (key: string) => {
    assertKey(key);
    return { Bucket: name, Key: prefix + key };
  };
  return {
    async put(key, content) {
      const params = { ...at(key), Body: content };
      let broken: unknown;
      if (content instanceof Readable) content.once("error", (error) => (broken = error));
      try {
        // In parts, as its length is not known; what fails half-way is taken back.
        await new Upload({ client, params }).done();
      } catch (error) {
        // That it could not be taken back is the smaller trouble.
        throw broken ?? error;
      }
    },
    async read(key) {
      const { Body } = await client.send(new GetObjectCommand(at(key)));
      if (Body === undefined) throw new Error(`the storage gave nothing for ${key}`);
      // In Node it is a stream of Node's.
      return Body as Readable;
    },
    async remove(key) {
      await client.send(new DeleteObjectCommand(at(key)));
    },
  };
}
