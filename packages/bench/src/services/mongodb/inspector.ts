import { setTimeout as sleep } from "node:timers/promises";
import { MongoClient, type Collection } from "mongodb";
import type { Place, RowRef } from "../../check/world.ts";
import { copyingInTurn } from "../copying.ts";
import { Hiding } from "../hiding.ts";
import type { OpenInspector } from "../open-inspector.ts";
import { TableReader, type GivenUpTables } from "../table-reader.ts";
import { formsOf } from "../text-forms.ts";
import { untilWritersWait } from "../writers-waiting.ts";
import type { MongodbBinary } from "./binaries.ts";
import type { Document } from "./messages.ts";
import { movedDocument } from "./move-back.ts";
import { multiply, type CopiedDocuments } from "./multiply.ts";
import type { OpenGate } from "./open-gate.ts";
import { databaseName } from "./plan.ts";
import type { MongodbServer } from "./server.ts";
import { digestOf, idFrom, idText, leafHolds, leavesOf, plainOf } from "./values.ts";

/** How many documents are reported of one collection, of all, and how many places of one. Each has its share, so that no full one hides another. */
const most = { ofOne: 10_000, ofAll: 30_000, always: 1_000, whatever: 100_000 };
const mostPlaces = 1_000;

/** How long the server may work at an answer, and be silent. Milliseconds. */
const worksWithin = 30_000;
const silentFor = 60_000;

/** MongoDB's codes for "took too long", "no such collection" and "that is a view". */
const tookTooLong = 50;
const gone = new Set([26, 166]);

/** How long we wait for work that goes on after the answer, and how long nothing may be asked before it counts as done. Milliseconds. */
const settleWithin = 2_000;
const quietFor = 40;

/** The server's own. */
const systemDatabases = new Set(["admin", "config", "local"]);

/** Of the server's own collections, those in which it keeps what others say anyway. */
const repeating = /^system\.(views|buckets\.)/;

interface Table {
  readonly id: string;
  /** What the server says of it: its options, such as rules, and a view's pipeline. */
  readonly description: Document;
  readonly isView: boolean;
  /** The database stands before it where it is not the submission's usual one. */
  readonly name: string;
  readonly collection: Collection;
}

/**
 * Opens the inspector on a running server.
 *
 * @param now the cell clock, milliseconds.
 * @throws whatever the server says, from any method, when it has ended.
 */
export async function openInspector(
  server: Pick<MongodbServer, "administrator"> & { readonly kind: MongodbBinary["kind"] },
  gate: OpenGate,
  now: () => number,
): Promise<OpenInspector> {
  const hiding = new Hiding();
  const givenUp: GivenUpTables = new Map();
  const reader = new TableReader<Table>({ hiding, givenUp, problemOf });
  // Numbers keep their kind, so that what is moved back stays what it was.
  const options = { promoteValues: false, maxPoolSize: 4, socketTimeoutMS: silentFor };
  const client = new MongoClient(server.administrator, options);
  await client.connect();
  const origin = performance.timeOrigin + performance.now() - now();

  const listed = async (): Promise<readonly Table[]> => {
    const tables: Table[] = [];
    const { databases } = await client.db("admin").admin().listDatabases({ nameOnly: true });
    for (const { name } of databases.filter((database) => !systemDatabases.has(database.name))) {
      const db = client.db(name);
      for (const description of await db.listCollections().toArray()) {
        if (repeating.test(description.name)) continue;
        const shown = name === databaseName ? description.name : `${name}.${description.name}`;
        const isView = (description as { type?: string }).type === "view";
        const collection = db.collection(description.name);
        tables.push({ id: `${name}.${description.name}`, name: shown, description, isView, collection });
      }
    }
    return tables.sort((one, other) => (one.name < other.name ? -1 : 1));
  };
  // A view keeps nothing itself, and to read it runs what the submission put into it.
  const tables = async (): Promise<readonly Table[]> => (await listed()).filter(({ isView }) => !isView);
  const eachDocument = async (
    { collection }: Table,
    work: (document: Document) => boolean | undefined,
  ): Promise<void> => {
    for await (const document of collection.find({}, { maxTimeMS: worksWithin })) if (work(document) === false) return;
  };
  const rowsThat = async (isWanted: (name: string) => boolean): Promise<readonly RowRef[]> => {
    const refs: RowRef[] = [];
    await reader.each(tables, async (table) => {
      const limit =
        refs.length > most.whatever ? 0 : Math.min(most.ofOne, Math.max(most.always, most.ofAll - refs.length));
      const ofTable: RowRef[] = [];
      await eachDocument(table, (document) => {
        const id = versionOf(document);
        if (!isWanted(nameOf({ table: table.name, id }))) return undefined;
        if (ofTable.length >= limit) {
          hiding.add("size", table.name, 0);
          return false;
        }
        ofTable.push({ table: table.name, id, row: plainOf(document) as Document });
        return undefined;
      });
      refs.push(...ofTable);
    });
    return refs;
  };
  const rows = (): Promise<readonly RowRef[]> => rowsThat(() => true);
  const settle = async (): Promise<void> => {
    const deadline = performance.now() + settleWithin;
    let before = (await gate.ask("state")).mark;
    while (performance.now() < deadline) {
      await sleep(quietFor);
      const after = (await gate.ask("state")).mark;
      if (after === before) return;
      before = after;
    }
  };

  const makeCopies = copyingInTurn(async (refs, copies) => {
    const sources: CopiedDocuments[] = [];
    for (const { name, collection } of await tables()) {
      const documents: Document[] = [];
      for (const { id } of refs.filter(({ table }) => table === name)) {
        const document = (await collection.findOne({ _id: namedIn(id) as never })) as Document | null;
        if (document !== null) documents.push(document);
      }
      if (documents.length > 0) sources.push({ name, collection, documents });
    }
    await multiply(sources, copies);
  });

  return {
    engine: "mongodb",
    async find(text) {
      const forms = formsOf(text);
      const places: Place[] = [];
      await reader.each(tables, async (table) => {
        const inTable: Place[] = [];
        await eachDocument(table, (document) => {
          const row = plainOf(document) as Document;
          for (const leaf of leavesOf(document)) {
            if (leafHolds(leaf, forms)) inTable.push({ table: table.name, column: leaf.path.join("."), row });
          }
          return inTable.length < mostPlaces;
        });
        places.push(...inTable.slice(0, mostPlaces));
      });
      for (const { name, description, isView, collection } of await listed()) {
        const indexes = isView ? [] : await reader.whole(name, () => collection.listIndexes().toArray());
        for (const leaf of leavesOf({ collection: description, indexes })) {
          if (leafHolds(leaf, forms)) places.push({ table: name, column: leaf.path.join("."), row: {} });
        }
      }
      return places;
    },
    async countMentions(text) {
      const forms = formsOf(text);
      const counts: Record<string, number> = {};
      await reader.each(tables, async (table) => {
        let count = 0;
        await eachDocument(table, (document) => {
          if ([...leavesOf(document)].some((leaf) => leafHolds(leaf, forms))) count += 1;
          return undefined;
        });
        if (count > 0) counts[table.name] = count;
      });
      return counts;
    },
    rows,
    async written(act) {
      const before = new Set<string>();
      await reader.each(tables, (table) =>
        eachDocument(table, (document) => {
          before.add(nameOf({ table: table.name, id: versionOf(document) }));
          return undefined;
        }),
      );
      const result = await act();
      await settle();
      return { result, rows: await rowsThat((name) => !before.has(name)) };
    },
    async moveBack(refs, milliseconds) {
      const move = { now: Date.now(), back: milliseconds };
      let moved = 0;
      for (const { name, collection } of await tables()) {
        for (const { id } of refs.filter(({ table }) => table === name)) {
          const _id = namedIn(id) as never;
          const document = (await collection.findOne({ _id })) as Document | null;
          if (document === null) continue;
          const change = movedDocument(document, move);
          if (change.moved === 0) continue;
          // What the collection's own rules refuse stays as it was. Counts keep their kind too, so they are read as text.
          const done = await collection.replaceOne({ _id }, change.document).catch(() => undefined);
          if (String(done?.modifiedCount) === "1") moved += change.moved;
        }
      }
      return { moved };
    },
    async multiply(refs, times) {
      const multiplied = await makeCopies(refs, times);
      // FerretDB 1.24 keeps SQLite tables of JSON, in which it finds nothing but by reading them.
      return server.kind === "ferretdb" ? { ...multiplied, ignoresIndexes: true } : multiplied;
    },
    async holdingWrites(act, options) {
      await gate.ask("hold", options?.tables);
      const look = () => gate.ask("state");
      return untilWritersWait(act, look, () => gate.ask("release"), options);
    },
    async constraints() {
      const found: { table: string; name: string; definition: string }[] = [];
      for (const { name, collection } of await tables()) {
        for (const index of await collection.listIndexes().toArray()) {
          const { key, unique, name: indexName } = plainOf(index) as { key: Document; unique?: boolean; name: string };
          const fields = Object.keys(key).join(", ");
          const kind = unique === true || fields === "_id" ? "UNIQUE INDEX" : "INDEX";
          found.push({ table: name, name: indexName, definition: `${kind} (${fields})` });
        }
      }
      return found;
    },
    async statements(sinceMs = 0) {
      const statements = await gate.ask("statements", sinceMs + origin);
      return statements.map(({ at, ...statement }) => ({ at: at - origin, ...statement }));
    },
    connections: () => gate.ask("connections"),
    takeHidden: () => hiding.take(),
    close: () => client.close(),
  };
}

function problemOf(error: unknown): "size" | "gone" | undefined {
  const { code } = error as { readonly code?: unknown };
  if (Number(code) === tookTooLong) return "size";
  return gone.has(Number(code)) ? "gone" : undefined;
}

function versionOf(document: Document): string {
  return `${idText(document["_id"])}@${digestOf(document)}`;
}

/** What the document of a version is called in its collection. */
function namedIn(version: string): unknown {
  return idFrom(version.slice(0, version.lastIndexOf("@")));
}

function nameOf({ table, id }: Pick<RowRef, "table" | "id">): string {
  return `${table} ${id}`;
}
