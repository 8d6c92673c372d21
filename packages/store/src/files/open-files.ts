import { resolve } from "node:path";
import type { Files } from "./files.ts";
import { filesInFolder } from "./folder.ts";
import { filesInBucket, type Bucket } from "./s3.ts";

/**
 * @param storage a folder, or `s3://bucket/prefix?endpoint=https://…&region=…`
 * @throws Error that says what is wrong with it
 */
export function openFiles(storage: string): Files {
  const bucket = bucketIn(storage);
  return bucket === undefined ? filesInFolder(resolve(storage)) : filesInBucket(bucket);
}

/** Undefined where it is a folder. */
export function bucketIn(storage: string): Bucket | undefined {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(storage)) return undefined;
  const form = "s3://bucket/prefix?endpoint=https://…&region=…";
  if (!URL.canParse(storage)) throw new Error(`ASSAY_STORAGE must be a folder, or look like ${form}`);
  const { protocol, hostname, pathname, searchParams } = new URL(storage);
  if (protocol !== "s3:" || hostname === "") throw new Error(`ASSAY_STORAGE must be a folder, or look like ${form}`);
  const strange = [...searchParams.keys()].filter((name) => !["endpoint", "region"].includes(name));
  if (strange.length > 0) throw new Error(`ASSAY_STORAGE has what is not known: ${strange.join(", ")}`);
  const endpoint = searchParams.get("endpoint");
  if (endpoint !== null && !/^https?:\/\//.test(endpoint)) {
    throw new Error("the endpoint in ASSAY_STORAGE must begin with https:// or http://");
  }
  const folders = pathname.split("/").filter((part) => part !== "");
  return {
    name: hostname,
    prefix: folders.map((part) => `${decodeURIComponent(part)}/`).join(""),
    region: searchParams.get("region") ?? process.env["AWS_REGION"] ?? "us-east-1",
    ...(endpoint === null ? {} : { endpoint }),
  };
}
