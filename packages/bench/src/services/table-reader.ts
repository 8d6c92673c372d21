import { setTimeout as sleep } from "node:timers/promises";
import type { HiddenData } from "../check/hidden-data.ts";
import { patience, type Hiding } from "./hiding.ts";

/** How long reading all tables may take, milliseconds. */
const readWithin = 60_000;

/** Between two tries at a table that is locked, milliseconds. */
const againAfter = 100;

/** How often tables may go and others come while we read. */
const mostChanges = 5;

/** For how long a table on which we gave up gets one try alone, milliseconds: a lock for ever costs our patience once. */
const rememberFor = 120_000;

/** Why a table could not be read, where it is the submission's matter; `gone` where there is no such table any more. */
export type ReadingProblem = HiddenData["how"] | "gone";

interface GivenUp {
  readonly since: number;
  readonly at: number;
}

/** Tables on which an inspector gave up, by their ids: kept as long as the inspector. */
export type GivenUpTables = Map<string, GivenUp>;

interface Readable {
  /** What people read. */
  readonly name: string;
  /** Names it for the server: another table has another. */
  readonly id: string;
}

/** Reads tables one by one, so that one which cannot be read hides no other. */
export class TableReader<Table extends Readable> {
  readonly #hiding: Hiding;
  readonly #givenUp: GivenUpTables;
  readonly #problemOf: (error: unknown) => ReadingProblem | undefined;

  /** @param options.problemOf undefined for what is broken on our side. */
  constructor(options: {
    readonly hiding: Hiding;
    readonly givenUp: GivenUpTables;
    readonly problemOf: (error: unknown) => ReadingProblem | undefined;
  }) {
    this.#hiding = options.hiding;
    this.#givenUp = options.givenUp;
    this.#problemOf = options.problemOf;
  }

  /**
   * Runs `read` on each table. Waits for locks as long as an honest app may hold them; what cannot be read then is noted
   * as hidden.
   *
   * @param list the tables: asked again when some have gone meanwhile.
   */
  async each(list: () => Promise<readonly Table[]>, read: (table: Table) => Promise<void>): Promise<void> {
    const beganAt = performance.now();
    const passed = (): number => performance.now() - beganAt;
    const settled = new Set<string>();
    let changes = 0;
    for (let waiting = await list(); waiting.length > 0;) {
      const locked: Table[] = [];
      const gone: Table[] = [];
      for (const table of waiting) {
        const problem = passed() > readWithin ? "size" : await this.#try(table, read);
        if (problem === "locked" && !this.#isGivenUp(table, beganAt)) locked.push(table);
        else if (problem === "gone" && changes < mostChanges) gone.push(table);
        else {
          settled.add(table.id);
          if (problem === "gone") this.note("unreadable", table.name, passed());
          else if (problem !== undefined && problem !== "locked") this.note(problem, table.name, passed());
        }
      }
      if (gone.length > 0) changes += 1;
      waiting = gone.length > 0 ? (await list()).filter(({ id }) => !settled.has(id)) : locked;
      if (waiting.length > 0) await sleep(againAfter);
    }
  }

  /** As `each`, for what is one thing. */
  async whole<T>(place: string, read: () => Promise<readonly T[]>): Promise<readonly T[]> {
    const beganAt = performance.now();
    try {
      return await read();
    } catch (error) {
      const problem = this.#problemOf(error);
      if (problem === undefined) throw error;
      this.note(problem === "gone" ? "unreadable" : problem, place, performance.now() - beganAt);
      return [];
    }
  }

  note(how: HiddenData["how"], place: string, waitedMs: number): void {
    this.#hiding.add(how, place, waitedMs);
  }

  async #try(table: Table, read: (table: Table) => Promise<void>): Promise<ReadingProblem | undefined> {
    try {
      await read(table);
      this.#givenUp.delete(table.id);
      return undefined;
    } catch (error) {
      const problem = this.#problemOf(error);
      if (problem === undefined) throw error;
      return problem;
    }
  }

  /** Whether its lock outlasted our patience, now or a short while ago. Noted then. */
  #isGivenUp({ id, name }: Table, beganAt: number): boolean {
    const now = performance.now();
    const before = this.#givenUp.get(id);
    const isRemembered = before !== undefined && now - before.at < rememberFor;
    if (!isRemembered && now - beganAt < patience) return false;
    const since = isRemembered ? before.since : beganAt;
    this.#givenUp.set(id, { since, at: now });
    this.note("locked", name, now - since);
    return true;
  }
}
