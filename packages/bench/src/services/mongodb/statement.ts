import { BSON } from "mongodb";
import { wholeCommand, type Document, type Message } from "./messages.ts";

/** Characters of a command's values that are kept. */
const longestParameters = 65_536;

/** What the server reads as a program. */
const code = new Set(["$where", "body", "init", "accumulate", "merge", "finalize", "map", "reduce"]);

/** Of the wire, not of what was asked. */
const leftOut = new Set(["lsid", "$db", "$clusterTime", "txnNumber", "$readPreference", "readConcern", "writeConcern"]);

/**
 * A command as text: names stand in it, every value is a question mark, and only what the server would run as a program
 * stands there as it was sent. The values are beside it, as JSON.
 */
export function describe(content: NonNullable<Message["content"]>): {
  readonly text: string;
  readonly parameters: string;
} {
  const command = Object.entries(wholeCommand(content)).filter(([name]) => !leftOut.has(name));
  const [first, ...rest] = command;
  const [name, target] = first ?? ["", ""];
  const shapes = rest.map(([key, value]) => `${key} ${shapeOf(value)}`);
  const parameters = BSON.EJSON.stringify(Object.fromEntries(rest), { relaxed: true });
  const text = [name, typeof target === "string" ? target : "", ...shapes].filter((part) => part !== "").join(" ");
  return { text, parameters: parameters.slice(0, longestParameters) };
}

function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shapeOf).join(", ")}]`;
  if (typeof value !== "object" || value === null || "_bsontype" in value || value instanceof Date) return "?";
  const members = Object.entries(value).map(([key, member]) => {
    const isCode = code.has(key) && typeof member === "string";
    return `'${key.replaceAll("'", "''")}': ${isCode ? member : shapeOf(member)}`;
  });
  return `{${members.join(", ")}}`;
}

/** The code of what the server refused, if it did. */
export function errorIn(reply: Document): string | undefined {
  const [first] = Array.isArray(reply["writeErrors"]) ? (reply["writeErrors"] as readonly Document[]) : [];
  const failed = Number(reply["ok"]) === 1 ? first : reply;
  return failed === undefined ? undefined : String(Number(failed["code"]));
}
