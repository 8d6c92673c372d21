import { connect, type Socket } from "node:net";
import { collectionOf, isForbidden, isHousekeeping, isWriting } from "./commands.ts";
import { FerretDbDifferences } from "./ferretdb-differences.ts";
import {
  askingForReply,
  messagesFrom,
  nameOf,
  readMessage,
  writeMessage,
  type Document,
  type Message,
} from "./messages.ts";
import { describe, errorIn } from "./statement.ts";
import { Turns } from "./turns.ts";

type Content = NonNullable<Message["content"]>;

/** A command that was answered. */
export interface Statement {
  /** Milliseconds since 1970 with their fraction, on a clock that is never set. */
  readonly at: number;
  readonly text: string;
  readonly parameters: string;
  readonly durationMs: number;
  readonly error?: string;
}

/** As many as are kept. */
const mostStatements = 20_000;

/** How long a reply may still be waited for when the one who asked has gone, milliseconds. */
const finishWithin = 10_000;

interface Asked {
  readonly content: Content;
  readonly at: number;
  readonly isSilent: boolean;
  readonly endTurn?: () => void;
}

/**
 * The gate between the wire and MongoDB's server. It reads every command and every reply: so it can say what the server
 * was asked, and let writers wait. In front of FerretDB it also lets one write at a time through, since that server
 * reads a document and writes it back in two steps, where MongoDB does it in one.
 */
export class Gate {
  readonly #target: string;
  readonly #database: string;
  readonly #differences: FerretDbDifferences | undefined;
  readonly #turns: Turns;
  readonly #clients = new Set<Socket>();
  readonly #statements: Statement[] = [];
  #lastAt = 0;

  /** @param options.target path of the server's socket. */
  constructor(options: { readonly target: string; readonly database: string; readonly isFerretDb: boolean }) {
    this.#target = options.target;
    this.#database = options.database;
    this.#differences = options.isFerretDb ? new FerretDbDifferences() : undefined;
    this.#turns = new Turns(options.isFerretDb);
  }

  get connections(): number {
    return this.#clients.size;
  }

  get lacks(): readonly string[] {
    return [...(this.#differences?.lacks ?? [])];
  }

  /** Writers that wait, and a mark that is another whenever something was asked. */
  get state(): { readonly waiting: number; readonly mark: string } {
    return { waiting: this.#turns.held, mark: String(this.#lastAt) };
  }

  hold(tables?: readonly string[]): void {
    this.#turns.hold(tables);
  }

  release(): void {
    this.#turns.release();
  }

  statementsSince(at: number): readonly Statement[] {
    return this.#statements.filter((statement) => statement.at >= at);
  }

  join(client: Socket): void {
    const service = connect({ path: this.#target });
    const gone = new AbortController();
    const asked = new Map<number, Asked>();
    this.#clients.add(client);
    const part = (): void => {
      client.destroy();
      service.destroy();
      this.#clients.delete(client);
      for (const { endTurn } of asked.values()) endTurn?.();
      asked.clear();
    };
    client.on("close", () => {
      this.#clients.delete(client);
      gone.abort();
      // What the server has begun, it ends.
      if (asked.size === 0) part();
      else setTimeout(part, finishWithin).unref();
    });
    service.on("close", part);
    client.on("error", () => undefined);
    service.on("error", () => undefined);

    const take = async (): Promise<void> => {
      for await (const bytes of messagesFrom(client))
        await this.#ask(bytes, { client, service, asked, signal: gone.signal });
      client.destroy();
    };
    const give = async (): Promise<void> => {
      for await (const bytes of messagesFrom(service)) {
        const reply = this.#answer(bytes, asked);
        if (reply !== undefined && !client.destroyed) client.write(reply);
        if (client.destroyed && asked.size === 0) part();
      }
    };
    take().catch(() => client.destroy());
    give().catch(part);
  }

  async #ask(
    bytes: Buffer,
    between: {
      readonly client: Socket;
      readonly service: Socket;
      readonly asked: Map<number, Asked>;
      readonly signal: AbortSignal;
    },
  ): Promise<void> {
    const { requestId, content } = readMessage(bytes);
    const { client, service, asked, signal } = between;
    if (content === undefined) {
      service.write(bytes);
      return;
    }
    const { body } = content;
    const isSilent = content.moreToCome;
    if (!isHousekeeping(body)) this.#lastAt = performance.timeOrigin + performance.now();
    const instead = this.#forbidden(body) ?? this.#differences?.answerInstead(content);
    if (instead !== undefined) {
      if (!isSilent) client.write(writeMessage({ requestId, responseTo: requestId }, instead));
      return;
    }
    const endTurn = isWriting(body) ? await this.#turns.take(collectionOf(body), signal) : undefined;
    if (client.destroyed) {
      endTurn?.();
      return;
    }
    const at = performance.timeOrigin + performance.now();
    asked.set(requestId, { content, at, isSilent, ...(endTurn === undefined ? {} : { endTurn }) });
    const changed = this.#differences?.command(content);
    if (changed !== undefined) service.write(writeMessage({ requestId, responseTo: 0 }, changed));
    else service.write(isSilent ? askingForReply(bytes) : bytes);
  }

  /** What the client gets. */
  #answer(bytes: Buffer, waiting: Map<number, Asked>): Buffer | undefined {
    const { requestId, responseTo, content: reply } = readMessage(bytes);
    const asked = waiting.get(responseTo);
    if (asked === undefined || reply === undefined) return bytes;
    if (!reply.moreToCome) waiting.delete(responseTo);
    const changed = this.#differences?.reply(asked.content, reply.body);
    this.#note(asked, changed ?? reply.body);
    asked.endTurn?.();
    if (asked.isSilent) return undefined;
    return changed === undefined ? bytes : writeMessage({ requestId, responseTo }, changed);
  }

  #forbidden(body: Document): Document | undefined {
    if (this.#differences === undefined || !isForbidden(body, this.#database)) return undefined;
    const errmsg = `not authorized on ${String(body["$db"])} to execute command ${nameOf(body)}`;
    return { ok: 0, errmsg, code: 13, codeName: "Unauthorized" };
  }

  #note({ content, at }: Asked, reply: Document): void {
    if (isHousekeeping(content.body)) return;
    const error = errorIn(reply);
    const durationMs = performance.timeOrigin + performance.now() - at;
    if (this.#statements.length >= mostStatements) this.#statements.shift();
    this.#statements.push({ at, ...describe(content), durationMs, ...(error === undefined ? {} : { error }) });
  }
}
