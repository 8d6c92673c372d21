import { setTimeout as sleep } from "node:timers/promises";
import { MongoClient, type Collection } from "mongodb";
import type { DatabaseInspector, Place, RowRef } from "../../check/world.ts";
import { copyingInTurn } from "../copying.ts";
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

/** Documents that are told, and places of one collection. */
const mostDocuments = 10_000;
const mostPlaces = 1_000;

/** How long we wait for work that goes on after the answer, and how long nothing may be asked before it counts as done. Milliseconds. */
const settleWithin = 2_000;
const quietFor = 40;

/** The server's own. */
const systemDatabases = new Set(["admin", "config", "local"]);

interface Table {
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
): Promise<DatabaseInspector & { close(): Promise<void> }> {
  // Numbers keep their kind, so that what is moved back stays what it was.
  const client = new MongoClient(server.administrator, { promoteValues: false, maxPoolSize: 4 });
  await client.connect();
  const origin = performance.timeOrigin + performance.now() - now();

  const tables = async (): Promise<readonly Table[]> => {
    const found: Table[] = [];
    const { databases } = await client.db("admin").admin().listDatabases({ nameOnly: true });
    for (const { name } of databases.filter((database) => !systemDatabases.has(database.name))) {
      const db = client.db(name);
      for (const { name: collection } of await db.listCollections({}, { nameOnly: true }).toArray()) {
        if (collection.startsWith("system.")) continue;
        const shown = name === databaseName ? collection : `${name}.${collection}`;
        found.push({ name: shown, collection: db.collection(collection) });
      }
    }
    return found.sort((one, other) => (one.name < other.name ? -1 : 1));
  };
  const rows = async (): Promise<readonly RowRef[]> => {
    const found: RowRef[] = [];
    for (const { name, collection } of await tables()) {
      for (const document of await documentsOf(collection, mostDocuments - found.length)) {
        found.push({ table: name, id: versionOf(document), row: plainOf(document) as Document });
      }
    }
    return found;
  };
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
      for (const { name, collection } of await tables()) {
        const inTable: Place[] = [];
        for await (const document of collection.find()) {
          const row = plainOf(document) as Document;
          for (const leaf of leavesOf(document)) {
            if (leafHolds(leaf, forms)) inTable.push({ table: name, column: leaf.path.join("."), row });
          }
          if (inTable.length >= mostPlaces) break;
        }
        places.push(...inTable.slice(0, mostPlaces));
      }
      return places;
    },
    async countMentions(text) {
      const forms = formsOf(text);
      const counts: Record<string, number> = {};
      for (const { name, collection } of await tables()) {
        for await (const document of collection.find()) {
          if ([...leavesOf(document)].some((leaf) => leafHolds(leaf, forms))) counts[name] = (counts[name] ?? 0) + 1;
        }
      }
      return counts;
    },
    rows,
    async written(act) {
      const before = new Set((await rows()).map(nameOf));
      const result = await act();
      await settle();
      return { result, rows: (await rows()).filter((ref) => !before.has(nameOf(ref))) };
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
    close: () => client.close(),
  };
}

async function documentsOf(collection: Collection, limit: number): Promise<readonly Document[]> {
  return limit <= 0 ? [] : await collection.find().limit(limit).toArray();
}

function versionOf(document: Document): string {
  return `${idText(document["_id"])}@${digestOf(document)}`;
}

/** What the document of a version is called in its collection. */
function namedIn(version: string): unknown {
  return idFrom(version.slice(0, version.lastIndexOf("@")));
}

function nameOf({ table, id }: RowRef): string {
  return `${table} ${id}`;
}
