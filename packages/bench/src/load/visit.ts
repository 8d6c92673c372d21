import { errors, type Dispatcher } from "undici";
import { now } from "../cell/clock.ts";
import type { Connection, Connections, Sending } from "./connections.ts";
import type { LoadRecord, LoadTemplate } from "./load.ts";

/** More than any honest answer of these operations; an endless one is cut here. */
const readBytes = 256 * 1024;

type Failure = NonNullable<LoadRecord["failure"]>;
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A template made ready, so that little is left to do for each arrival. */
export interface ReadyTemplate {
  readonly request: Omit<Dispatcher.DispatchOptions, "path" | "body">;
  readonly path: readonly string[];
  readonly body: readonly string[];
  readonly shows?: Buffer;
  readonly success: ReadonlySet<number>;
  readonly hasWord: boolean;
}

export function ready({ method, path, headers, body = [], shows, success }: LoadTemplate): ReadyTemplate {
  return {
    // To undici, a request may be sent twice on its own account if it is idempotent; here nothing is.
    request: { method, headers: headers.flat(), idempotent: false },
    path,
    body,
    ...(shows === undefined ? {} : { shows: Buffer.from(shows) }),
    success: new Set(success),
    hasWord: path.length > 1 || body.length > 1,
  };
}

/** One request on its way, and what comes of it. Never throws for what the other side does. */
export class Visit implements Sending {
  readonly options: Dispatcher.DispatchOptions;
  readonly record: Writable<LoadRecord>;
  readonly #template: ReadyTemplate;
  readonly #connections: Connections;
  readonly #onEnd: (visit: Visit) => void;
  #connection: Connection | undefined;
  #onUsedConnection = false;
  #begun = false;
  #kept: Buffer[] | undefined;
  #received = 0;
  /** How it failed the first time, when it has been sent again. */
  #first: Failure | undefined;
  ended = false;

  constructor(options: {
    readonly template: ReadyTemplate;
    readonly word: string;
    readonly record: LoadRecord;
    readonly connections: Connections;
    readonly onEnd: (visit: Visit) => void;
  }) {
    const { template, word } = options;
    this.#template = template;
    this.#connections = options.connections;
    this.#onEnd = options.onEnd;
    this.record = options.record;
    this.options = {
      ...template.request,
      path: template.path.join(word),
      ...(template.body.length === 0 ? {} : { body: template.body.join(word) }),
    };
  }

  over(connection: Connection): void {
    this.#connection = connection;
  }

  /** The deadline has come. */
  giveUp(): void {
    this.#end("timeout");
  }

  onRequestStart(): void {
    this.#onUsedConnection = this.#connection?.used === true;
  }

  onResponseStarted(): void {
    this.#begun = true;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    // One below 200 comes before the answer.
    this.record.status = status;
    if (this.#template.shows !== undefined && this.#template.success.has(status)) this.#kept = [];
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#received += chunk.length;
    this.#kept?.push(chunk);
    if (this.#received > readBytes) controller.abort(new Error(`longer than ${String(readBytes)} bytes`));
  }

  onResponseEnd(): void {
    if (this.#connection !== undefined) this.#connection.used = true;
    this.#end();
  }

  /**
   * A server may close a kept connection just when we send on it. That is nobody's mistake, and as a browser or a proxy
   * does, we send once more on a new one.
   */
  onResponseError(_controller: Dispatcher.DispatchController, error: Error & { readonly code?: string }): void {
    if (this.ended) return;
    const failure = failureOf(error);
    const isStale = this.#onUsedConnection && !this.#begun && (failure === "closed" || failure === "reset");
    if (isStale && this.#first === undefined && this.#connection !== undefined) {
      this.#first = failure;
      this.record.again = true;
      this.#connections.sendAgain(this, this.#connection);
      return;
    }
    // It has ended rather than closed one connection: then the first answer is the truth, and it may have been done.
    this.#end(failure === "refused" ? (this.#first ?? failure) : failure);
  }

  #end(failure?: Failure): void {
    if (this.ended) return;
    this.ended = true;
    this.record.end = now();
    if (this.#template.success.has(this.record.status ?? 0)) this.record.success = true;
    if (failure !== undefined) this.record.failure = failure;
    else if (!this.#isRight()) this.record.wrong = true;
    this.#kept = undefined;
    if (this.#connection !== undefined) this.#connections.release(this.#connection, failure === undefined);
    this.#onEnd(this);
  }

  /** From 400 on, the status says that it is none of success. */
  #isRight(): boolean {
    const { status = 0, success } = this.record;
    if (success === undefined) return status >= 400;
    return this.#template.shows === undefined || Buffer.concat(this.#kept ?? []).includes(this.#template.shows);
  }
}

function failureOf(error: Error & { readonly code?: string }): Failure {
  // The parser's errors have no code of their own.
  if (error instanceof errors.HTTPParserError)
    return error.message.includes("Invalid EOF state") ? "closed" : "malformed";
  switch (error.code) {
    case "ECONNREFUSED":
      return "refused";
    case "ECONNRESET":
    case "EPIPE":
      return "reset";
    case "ETIMEDOUT":
    case "UND_ERR_CONNECT_TIMEOUT":
      return "timeout";
    case "UND_ERR_RES_CONTENT_LENGTH_MISMATCH":
      return "closed";
    case "UND_ERR_SOCKET":
      return error.message.startsWith("bad ") ? "malformed" : "closed";
    case "UND_ERR_HEADERS_OVERFLOW":
      return "malformed";
    default:
      return "other";
  }
}
