import { Injectable } from '@nestjs/common';
import { tooManyTries } from '../common/errors.js';

interface Entry { failures: number[]; inFlight: number; wake: Array<() => void> }

const MAX_ENTRIES = 100_000;

/**
 * Slows guessing: after 10 wrong tries for one key within 5 minutes, the next ones are refused until the oldest is
 * 5 minutes old. Tries that are still being checked count too, so asking many times at once gains nothing.
 */
@Injectable()
export class AttemptLimiter {
  readonly limit = 10;
  readonly windowMs = 5 * 60_000;
  private readonly entries = new Map<string, Entry>();

  constructor() {
    setInterval(() => this.sweep(), 60_000).unref();
  }

  /** Runs `check`, which gives `undefined` for a wrong try. */
  async guess<T>(key: string, check: () => Promise<T | undefined>): Promise<T | undefined> {
    const entry = this.entry(key);
    const giveUp = Date.now() + 2500;
    for (;;) {
      this.forgetOld(entry);
      const oldest = entry.failures[0];
      if (oldest !== undefined && entry.failures.length >= this.limit) {
        throw tooManyTries(Math.max(1, Math.ceil((oldest + this.windowMs - Date.now()) / 1000)));
      }
      if (entry.failures.length + entry.inFlight < this.limit) break;
      if (Date.now() > giveUp) throw tooManyTries(2);
      await new Promise<void>((resolve) => entry.wake.push(resolve));
    }
    entry.inFlight++;
    try {
      const result = await check();
      if (result === undefined) entry.failures.push(Date.now());
      return result;
    } finally {
      entry.inFlight--;
      for (const wake of entry.wake.splice(0)) wake();
    }
  }

  clear(key: string): void {
    const entry = this.entries.get(key);
    if (entry) entry.failures.length = 0;
  }

  private entry(key: string): Entry {
    let entry = this.entries.get(key);
    if (!entry) {
      if (this.entries.size >= MAX_ENTRIES) this.sweep(true);
      entry = { failures: [], inFlight: 0, wake: [] };
      this.entries.set(key, entry);
    }
    return entry;
  }

  private forgetOld(entry: Entry): void {
    const since = Date.now() - this.windowMs;
    while (entry.failures[0] !== undefined && entry.failures[0] <= since) entry.failures.shift();
  }

  private sweep(full = false): void {
    for (const [key, entry] of this.entries) {
      this.forgetOld(entry);
      const idle = entry.inFlight === 0 && entry.wake.length === 0;
      if (idle && (entry.failures.length === 0 || (full && this.entries.size >= MAX_ENTRIES))) this.entries.delete(key);
    }
  }
}
