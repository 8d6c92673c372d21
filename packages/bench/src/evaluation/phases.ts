import type { Phase, PhaseName } from "../result/result.ts";

/** Keeps the moments at which each phase began and ended. */
export class Phases {
  readonly #phases: Phase[] = [];
  readonly #onPhase: (name: PhaseName) => void;

  constructor(onPhase: (name: PhaseName) => void) {
    this.#onPhase = onPhase;
  }

  async during<T>(name: PhaseName, act: () => T | Promise<T>): Promise<T> {
    this.#onPhase(name);
    const startedAt = new Date().toISOString();
    try {
      return await act();
    } finally {
      this.#phases.push({ name, startedAt, endedAt: new Date().toISOString() });
    }
  }

  all(): readonly Phase[] {
    return [...this.#phases];
  }
}
