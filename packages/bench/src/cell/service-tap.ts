import type { Tap } from "../check/world.ts";
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
  /** The submission took the port at least once. */
  wasTaken = false;

  constructor(tap: OpenTap) {
    this.#tap = tap;
  }

  async cutOff(): Promise<void> {
    clearTimeout(this.#again);
    await this.#tap.cutOff();
  }

  async heal(): Promise<void> {
    clearTimeout(this.#again);
    try {
      await this.#tap.heal();
    } catch (error) {
      if (!isTaken(error)) throw error;
      this.wasTaken = true;
      this.#again = setTimeout(() => void this.heal().catch(() => undefined), tryAgainMs);
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#again);
    await this.#tap.close();
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}
