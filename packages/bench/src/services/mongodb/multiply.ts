import { BSON, MongoBulkWriteError, type Collection } from "mongodb";
import { NotRenewable, planCopies, renewedText, type CopiedTable } from "../copies.ts";
import type { Document } from "./messages.ts";
import { bytesOf, isBranch, leavesOf, plainOf, type Leaf } from "./values.ts";

/** Documents that are sent at once. */
const batch = 5_000;

export interface CopiedDocuments {
  readonly name: string;
  readonly collection: Collection;
  readonly documents: readonly Document[];
}

type NewText = Parameters<typeof renewedText>[1];

/**
 * Makes copies of these documents, all or none of them. A value that is made new somewhere is made new in the same way
 * wherever it stands, so that documents which name each other have copies that do.
 *
 * @param copies how many of each document, and the number of the first: each number is used once.
 * @throws NotRenewable, and what the server says against a copy; nothing has been changed then.
 */
export async function multiply(
  sources: readonly CopiedDocuments[],
  { first, times }: { readonly first: number; readonly times: number },
): Promise<void> {
  const renewed = await renewedValues(sources);
  const made: { readonly collection: Collection; readonly ids: unknown[] }[] = [];
  try {
    for (const { collection, documents } of sources) {
      const ids: unknown[] = [];
      made.push({ collection, ids });
      let waiting: Document[] = [];
      for (let copy = first; copy < first + times; copy++) {
        waiting.push(...documents.map((document) => copyOf(document, renewed, copy) as Document));
        if (waiting.length < batch && copy < first + times - 1) continue;
        ids.push(...(await inserted(collection, waiting)));
        waiting = [];
      }
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    made.at(-1)?.ids.push(...error.inserted);
    for (const { collection, ids } of made) {
      for (let from = 0; from < ids.length; from += batch) {
        await collection.deleteMany({ _id: { $in: ids.slice(from, from + batch) as never[] } });
      }
    }
    throw error;
  }
}

/** Some documents of a batch were refused; these were not. */
class Refused extends NotRenewable {
  readonly inserted: readonly unknown[];

  constructor(message: string, inserted: readonly unknown[]) {
    super(message);
    this.inserted = inserted;
  }
}

/** Names of what was inserted: all of them. */
async function inserted(collection: Collection, documents: readonly Document[]): Promise<readonly unknown[]> {
  const names = documents.map(({ _id }) => _id);
  try {
    await collection.insertMany([...documents], { ordered: false });
    return names;
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error;
    // A document that was there before has the name of one that was refused: it is not ours to take away.
    const refused = new Set([error.writeErrors].flat().map(({ index }) => index));
    throw new Refused(
      error.message,
      names.filter((_name, index) => !refused.has(index)),
    );
  }
}

/** Every value that is another in a copy, by what it is. */
async function renewedValues(sources: readonly CopiedDocuments[]): Promise<ReadonlyMap<string, NewText>> {
  const tables: CopiedTable[] = [];
  for (const { name, collection, documents } of sources) {
    const leaves = documents.map(
      (document) => new Map([...leavesOf(document)].map((leaf) => [fieldOf(leaf), leaf.value])),
    );
    const fields = [...new Set(leaves.flatMap((values) => [...values.keys()]))];
    const columns = fields.map((field) => {
      const values = leaves.map((values) => values.get(field));
      return { name: field, form: formOf(values), values: values.map(textOf) };
    });
    tables.push({ name, columns, unique: await uniqueKeys(collection), links: [] });
  }
  const plan = planCopies(tables);
  const renewed = new Map<string, NewText>();
  for (const { name, columns } of tables) {
    for (const column of columns) {
      const renewal = plan.get(name)?.get(column.name);
      // No server counts on here: an app that does has its own counter, which would meet the copies.
      if (renewal === undefined || renewal.kind === "number") continue;
      for (const value of column.values) if (value !== null) renewed.set(value, renewal);
    }
  }
  return renewed;
}

/** Indexes name the fields within a list as those of a document. */
function fieldOf({ path }: Leaf): string {
  return path.filter((name) => !/^\d+$/.test(name)).join(".");
}

async function uniqueKeys(collection: Collection): Promise<readonly (readonly string[])[]> {
  const indexes = await collection.listIndexes().toArray();
  const unique = indexes.filter((index) => (index as { unique?: boolean }).unique === true);
  return [["_id"], ...unique.map(({ key }) => Object.keys(key as Document)).filter(([field]) => field !== "_id")];
}

function formOf(values: readonly unknown[]): "text" | "bytes" | "other" {
  const present = values.filter((value) => value !== undefined && value !== null);
  if (present.length > 0 && present.every(isName)) return "text";
  return present.length > 0 && present.every((value) => bytesOf(value) !== undefined) ? "bytes" : "other";
}

/** A text, or one of MongoDB's own names. */
function isName(value: unknown): boolean {
  return typeof value === "string" || value instanceof BSON.ObjectId || isUuid(value);
}

function isUuid(value: unknown): value is BSON.Binary {
  return value instanceof BSON.Binary && value.sub_type === BSON.Binary.SUBTYPE_UUID;
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "string") return value;
  if (isName(value)) return String(plainOf(value));
  return bytesOf(value)?.toString("latin1") ?? JSON.stringify(value);
}

function copyOf(value: unknown, renewed: ReadonlyMap<string, NewText>, copy: number): unknown {
  if (Array.isArray(value)) return value.map((member) => copyOf(member, renewed, copy));
  if (isBranch(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copyOf(member, renewed, copy)]));
  }
  const text = textOf(value);
  const renewal = text === null ? undefined : renewed.get(text);
  if (text === null || renewal === undefined) return value;
  const next = renewedText(text, renewal, copy);
  if (typeof value === "string") return next;
  if (value instanceof BSON.ObjectId) return new BSON.ObjectId(next);
  if (isUuid(value)) return new BSON.UUID(next);
  return value instanceof BSON.Binary ? new BSON.Binary(Buffer.from(next, "latin1"), value.sub_type) : value;
}
