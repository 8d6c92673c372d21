import type { Socket } from "node:net";
import type { Hindrances } from "./hindrances.ts";

/** As much as a real wire and the buffers at its ends hold. Beyond it the sender waits. */
const mostHeldBytes = 1024 * 1024;
/** What a piece costs us besides its bytes: a sender of single bytes is bounded, too. */
const pieceCostBytes = 256;

type Piece =
  | { readonly arrivedAt: number; readonly bytes: Uint8Array }
  /** That one side began or ended, in its place among the bytes. */
  | { readonly arrivedAt: number; readonly act: () => void };

/** One direction of a connection. While nothing hinders it, bytes go on in the same turn in which they came. */
export class Lane {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #hindrances: Hindrances;
  #held: Piece[] = [];
  #heldBytes = 0;
  /** When the first of those held goes on, once that has been asked. */
  #dueAt: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lent = false;
  #dropped = false;

  constructor(from: Socket, to: Socket, hindrances: Hindrances) {
    this.#from = from;
    this.#to = to;
    this.#hindrances = hindrances;
    to.on("drain", this.#advance);
  }

  /** Bytes on their way, which are the lane's from here on. */
  take(bytes: Uint8Array): void {
    if (this.#dropped) return;
    if (!this.#clear) this.#hold({ arrivedAt: performance.now(), bytes });
    else if (!this.#to.write(bytes)) this.#from.pause();
  }

  /** Bytes in a buffer that is read into again: nothing more is read until they have left it. */
  lend(bytes: Uint8Array): void {
    if (this.#dropped || !this.#clear) {
      this.take(new Uint8Array(bytes));
      return;
    }
    this.#to.write(bytes, this.#giveBack);
    // Nearly always the kernel takes them at once.
    if (this.#to.writableLength === 0) return;
    this.#lent = true;
    this.#from.pause();
  }

  /** Does this when all before it has gone on. */
  then(act: () => void): void {
    if (this.#dropped) return;
    if (this.#clear) act();
    else this.#hold({ arrivedAt: performance.now(), act });
  }

  /** What hinders it has changed. */
  reconsider(): void {
    this.#dueAt = undefined;
    this.#advance();
  }

  /** Forgets what it holds, and swallows what still comes. */
  drop(): void {
    this.#dropped = true;
    this.#lent = false;
    this.#held = [];
    this.#heldBytes = 0;
    clearTimeout(this.#timer);
    this.#from.resume();
  }

  get #clear(): boolean {
    return this.#held.length === 0 && this.#hindrances.none;
  }

  #hold(piece: Piece): void {
    this.#held.push(piece);
    this.#heldBytes += costOf(piece);
    if (this.#held.length === 1) this.#advance();
    if (this.#heldBytes >= mostHeldBytes) this.#from.pause();
  }

  readonly #giveBack = (): void => {
    if (!this.#lent || this.#to.writableLength > 0) return;
    this.#lent = false;
    this.#advance();
  };

  /** Sends on what is due, and comes back for the rest. */
  readonly #advance = (): void => {
    clearTimeout(this.#timer);
    for (let piece = this.#held[0]; piece !== undefined; piece = this.#held[0]) {
      if (this.#to.writableNeedDrain || !this.#isDue(piece)) break;
      this.#send(piece);
    }
    if (!this.#lent && !this.#to.writableNeedDrain && this.#heldBytes < mostHeldBytes) this.#from.resume();
  };

  #isDue(piece: Piece): boolean {
    if (this.#hindrances.none) return true;
    const bytes = "act" in piece ? 0 : Math.min(piece.bytes.length, this.#hindrances.pieceBytes);
    this.#dueAt ??= this.#hindrances.dueAt(piece.arrivedAt, bytes);
    const waitMs = this.#dueAt - performance.now();
    if (waitMs <= 0) return true;
    if (waitMs < Infinity) this.#timer = setTimeout(this.#advance, Math.ceil(waitMs));
    return false;
  }

  #send(piece: Piece): void {
    this.#dueAt = undefined;
    this.#held.shift();
    this.#heldBytes -= costOf(piece);
    if ("act" in piece) {
      piece.act();
      return;
    }
    const most = this.#hindrances.pieceBytes;
    if (piece.bytes.length > most) {
      const rest = { arrivedAt: piece.arrivedAt, bytes: piece.bytes.subarray(most) };
      this.#held.unshift(rest);
      this.#heldBytes += costOf(rest);
    }
    this.#to.write(piece.bytes.subarray(0, most));
  }
}

function costOf(piece: Piece): number {
  return pieceCostBytes + ("act" in piece ? 0 : piece.bytes.length);
}
