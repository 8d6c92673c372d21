import type { Socket } from "node:net";
import { BSON } from "mongodb";

/** The one kind of message that today's drivers send, after a first greeting in an older kind. */
const opMessage = 2013;

const headerBytes = 16;

/** MongoDB's own limit. */
const longestMessage = 48_000_000;

/** Bits of a message's flags. */
const checksumPresent = 1;
const moreToCome = 2;

export type Document = Readonly<Record<string, unknown>>;

/** What a message holds: a command, or the reply to one. */
export interface Message {
  readonly bytes: Buffer;
  readonly requestId: number;
  readonly responseTo: number;
  /** Missing where the message is of an older kind. */
  readonly content?: {
    /** The sender expects no reply, or, in a reply, sends more of them unasked. */
    readonly moreToCome: boolean;
    readonly body: Document;
    /** Lists that are sent beside the body: the documents of an insert, say. */
    readonly lists: Readonly<Record<string, readonly Document[]>>;
  };
}

/** Every message that arrives, whole. Ends when the other side has ended. @throws Error for what is no message. */
export async function* messagesFrom(socket: Socket): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= headerBytes) {
      const length = rest.readInt32LE(0);
      if (length < headerBytes || length > longestMessage) throw new Error(`A message of ${length} bytes`);
      if (rest.length < length) break;
      yield rest.subarray(0, length);
      rest = rest.subarray(length);
    }
  }
}

/** @throws Error when the bytes are not what they say. */
export function readMessage(bytes: Buffer): Message {
  const head = { bytes, requestId: bytes.readInt32LE(4), responseTo: bytes.readInt32LE(8) };
  if (bytes.readInt32LE(12) !== opMessage) return head;
  const flags = bytes.readUInt32LE(headerBytes);
  const end = bytes.length - ((flags & checksumPresent) === 0 ? 0 : 4);
  let body: Document = {};
  const lists: Record<string, readonly Document[]> = {};
  for (let at = headerBytes + 4; at < end;) {
    const kind = bytes[at];
    const size = bytes.readInt32LE(at + 1);
    const part = bytes.subarray(at + 1, at + 1 + size);
    if (kind === 0) body = documentIn(part);
    else {
      const nameEnd = part.indexOf(0, 4);
      const documents: Document[] = [];
      for (let from = nameEnd + 1; from < part.length; from += part.readInt32LE(from)) {
        documents.push(documentIn(part.subarray(from, from + part.readInt32LE(from))));
      }
      lists[part.toString("utf8", 4, nameEnd)] = documents;
    }
    at += 1 + size;
  }
  return { ...head, content: { moreToCome: (flags & moreToCome) !== 0, body, lists } };
}

/** Types are kept, so that what is written again is what was read. */
function documentIn(bytes: Buffer): Document {
  return BSON.deserialize(bytes, { promoteValues: false, promoteLongs: false, bsonRegExp: true });
}

/** The same message, to which a reply is expected. */
export function askingForReply(bytes: Buffer): Buffer {
  const asking = Buffer.from(bytes);
  asking.writeUInt32LE(asking.readUInt32LE(headerBytes) & ~moreToCome, headerBytes);
  return asking;
}

/** A message with this body and nothing else. */
export function writeMessage(ids: { readonly requestId: number; readonly responseTo: number }, body: Document): Buffer {
  const document = BSON.serialize(body);
  const message = Buffer.alloc(headerBytes + 5 + document.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(ids.requestId, 4);
  message.writeInt32LE(ids.responseTo, 8);
  message.writeInt32LE(opMessage, 12);
  message.set(document, headerBytes + 5);
  return message;
}

/** A command with its lists in their places: as it could have been sent as one document. */
export function wholeCommand({ body, lists }: NonNullable<Message["content"]>): Document {
  return { ...body, ...lists };
}

export function nameOf(body: Document): string {
  return Object.keys(body)[0] ?? "";
}
