import type { Fault, Tap } from "../check/world.ts";
import type { OpenTap } from "../tap/tap.ts";

const tryAgainMs = 250;

/**
 * A tap as checks know it. Who takes its port while it is cut off has cut itself off from its own service: then healing
 * ends as if it had worked, what the app does without the service is its own doing, and the tap comes back when the port
 * is free again.
 */
export class ServiceTap implements Tap {
  readonly #tap: OpenTap;
  #again: NodeJS.Timeout | undefined;
  /** It is meant to refuse connections. */
  #refuses = false;
  /** The submission took the port at least once. */
  wasTaken = false;

  constructor(tap: OpenTap) {
    this.#tap = tap;
  }

  async suffer(fault: Fault): Promise<void> {
    if (fault.kind === "refuse") this.#stayAway();
    await this.#tap.suffer(fault);
  }

  async cutOff(): Promise<void> {
    this.#stayAway();
    await this.#tap.cutOff();
  }

  async heal(): Promise<void> {
    this.#refuses = false;
    await this.#comeBack(() => this.#tap.heal());
  }

  async close(): Promise<void> {
    clearTimeout(this.#again);
    await this.#tap.close();
  }

  async #comeBack(act: () => Promise<void>): Promise<void> {
    clearTimeout(this.#again);
    try {
      await act();
    } catch (error) {
      if (!isTaken(error)) throw error;
      this.wasTaken = true;
      if (this.#refuses) return;
      // Whatever fault it has been given since is to stay: it listens again, and that is all.
      this.#again = setTimeout(() => void this.#comeBack(() => this.#tap.listen()).catch(() => undefined), tryAgainMs);
    }
  }

  #stayAway(): void {
    this.#refuses = true;
    clearTimeout(this.#again);
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}
