import { Client, type Dispatcher } from "undici";

/** A kept connection is not used after this many idle milliseconds: the server may be closing it at that very moment. */
const idleMilliseconds = 2_000;

/** What is sent over one of a person's connections. */
export interface Sending extends Dispatcher.DispatchHandler {
  readonly options: Dispatcher.DispatchOptions;
  /** It has ended while it waited for a connection. */
  readonly ended: boolean;
  /** Told before it is handed over. */
  over(connection: Connection): void;
}

/** One connection, which may be opened again when the server has closed it. */
export class Connection {
  readonly #client: Client;
  /** A whole answer has come over it since it was opened. */
  used = false;

  constructor(port: number, localAddress: string, deadline: number) {
    this.#client = new Client(`http://127.0.0.1:${String(port)}`, {
      // Not in `connect`, where undici writes its own over it.
      localAddress,
      connect: { timeout: deadline },
      // The deadline is kept for all of a visit, and by whoever sends it.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: idleMilliseconds,
      keepAliveMaxTimeout: idleMilliseconds,
      maxHeaderSize: 64 * 1024,
      allowH2: false,
    });
    this.#client.on("disconnect", () => (this.used = false));
  }

  send(sending: Sending): void {
    this.#client.dispatch(sending.options, sending);
  }

  end(): void {
    void this.#client.destroy();
  }
}

/** The connections of one person to one copy. What finds none free waits for one, first come first served. */
export class Connections {
  readonly #open: () => Connection;
  readonly #most: number;
  readonly #free: Connection[] = [];
  readonly #waiting: Sending[] = [];
  #busy = 0;

  constructor(options: {
    readonly port: number;
    readonly localAddress: string;
    readonly deadline: number;
    readonly most: number;
  }) {
    this.#open = () => new Connection(options.port, options.localAddress, options.deadline);
    this.#most = options.most;
  }

  send(sending: Sending): void {
    const connection = this.#free.pop();
    if (connection === undefined && this.#busy >= this.#most) {
      this.#waiting.push(sending);
      return;
    }
    this.#busy += 1;
    this.#hand(sending, connection ?? this.#open());
  }

  /** Sends over a new connection, in place of one that has failed. */
  sendAgain(sending: Sending, failed: Connection): void {
    failed.end();
    this.#hand(sending, this.#open());
  }

  /** @param sound whether the connection can serve another. */
  release(connection: Connection, sound: boolean): void {
    if (!sound) connection.end();
    let next = this.#waiting.shift();
    while (next?.ended === true) next = this.#waiting.shift();
    if (next !== undefined) {
      this.#hand(next, sound ? connection : this.#open());
      return;
    }
    this.#busy -= 1;
    if (sound) this.#free.push(connection);
  }

  #hand(sending: Sending, connection: Connection): void {
    sending.over(connection);
    connection.send(sending);
  }
}
