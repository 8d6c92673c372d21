interface Waiter {
  readonly table: string;
  readonly begin: (end: () => void) => void;
}

/**
 * Who may write now. With `oneAtATime` each waits for the one before, so that a server which reads and then writes
 * in two steps does both in one. `hold` makes all wait, or those that write into the tables named.
 */
export class Turns {
  readonly #oneAtATime: boolean;
  #waiting: Waiter[] = [];
  #writing = 0;
  #held: { readonly tables?: readonly string[] } | undefined;

  constructor(oneAtATime: boolean) {
    this.#oneAtATime = oneAtATime;
  }

  /** Resolves when it is this writer's turn; what it resolves to ends the turn. Aborted, it never resolves. */
  take(table: string, signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve) => {
      const waiter: Waiter = { table, begin: resolve };
      this.#waiting.push(waiter);
      signal.addEventListener("abort", () => (this.#waiting = this.#waiting.filter((other) => other !== waiter)), {
        once: true,
      });
      this.#goOn();
    });
  }

  hold(tables?: readonly string[]): void {
    this.#held = tables === undefined ? {} : { tables };
  }

  release(): void {
    this.#held = undefined;
    this.#goOn();
  }

  /** Writers that wait because of `hold`. */
  get held(): number {
    return this.#waiting.filter((waiter) => this.#holds(waiter)).length;
  }

  #holds({ table }: Waiter): boolean {
    return this.#held !== undefined && (this.#held.tables?.includes(table) ?? true);
  }

  #goOn(): void {
    for (const waiter of [...this.#waiting]) {
      if (this.#oneAtATime && this.#writing > 0) return;
      if (this.#holds(waiter)) continue;
      this.#waiting = this.#waiting.filter((other) => other !== waiter);
      this.#writing += 1;
      let over = false;
      waiter.begin(() => {
        if (over) return;
        over = true;
        this.#writing -= 1;
        this.#goOn();
      });
    }
  }
}
