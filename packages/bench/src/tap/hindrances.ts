/** Holds back what goes one way through a wire. */
export interface Hindrance {
  /**
   * When what is next in line may go on: milliseconds of the clock of `performance.now()`; Infinity is never, until the
   * wire heals. Asked once for each piece, when nothing is before it.
   *
   * @param arrivedAt when it came to the tap.
   * @param bytes its size; 0 is no data, but that one side began or ended.
   */
  dueAt(arrivedAt: number, bytes: number): number;
  /** As many bytes as may go on in one piece. */
  readonly pieceBytes?: number;
}

/** All that holds back one direction of a wire now, in all its connections. */
export class Hindrances {
  readonly #byName = new Map<string, Hindrance>();

  set(name: string, hindrance: Hindrance): void {
    this.#byName.set(name, hindrance);
  }

  clear(): void {
    this.#byName.clear();
  }

  get none(): boolean {
    return this.#byName.size === 0;
  }

  dueAt(arrivedAt: number, bytes: number): number {
    return Math.max(...[...this.#byName.values()].map((hindrance) => hindrance.dueAt(arrivedAt, bytes)));
  }

  get pieceBytes(): number {
    return Math.min(...[...this.#byName.values()].map(({ pieceBytes = Infinity }) => pieceBytes));
  }
}
