import type { PrintedPassword } from "../check/printed-password.ts";
import type { Canaries } from "../check/world.ts";

/** Characters by which a line is searched; of letters and digits alone, so that no escaping changes them. */
const keyLength = 6;
const kept = 20;

/**
 * Which of the passwords that our visitors made up were printed, whatever was being asked at the time. Every line costs
 * its own length only, however many passwords there are.
 */
export class PrintedPasswords {
  /** Passwords, as their runs of letters and digits, by the first characters of the longest run. */
  readonly #byKey = new Map<string, (readonly string[])[]>();
  readonly #found: PrintedPassword[] = [];
  #check = "";

  /** The same canaries, whose passwords are watched from now on. */
  watching(canaries: Canaries): Canaries {
    return {
      ...canaries,
      password: (length) => {
        const password = canaries.password(length);
        this.#watch(password);
        return password;
      },
    };
  }

  /** From now on this check is gathered. */
  during(check: string): void {
    this.#check = check;
  }

  read(line: string): void {
    if (this.#found.length >= kept) return;
    for (let at = 0; at + keyLength <= line.length; at++) {
      const candidates = this.#byKey.get(line.slice(at, at + keyLength)) ?? [];
      if (!candidates.some((runs) => isIn(line, runs))) continue;
      this.#found.push({ check: this.#check, line: line.slice(0, 500) });
      return;
    }
  }

  found(): readonly PrintedPassword[] {
    return this.#found;
  }

  #watch(password: string): void {
    const runs = password.split(/[^a-zA-Z0-9]+/).filter((run) => run !== "");
    const longest = runs.reduce((longer, run) => (run.length > longer.length ? run : longer), "");
    if (longest.length < keyLength) return;
    const key = longest.slice(0, keyLength);
    this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), runs]);
  }
}

/** All of it, in order; what stands between the runs may be escaped in any way. */
function isIn(line: string, runs: readonly string[]): boolean {
  let from = 0;
  return runs.every((run) => {
    const at = line.indexOf(run, from);
    from = at + run.length;
    return at !== -1;
  });
}
