import { join } from "node:path";
import { Cell } from "../cell/cell.ts";
import type { AfterLimit, CellPlan, ClosingFact, GatheredFact, MeasuredFact } from "../cell/protocol.ts";
import { lengthOf, type Span } from "../cell/waiting.ts";
import { operationsOf, type Challenge } from "../check/challenge.ts";
import type { AnyCheck, CellNeed } from "../check/check.ts";
import type { Reference } from "../check/reference.ts";
import type { PrintedPassword } from "../check/printed-password.ts";
import type { StartFact } from "../check/world.ts";
import { reasonOf } from "../errors/assay-error.ts";
import { coreChecksOf } from "../judge/judge.ts";
import { offers } from "../services/database.ts";
import { needsRepeat, outcomeOfTries } from "../judge/tries.ts";
import { judgeTry, type NotAsked, type Try } from "../judge/try.ts";
import { couldNotBeExercised } from "../judge/verdict.ts";
import type { CellFact, PressureFact } from "../result/result.ts";
import { gatheringVersion } from "../result/versions.ts";
import { Patience } from "./patience.ts";
import { isCounted, type OnProgress } from "./progress.ts";
import type { ReferenceSource } from "./reference.ts";
import { isHeldAgainstOurs, scheduleOf, sittingsOf, type Sitting } from "./schedule.ts";

export interface GatheringSetting {
  readonly challenge: Challenge;
  readonly checks: readonly AnyCheck[];
  /** What every cell of this evaluation has in common. */
  readonly plan: Omit<CellPlan, "id" | "need" | "directory" | "ports" | "costs" | "credentialKind" | "reference">;
  /** A folder for the cells' own folders. */
  readonly directory: string;
  /** Ports of one cell; in namespaces of their own all cells use the same. */
  readonly portsFor: (copies: number) => Promise<CellPlan["ports"]>;
  /** How many cells may run side by side while nothing is timed. */
  readonly lanes: number;
  /** What speed is held against, as it is just now. Takes the machine for itself. */
  readonly reference: ReferenceSource;
  readonly onProgress: OnProgress;
  /** Ends every cell at once. */
  readonly signal: AbortSignal;
}

/** Milliseconds. From here on hashing keeps the processors busy, and more cells side by side would only slow each other down. */
const slowHash = 150;

export interface Gathered {
  readonly tries: Readonly<Record<string, readonly Try[]>>;
  readonly cells: readonly CellFact[];
  /** Milliseconds in which at least one cell was waiting for the submission. */
  readonly waitedMs: number;
  readonly hashRequests: number;
  readonly measured?: MeasuredFact;
  /** The first run under pressure. */
  readonly pressure?: PressureFact;
  readonly databaseVersion: string;
  readonly limits: "cgroup-v1" | "cgroup-v2" | "approximate" | "none";
}

/** The app did not come up in a cell: what it did instead. */
export class NotStarted extends Error {
  readonly start: StartFact;
  /** What it asked of its database and a stand-in does not have. */
  readonly lacks: readonly string[];
  constructor(start: StartFact, lacks: readonly string[]) {
    super("the submission did not start");
    this.start = start;
    this.lacks = lacks;
  }
}

/** Opens cells, asks each check in one, and again where the rules of judging want it. */
export class Gathering {
  readonly #setting: GatheringSetting;
  readonly #tries = new Map<string, Try[]>();
  readonly #cells: CellFact[] = [];
  readonly #asked = new Set<string>();
  readonly #core: ReadonlySet<string>;
  readonly #waited: Span[] = [];
  readonly #patience = new Patience();
  readonly #printed: PrintedPassword[] = [];
  #hashRequests = 0;
  #measured: MeasuredFact | undefined;
  #pressure: PressureFact | undefined;
  #cellsMade = 0;
  #databaseVersion = "";
  #limits: Gathered["limits"] = "none";
  #first: Cell | undefined;

  constructor(setting: GatheringSetting) {
    this.#setting = setting;
    this.#core = coreChecksOf(setting.challenge);
  }

  /**
   * The first cell, with the app running in it and its own costs measured.
   * @throws NotStarted when the app did not listen, in two fresh cells.
   */
  async start(): Promise<void> {
    let cell = await this.#open("shared");
    if (cell.opened.starts.some(({ listening }) => !listening)) {
      await this.#close(cell, [], 0);
      cell = await this.#open("shared");
    }
    const failed = cell.opened.starts.find(({ listening }) => !listening);
    if (failed !== undefined) {
      await this.#close(cell, [], 0);
      throw new NotStarted(failed, cell.opened.lacks);
    }
    this.#first = cell;
    // Whoever can't be measured can still be asked: the checks say what did not work.
    this.#measured = await cell.measure().catch(() => undefined);
  }

  async run(): Promise<void> {
    const first = this.#first;
    if (first === undefined) throw new Error("start() comes first");
    const reasons = new Map(this.#setting.checks.map((check) => [check, this.#whyNotAsked(check)]));
    const [asked, unasked] = partition(this.#setting.checks, (check) => reasons.get(check) === undefined);
    for (const check of unasked) this.#note(check, { cell: first.plan.id, notAsked: reasons.get(check) });
    const { shared, beside, alone } = scheduleOf(asked);
    const core = shared.filter(({ id }) => this.#core.has(id));
    const tookMs = await this.#askAll(first, core);
    await this.#repeat(core);
    // Where the core cannot be used, what needs it would only wait for answers that don't come.
    const unusable = new Set(core.filter((check) => this.#cannotBeUsed(check)).map(({ id }) => id));
    const { establishes } = this.#setting.challenge;
    const isAskable = ({ needs, needsWhereBound = [] }: AnyCheck) =>
      ![...needs, ...needsWhereBound].some((operation) => unusable.has(establishes[operation] ?? ""));
    const others = shared.filter((check) => !core.includes(check) && isAskable(check));
    const askOthersInFirst = async () => {
      await this.#close(first, [...core, ...others], tookMs + (await this.#askAll(first, others)));
    };
    const isSlow = (this.#measured?.costs.hashMs ?? 0) > slowHash;
    const side = (isSlow ? Math.min(2, this.#setting.lanes) : this.#setting.lanes) - 1;
    const lanes = [askOthersInFirst(), ...Array.from({ length: side }, () => Promise.resolve())];
    const waiting = beside.filter(({ checks }) => checks.every(isAskable));
    const walked = await Promise.allSettled(
      lanes.map(async (free) => {
        await free;
        for (let sitting = waiting.shift(); sitting !== undefined; sitting = waiting.shift()) await this.#sit(sitting);
      }),
    );
    // Only when every lane has ended what it had begun.
    for (const lane of walked) if (lane.status === "rejected") throw lane.reason;
    for (const sitting of alone.filter(({ checks }) => checks.every(isAskable))) await this.#sit(sitting);
    await this.#repeat(this.#setting.checks.filter(({ id }) => this.#tries.has(id)));
    this.#addPrinted();
  }

  /** Only now every cell has been read. */
  #addPrinted(): void {
    if (this.#printed.length === 0) return;
    for (const check of this.#setting.checks) {
      if (check.judgePrinted === undefined) continue;
      const last = this.#tries.get(check.id)?.pop();
      if (last !== undefined) this.#note(check, { ...last, printed: this.#printed });
    }
  }

  /** What is known by now, also when it ended early. */
  gathered(): Gathered {
    return {
      tries: Object.fromEntries(this.#tries),
      cells: this.#cells,
      waitedMs: lengthOf(this.#waited),
      hashRequests: this.#hashRequests,
      ...(this.#measured === undefined ? {} : { measured: this.#measured }),
      ...(this.#pressure === undefined ? {} : { pressure: this.#pressure }),
      databaseVersion: this.#databaseVersion,
      limits: this.#limits,
    };
  }

  /** Why a question does not apply to this backend; undefined for one that does. */
  #whyNotAsked(check: AnyCheck): NotAsked | undefined {
    const { bound, database } = this.#setting.plan;
    if (check.appliesTo?.(this.#setting.challenge) === false) return "not-in-challenge";
    if (bound !== undefined) {
      const needed = operationsOf(check, this.#setting.challenge);
      if (check.ofAnyBackend !== true) return "brief-alone";
      if (!needed.every((operation) => Object.hasOwn(bound.operations, operation))) return "not-bound";
      if (check.json?.every((operation) => bound.operations[operation]?.json === undefined) === true) return "no-json";
    }
    return offers(database.engine, check.requires) ? undefined : "database-lacks";
  }

  #cannotBeUsed(check: AnyCheck): boolean {
    const rules = { isCore: true, gathering: gatheringVersion };
    return couldNotBeExercised(outcomeOfTries(check, this.#tries.get(check.id) ?? [], rules));
  }

  /** A fresh cell for these checks. */
  async #sit({ checks, need }: Sitting): Promise<void> {
    let cell: Cell;
    try {
      cell = await this.#open(need, await this.#referenceFor({ checks, need }));
    } catch (error) {
      this.#setting.signal.throwIfAborted();
      for (const check of checks) this.#note(check, { cell: "none", error: reasonOf(error) });
      return;
    }
    const notStarted = cell.opened.starts.find(({ listening }) => !listening);
    if (notStarted !== undefined) {
      // It started before, so this is the submission's own unsteadiness, told as such.
      for (const check of checks) this.#note(check, { cell: cell.plan.id, appDied: true });
      await this.#close(cell, checks, 0);
      return;
    }
    const tookMs = await this.#askAll(cell, checks);
    await this.#close(cell, checks, tookMs);
  }

  async #askAll(cell: Cell, checks: readonly AnyCheck[]): Promise<number> {
    let tookMs = 0;
    for (const check of checks) {
      this.#setting.onProgress({ type: "asking", check: check.id });
      let attempt: Try;
      let again: AfterLimit | undefined;
      do {
        const fact = await this.#ask(cell, check, again);
        tookMs += fact.tookMs;
        attempt = this.#tryOf(cell, fact);
        const { outcome } = judgeTry(check, attempt, gatheringVersion);
        // In a cell of its own the app's counts were fresh: what met a limit there would meet it again.
        if (cell.plan.need !== "shared") break;
        again = this.#patience.afterLimit(outcome, fact.limited, (again?.again ?? 0) + 1);
      } while (again !== undefined);
      this.#note(check, attempt);
    }
    return tookMs;
  }

  #tryOf(cell: Cell, fact: GatheredFact): Try {
    return {
      cell: cell.plan.id,
      ...(fact.evidence === undefined ? {} : { evidence: fact.evidence }),
      ...(fact.error === undefined ? {} : { error: fact.error }),
      ...(fact.hidden === undefined ? {} : { hidden: fact.hidden }),
      ...(fact.appDied ? { appDied: true } : {}),
      ...(fact.ending === undefined ? {} : { ending: fact.ending }),
      ...(this.#setting.plan.bound === undefined ? {} : { writtenElsewhere: true }),
      ...(fact.lacks.length > 0 ? { standInLacks: fact.lacks } : {}),
      ...(fact.limited === undefined ? {} : { limited: fact.limited }),
      ...(fact.unaddressed === undefined ? {} : { unaddressed: fact.unaddressed }),
    };
  }

  async #ask(cell: Cell, check: AnyCheck, afterLimit?: AfterLimit): Promise<GatheredFact> {
    try {
      return await cell.gather(check.id, this.#tries.get(check.id)?.length ?? 0, afterLimit);
    } catch (error) {
      this.#setting.signal.throwIfAborted();
      return { check: check.id, error: reasonOf(error), appDied: false, lacks: [], tookMs: 0, waitedMs: 0 };
    }
  }

  #note(check: AnyCheck, attempt: Try): void {
    const tries = this.#tries.get(check.id) ?? [];
    tries.push(attempt);
    this.#tries.set(check.id, tries);
    if (isCounted(check)) this.#asked.add(check.id);
    const { outcome } = judgeTry(check, attempt, gatheringVersion);
    this.#setting.onProgress({ type: "asked", check: check.id, outcome, done: this.#asked.size });
  }

  /** Measured failures, our own errors and an unusable core are tried again, each in a fresh cell with nothing beside it. */
  async #repeat(checks: readonly AnyCheck[]): Promise<void> {
    const needing = () =>
      checks.filter((check) => {
        const rules = { isCore: this.#core.has(check.id), gathering: gatheringVersion };
        return needsRepeat(check, this.#tries.get(check.id) ?? [], rules);
      });
    for (let again = needing(); again.length > 0; again = needing()) {
      for (const sitting of sittingsOf(again)) {
        for (const { id } of sitting.checks) this.#setting.onProgress({ type: "again", check: id });
        await this.#sit(sitting);
      }
    }
  }

  /** What was found slower is held against ours once more as it is now, so that a failure never rests on another hour. */
  #referenceFor({ checks, need }: Sitting): Promise<Reference | undefined> {
    if (need === "shared" || need.reference !== true) return Promise.resolve(undefined);
    const triesOf = (check: AnyCheck) => this.#tries.get(check.id)?.length ?? 0;
    return this.#setting.reference({
      afresh: checks.some((check) => isHeldAgainstOurs(check) && triesOf(check) === 1),
    });
  }

  async #open(need: CellNeed, reference?: Reference): Promise<Cell> {
    this.#setting.signal.throwIfAborted();
    const { plan, directory, portsFor } = this.#setting;
    const id = `${plan.secret.slice(0, 6).replaceAll(/[^a-z0-9]/gi, "0")}-cell-${String(++this.#cellsMade)}`;
    const copies = need === "shared" ? 1 : (need.copies ?? 1);
    const cell = await Cell.open(
      {
        ...plan,
        id,
        need,
        directory: join(directory, id),
        ports: await portsFor(copies),
        ...(reference === undefined ? {} : { reference }),
        ...(this.#measured === undefined
          ? {}
          : { costs: this.#measured.costs, credentialKind: this.#measured.credentialKind }),
      },
      this.#setting.signal,
      (pressure) => this.#setting.onProgress({ type: "pressure", ...pressure }),
    );
    this.#setting.signal.addEventListener("abort", () => void cell.end(), { once: true });
    this.#databaseVersion = cell.opened.databaseVersion;
    this.#limits = cell.opened.limits;
    return cell;
  }

  async #close(cell: Cell, checks: readonly AnyCheck[], gatherMs: number): Promise<void> {
    const closing: ClosingFact | undefined = await cell.close();
    this.#waited.push(...(closing?.waited ?? []));
    this.#hashRequests += closing?.hashRequests ?? 0;
    this.#printed.push(...(closing?.printedPasswords ?? []));
    this.#pressure ??= closing?.pressure;
    this.#cells.push({
      id: cell.plan.id,
      checks: checks.map(({ id }) => id),
      readyMs: cell.opened.readyMs,
      appStartMs: Math.max(0, ...cell.opened.starts.map(({ afterMs }) => afterMs ?? 0)),
      gatherMs,
      waitedMs: lengthOf(closing?.waited ?? []),
      outOfMemoryKills: closing?.outOfMemoryKills ?? 0,
      ...(closing === undefined || closing.portsTaken.length === 0 ? {} : { portsTaken: closing.portsTaken }),
      ...(closing?.peakMemoryBytes === undefined ? {} : { peakMemoryBytes: closing.peakMemoryBytes }),
      ...(closing?.throttledMs === undefined ? {} : { throttledMs: closing.throttledMs }),
    });
  }
}

function partition<T>(all: readonly T[], belongs: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(belongs), all.filter((one) => !belongs(one))];
}
