import { open, readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { ownFiles, type OwnFile } from "../cell/source-files.ts";
import { AssayError } from "../errors/assay-error.ts";
import { mostDocumentBytes, parseDocument, routesOfDocument } from "./openapi-document.ts";
import type { Route } from "./route.ts";

/** What a document describes. */
export interface Described {
  readonly routes: readonly Route[];
  /** For people: `docs/openapi.yaml`. */
  readonly from: string;
}

/**
 * The routes of the document that the path is; undefined where it is something else.
 * @throws AssayError `document-unreadable`, `document-too-big`
 */
export async function documentAt(path: string): Promise<Described | undefined> {
  if (!/\.(ya?ml|json)$/i.test(path)) return undefined;
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) return undefined;
  if (found.size > mostDocumentBytes) throw new AssayError("document-too-big", { path });
  const document = parseDocument(await readFile(path, "utf8"));
  if (document === undefined) throw new AssayError("document-unreadable", { path });
  return { routes: routesOfDocument(document, basename(path)), from: basename(path) };
}

/** The document among a project's own files: the one that lies highest, if there are several; and those too big to be read. */
export async function documentIn(
  directory: string,
): Promise<{ readonly described?: Described; readonly tooBig: readonly string[] }> {
  const named: OwnFile[] = [];
  for await (const file of ownFiles(directory)) {
    if (/\.(ya?ml|json)$/i.test(file.path) && !/(^|\/)(package|tsconfig|composer)[^/]*$/.test(file.path))
      named.push(file);
  }
  const tooBig: string[] = [];
  for (const { path, at, size } of named.toSorted((one, other) => one.path.length - other.path.length)) {
    if (!/["']?(openapi|swagger)["']?\s*:/.test(await beginningOf(at))) continue;
    if (size > mostDocumentBytes) {
      tooBig.push(path);
      continue;
    }
    const document = parseDocument(await readFile(at, "utf8"));
    if (document !== undefined) return { described: { routes: routesOfDocument(document, path), from: path }, tooBig };
  }
  return { tooBig };
}

const beginning = 64 * 1024;

/** Enough to see by what a document calls itself. */
async function beginningOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(beginning), 0, beginning, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}
