/** The parts of TLS that are readable before a key is agreed: RFC 8446, sections 4.1.2 and 5.1; RFC 6066, section 3. */
const handshakeRecord = 22;
const clientHello = 1;
const serverNameExtension = 0;
const hostName = 0;

const largestRecord = 16_384;
const largestHello = 65_536;
/** With the heads of its records: a hello in records of one byte each is nothing that a client sends. */
const largestRaw = 2 * largestHello;

export type HelloReading =
  | { readonly state: "incomplete" }
  /** `serverName` in lower case, without a dot at its end; undefined where the client names none. */
  | { readonly state: "complete"; readonly serverName: string | undefined }
  /** It isn't TLS, or breaks its rules. */
  | { readonly state: "invalid" };

const invalid: HelloReading = { state: "invalid" };

/**
 * Reads which server a TLS client asks for, from the first bytes that it sends, however they are cut into packets and
 * records. Work and memory are bounded. With Encrypted Client Hello it is the outer name, the only one in sight.
 */
export class ClientHelloReader {
  #raw = 0;
  /** Of a record that hasn't come whole. */
  #rest: Buffer = Buffer.alloc(0);
  readonly #fragments: Buffer[] = [];
  #collected = 0;
  #reading: HelloReading = { state: "incomplete" };

  push(chunk: Buffer): HelloReading {
    if (this.#reading.state === "incomplete") this.#reading = this.#read(chunk);
    return this.#reading;
  }

  #read(chunk: Buffer): HelloReading {
    this.#raw += chunk.length;
    this.#rest = Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const rest = this.#rest;
      if (rest.length > 0 && rest[0] !== handshakeRecord) return invalid;
      if (rest.length > 1 && rest[1] !== 3) return invalid;
      if (rest.length < 5) break;
      const length = rest.readUInt16BE(3);
      if (length === 0 || length > largestRecord) return invalid;
      if (rest.length < 5 + length) break;
      this.#fragments.push(rest.subarray(5, 5 + length));
      this.#collected += length;
      this.#rest = rest.subarray(5 + length);
      const reading = this.#fromFragments();
      if (reading.state !== "incomplete") return reading;
    }
    return this.#raw > largestRaw ? invalid : { state: "incomplete" };
  }

  #fromFragments(): HelloReading {
    if (this.#fragments[0]?.[0] !== clientHello) return invalid;
    if (this.#collected < 4) return { state: "incomplete" };
    const head = Buffer.concat(this.#fragments.slice(0, 4), 4);
    const length = head.readUIntBE(1, 3);
    if (length > largestHello) return invalid;
    if (this.#collected < 4 + length) return { state: "incomplete" };
    const hello = Buffer.concat(this.#fragments).subarray(4, 4 + length);
    try {
      return { state: "complete", serverName: serverNameIn(hello) };
    } catch {
      return invalid;
    }
  }
}

/** @throws RangeError where a length leads out of the message; Error where a name stands twice or is no name. */
function serverNameIn(hello: Buffer): string | undefined {
  let at = 2 + 32;
  at += 1 + hello.readUInt8(at);
  at += 2 + hello.readUInt16BE(at);
  at += 1 + hello.readUInt8(at);
  // A client of TLS 1.2 may send no extensions at all.
  if (at === hello.length) return undefined;
  const end = at + 2 + hello.readUInt16BE(at);
  if (end !== hello.length) throw new RangeError("the extensions don't end with the message");
  at += 2;
  let serverName: string | undefined;
  while (at < end) {
    const [kind, length] = [hello.readUInt16BE(at), hello.readUInt16BE(at + 2)];
    const content = hello.subarray(at + 4, at + 4 + length);
    if (content.length !== length) throw new RangeError("an extension leads out of the message");
    if (kind === serverNameExtension) {
      if (serverName !== undefined) throw new Error("two server names");
      serverName = nameIn(content);
    }
    at += 4 + length;
  }
  return serverName;
}

function nameIn(list: Buffer): string {
  const length = list.readUInt16BE(3);
  const isOne = list.readUInt16BE(0) === list.length - 2 && list[2] === hostName && length === list.length - 5;
  const name = list.subarray(5).toString("latin1").toLowerCase().replace(/\.$/, "");
  if (!isOne || !/^[\w.:-]{1,255}$/.test(name)) throw new Error("no single server name");
  return name;
}
