import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import * as z from "zod";
import { AssayError, reasonOf } from "../errors/assay-error.ts";
import { evidenceSchema, evidenceVersion, type Evidence } from "./evidence.ts";
import { resultVersion, type Result } from "./result.ts";
import { resultSchema } from "./schema.ts";

/** More than any evaluation keeps: a small file must not unpack to fill the memory. */
const mostEvidenceBytes = 1024 ** 3;

/** Reads `result.json`. Throws `result-unreadable`, saying why. */
export async function readResult(path: string): Promise<Result> {
  return parse(path, await read(path), resultSchema, resultVersion);
}

/** Reads `evidence.json.gz`. Throws `result-unreadable`, saying why. */
export async function readEvidence(path: string): Promise<Evidence> {
  const packed = await read(path);
  const unpacked = await promisify(gunzip)(packed, { maxOutputLength: mostEvidenceBytes }).catch((error: unknown) => {
    throw new AssayError("result-unreadable", { path, problem: `it cannot be unpacked (${reasonOf(error)})` });
  });
  return parse(path, unpacked, evidenceSchema, evidenceVersion);
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new AssayError("result-unreadable", { path, problem: whyUnread(error) }, { cause: error });
  }
}

function whyUnread(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return "there is nothing there";
  if (code === "EACCES") return "you may not read it";
  return code === "EISDIR" ? "it is a folder" : reasonOf(error);
}

function parse<Schema extends z.ZodType>(path: string, text: Buffer, schema: Schema, version: number): z.infer<Schema> {
  let json: unknown;
  try {
    json = JSON.parse(text.toString("utf8"));
  } catch (error) {
    throw new AssayError("result-unreadable", { path, problem: "it is not JSON" }, { cause: error });
  }
  const found = z.object({ version: z.number() }).safeParse(json);
  if (found.success && found.data.version > version) {
    const problem = `it is of version ${found.data.version}, and this Assay reads up to ${version}`;
    throw new AssayError("result-unreadable", { path, problem });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const where = first === undefined || first.path.length === 0 ? "the whole of it" : first.path.join(".");
  throw new AssayError("result-unreadable", { path, problem: `at ${where}: ${first?.message ?? "unknown"}` });
}
