import type { Document } from "./messages.ts";
import { nameOf } from "./messages.ts";

const writing = new Set([
  ...["insert", "update", "delete", "findAndModify", "findandmodify", "bulkWrite"],
  ...["create", "createIndexes", "drop", "dropIndexes", "dropDatabase", "renameCollection", "collMod"],
]);

/** Greetings and what keeps a connection alive: nothing that the app asked its database. */
const housekeeping = new Set([
  ...["hello", "isMaster", "ismaster", "ping", "buildInfo", "buildinfo", "saslStart", "saslContinue", "logout"],
  ...["endSessions", "refreshSessions", "startSession", "connectionStatus", "killCursors", "listCommands"],
]);

export function isWriting(body: Document): boolean {
  if (writing.has(nameOf(body))) return true;
  const { pipeline } = body;
  return (
    nameOf(body) === "aggregate" &&
    Array.isArray(pipeline) &&
    pipeline.some(
      (stage: unknown) => typeof stage === "object" && stage !== null && ("$out" in stage || "$merge" in stage),
    )
  );
}

export function isHousekeeping(body: Document): boolean {
  return housekeeping.has(nameOf(body));
}

/** What a user that owns one database may do there. MongoDB holds to it by itself; in front of FerretDB we do. */
const everyDay = new Set([
  ...writing,
  ...housekeeping,
  ...["find", "getMore", "aggregate", "count", "distinct", "explain", "mapReduce", "validate"],
  ...["listCollections", "listIndexes", "collStats", "dbStats", "dataSize", "startTransaction"],
  ...["commitTransaction", "abortTransaction"],
]);

/** The command is none that the submission's user has a right to. */
export function isForbidden(body: Document, database: string): boolean {
  if (isHousekeeping(body)) return false;
  return !everyDay.has(nameOf(body)) || body["$db"] !== database;
}

/** The collection that a command names, or an empty text. */
export function collectionOf(body: Document): string {
  const named = body[nameOf(body)];
  return typeof named === "string" ? named : "";
}
