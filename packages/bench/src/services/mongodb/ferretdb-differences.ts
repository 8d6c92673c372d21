import { collectionOf, isHousekeeping } from "./commands.ts";
import { nameOf, wholeCommand, type Document, type Message } from "./messages.ts";

type Content = NonNullable<Message["content"]>;

interface UniqueIndex {
  readonly name: string;
  readonly key: Document;
}

/** "Not implemented", "no such command". */
const notThere = new Set(["238", "59"]);

/** What drivers say of their sessions when they end; MongoDB takes note. */
const sessionKeeping = new Set(["endSessions", "refreshSessions", "startSession"]);

const duplicateKey = 11_000;
const illegalOperation = 20;

/**
 * What FerretDB 1.24 does otherwise than MongoDB, put right on the wire, so that an app which is right with MongoDB is
 * right here:
 *
 * - A second value in a unique index is an error of its own kind in an update too, and names the index and its keys.
 * - An index may say when its documents expire. MongoDB removes them once a minute; here nobody does, which an app
 *   cannot tell within that minute.
 * - Several indexes that are there already may be asked for at once, as each start of an app does. FerretDB breaks off.
 * - What drivers say of their sessions is taken note of.
 * - Transactions are refused in the words of a MongoDB that is no replica set.
 *
 * What it lacks beyond that is collected, for then nothing it led to is the app's fault.
 */
export class FerretDbDifferences {
  readonly #unique = new Map<string, UniqueIndex[]>();
  /** Indexes that are there, by collection. */
  readonly #made = new Map<string, Set<string>>();
  readonly lacks = new Set<string>();

  /** The reply that MongoDB would give where FerretDB's would be another. */
  answerInstead({ body }: Content): Document | undefined {
    if (sessionKeeping.has(nameOf(body))) return { ok: 1 };
    if (!("autocommit" in body) && !("startTransaction" in body)) return undefined;
    const errmsg = "Transaction numbers are only allowed on a replica set member or mongos";
    return { ok: 0, errmsg, code: illegalOperation, codeName: "IllegalOperation" };
  }

  /** The command as FerretDB understands it; undefined where it does as it is. */
  command(content: Content): Document | undefined {
    const { body } = content;
    if (nameOf(body).startsWith("drop") || nameOf(body) === "renameCollection") this.#made.clear();
    if (nameOf(body) !== "createIndexes" || !Array.isArray(body["indexes"])) return undefined;
    const indexes = body["indexes"] as readonly Document[];
    const unique = indexes.filter((index) => index["unique"] === true);
    if (unique.length > 0) {
      const known = this.#unique.get(collectionOf(body)) ?? [];
      const made = unique.map(({ name, key }) => ({ name: String(name), key: key as Document }));
      this.#unique.set(collectionOf(body), [...known, ...made]);
    }
    const made = this.#made.get(collectionOf(body));
    const others = indexes.filter((index) => made?.has(signatureOf(index)) !== true);
    return {
      ...wholeCommand(content),
      indexes: (others.length > 0 ? others : indexes.slice(0, 1)).map(
        ({ expireAfterSeconds: _expiry, ...index }) => index,
      ),
    };
  }

  /** The reply as MongoDB would give it; undefined where it is the same. */
  reply(command: Content, reply: Document): Document | undefined {
    const failed = Number(reply["ok"]) !== 1;
    const code = failed ? String(reply["code"]) : "";
    const said = String(reply["errmsg"]);
    if (isHousekeeping(command.body)) return undefined;
    if (notThere.has(code) || (code === "14" && said.includes("'update.updates.u' is the wrong type 'array'"))) {
      this.lacks.add(`${nameOf(command.body)}: ${said.slice(0, 200)}`);
    }
    const { body } = command;
    if (failed && (said.includes("UNIQUE constraint failed") || code === String(duplicateKey))) {
      const duplicate = this.#duplicate(body, sentDocument(command), said);
      if (nameOf(body) !== "update") return { ok: 0, codeName: "DuplicateKey", ...duplicate };
      return { n: 0, nModified: 0, writeErrors: [{ index: 0, ...duplicate }], ok: 1 };
    }
    if (!failed && nameOf(body) === "createIndexes") {
      const made = this.#made.get(collectionOf(body)) ?? new Set();
      for (const index of body["indexes"] as readonly Document[]) made.add(signatureOf(index));
      this.#made.set(collectionOf(body), made);
    }
    const { writeErrors } = reply;
    if (!Array.isArray(writeErrors)) return undefined;
    const told = (writeErrors as readonly Document[]).map((error) => {
      if (Number(error["code"]) !== duplicateKey) return error;
      const documents = wholeCommand(command)["documents"];
      const sent = Array.isArray(documents) ? (documents as readonly Document[])[Number(error["index"])] : undefined;
      return { ...error, ...this.#duplicate(body, sent ?? {}, String(error["errmsg"])) };
    });
    return { ...reply, writeErrors: told };
  }

  /** MongoDB's error for a key that is there already. Which one it was is known where only one could be. */
  #duplicate(body: Document, sent: Document, said: string): Document {
    const collection = collectionOf(body);
    const known = this.#unique.get(collection) ?? [];
    // FerretDB names the index in an update's error alone.
    const named = known.filter(({ name }) => said.includes(`_${name}'`));
    const [index, ...others] = named.length > 0 ? named : known;
    const namespace = `${String(body["$db"])}.${collection}`;
    const plain = { code: duplicateKey, errmsg: `E11000 duplicate key error collection: ${namespace}` };
    if (index === undefined || others.length > 0) return plain;
    const keyValue = Object.fromEntries(Object.keys(index.key).map((field) => [field, valueAt(sent, field)]));
    const shown = Object.entries(keyValue).map(([field, value]) => `${field}: ${JSON.stringify(value)}`);
    return {
      ...plain,
      errmsg: `${plain.errmsg} index: ${index.name} dup key: { ${shown.join(", ")} }`,
      keyPattern: index.key,
      keyValue,
    };
  }
}

function signatureOf({ name, key, unique }: Document): string {
  return JSON.stringify([name, key, unique ?? false]);
}

/** What a command that changes one document would put into it. */
function sentDocument(command: Content): Document {
  const whole = wholeCommand(command);
  const [first] = Array.isArray(whole["updates"]) ? (whole["updates"] as readonly Document[]) : [];
  const update = (first?.["u"] ?? whole["update"] ?? {}) as Document;
  return {
    ...update,
    ...(update["$setOnInsert"] as Document | undefined),
    ...(update["$set"] as Document | undefined),
  };
}

function valueAt(document: Document, path: string): unknown {
  let value: unknown = document[path] ?? document;
  if (value !== document) return value;
  for (const part of path.split(".")) value = (value as Document | undefined)?.[part];
  return value ?? null;
}
