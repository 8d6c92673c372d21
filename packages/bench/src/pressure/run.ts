import type { Journey, PressurePlan } from "../check/challenge.ts";
import type { Company } from "../cell/company.ts";
import type { App, IncidentEvidence, PressureEvidence, World } from "../check/world.ts";
import type { searchCapacity } from "../load/capacity.ts";
import { medianWithin, percentileOf } from "../load/latency.ts";
import type { Load, LoadRecord, LoadSetting } from "../load/load.ts";
import type { IncidentFact, IncidentName, JourneyFact, LivePressure, PressureFact } from "../result/pressure.ts";
import { incidentsNamed } from "./incidents/index.ts";
import type { Beside, Incident, Scene } from "./incident.ts";
import { cheapMixOf, mixOf } from "./mix.ts";
import type { PeopleSetting, Visitor } from "./people.ts";
import { gatherVisitors, harmlessJourneys, steadyJourneys, visitorsFor } from "./people.ts";
import { seekValuesMeanwhile, seekWrites, type SoughtValues } from "./seek-writes.ts";
import { enoughVisits, tellIncident, type Seen } from "./tell-incident.ts";
import { untilNormal } from "./until-normal.ts";
import { usualWaitOf, visitsOf, waitOf, Watch, type Calm } from "./watch.ts";

/** Of what the submission was found to carry: a failure is then due to the incident. */
const steadyShare = 0.3;
/** Visits a second. Fewer say nothing within a minute; more than the other we need not send. */
const rates = { least: 8, start: 40, most: 2_000 };
const calmMs = 4_000;
/** Between the end of an incident and the next, at least. */
const gapMs = 2_000;
const sliceMs = 500;
/** Visits due until which an incident lasts, as arrivals are drawn: more than it must hold. How long, at most, for them. */
const enough = { due: 1.5 * enoughVisits, withinMs: 20_000 };
/** A generator that sent one visit in a hundred later than this said nothing. Less is little next to a fair wait. Milliseconds. */
const laggedMs = 250;
/** Processors that others may take beyond those that they took while the capacity was sought: with more, it carries less. */
const littleCompany = 0.35;

export interface PressureSetting extends Omit<PeopleSetting, "app"> {
  readonly app: Pick<App, "requestFor" | "knows" | "placed" | "start" | "stop" | "kill" | "alive" | "exitOf">;
  readonly taps: World["taps"];
  readonly plan: PressurePlan;
  readonly incidents: readonly IncidentName[];
  readonly costly: ReadonlySet<string>;
  readonly seed: number;
  readonly ports: readonly number[];
  openLoad(setting: LoadSetting): Promise<Load>;
  readonly searchCapacity: typeof searchCapacity;
  readonly company: Pick<Company, "between">;
  readonly beside: Beside;
  /** Told twice a second of how it goes. */
  readonly onProgress: (live: LivePressure) => void;
}

const nothing = {
  incidents: [],
  writes: { acknowledged: 0, unknown: 0, sought: 0, lost: [], doubled: [] },
} satisfies PressureEvidence;

/**
 * One continuous run: calm, then each incident with time to recover after it, then all is healed and what was confirmed
 * is sought. The same seed gives the same arrivals.
 */
export async function runUnderPressure(setting: PressureSetting): Promise<PressureEvidence> {
  const journeys = await harmlessJourneys(steadyJourneys(setting), setting.world);
  if (!journeys.some(({ operation }) => !setting.costly.has(operation))) return { notRun: "not-steady", ...nothing };
  const visitors = await gatherVisitors(visitorsFor(setting.world.costs.hashMs), setting);
  if (visitors.length === 0) return { notRun: "nobody-arrived", ...nothing };
  return Run.of(setting, { journeys, visitors });
}

interface People {
  readonly journeys: readonly Journey[];
  readonly visitors: readonly Visitor[];
}

class Run {
  readonly #setting: PressureSetting;
  readonly #journeys: readonly Journey[];
  readonly #visitors: readonly Visitor[];
  readonly #needNoDatabase: ReadonlySet<string>;
  readonly #load: Load;
  readonly #watch: Watch;
  readonly #incidents: IncidentEvidence[] = [];
  readonly #facts: IncidentFact[] = [];
  #capacity: PressureFact["capacity"] = { rate: 0, tries: [], atLeast: false };
  /** How many processors others took while it was sought. */
  #usualCompany = 0;
  #startedAt = 0;
  #calm: Calm;
  #rate = 0;
  #spikeRate = 0;
  #phases = 0;
  /** Values that were looked for before the end. */
  readonly #meanwhile: SoughtValues[] = [];
  /** Since when nothing has gone wrong that we brought about. */
  #calmFrom = 0;
  /** Visits were answered as in calm seconds before the first incident, and after the last one. */
  #isWhole = true;
  #lagP99Ms = 0;
  /** Until it is told in full, which is when it has been recovered from. */
  #current: { readonly name: IncidentName; readonly from: number; readonly to?: number } | undefined;

  private constructor(setting: PressureSetting, { journeys, visitors }: People, load: Load, watch: Watch) {
    this.#setting = setting;
    this.#journeys = journeys;
    this.#visitors = visitors;
    const free = journeys.filter(({ withoutDatabase }) => withoutDatabase === true);
    this.#needNoDatabase = new Set(free.map(({ operation }) => operation));
    this.#load = load;
    this.#watch = watch;
    this.#calm = { p95Ms: 0, boundMs: setting.plan.boundMs, costly: setting.costly };
  }

  static async of(setting: PressureSetting, people: People): Promise<PressureEvidence> {
    const watch = new Watch();
    const load = await setting.openLoad({
      seed: setting.seed,
      ports: setting.ports,
      people: people.visitors.map((visitor) => visitor.load),
      deadline: setting.plan.limitMs + 3_000,
      connections: 1_000,
      onRecords: (records, settledBefore) => watch.add(records, settledBefore),
    });
    const run = new Run(setting, people, load, watch);
    const telling = setInterval(() => run.#tell(), sliceMs);
    try {
      return await run.#take();
    } finally {
      clearInterval(telling);
      await load.close();
    }
  }

  async #take(): Promise<PressureEvidence> {
    const { world, plan } = this.#setting;
    const from = world.now();
    this.#capacity = await this.#setting.searchCapacity(this.#load, {
      mix: cheapMixOf(this.#journeys, this.#setting.costly),
      boundMs: plan.boundMs,
      startRate: rates.start,
      mostRate: rates.most,
      onTooMuch: async () => {
        if (this.#hasEnded()) await this.#start();
      },
      recordsOf: (phase) => this.#watch.all().filter((record) => record.phase === phase),
    });
    this.#usualCompany = this.#setting.company.between(from, world.now());
    // The search ends with more than it carries: who ends of that is told by the rush, and nothing else is due to it.
    if (this.#hasEnded()) await this.#start();
    await world.sleep(500);
    await this.#load.lag();
    this.#rate = Math.max(rates.least, steadyShare * this.#capacity.rate);
    this.#startedAt = world.now();
    this.#calmFrom = this.#startedAt;
    await this.#steady();
    await world.sleep(calmMs);
    const calmTo = world.now();
    const calm = this.#watch.between(this.#startedAt, calmTo);
    this.#calm = {
      ...this.#calm,
      p95Ms: usualWaitOf(calm, this.#calm) ?? 0,
      isLimited: this.#watch.isLimitedFrom(this.#startedAt),
    };
    // What goes wrong by itself would be taken for the incidents' doing.
    if ((await this.#untilNormal(this.#startedAt)) === undefined) return { notRun: "not-calm", ...nothing };
    for (const incident of incidentsNamed(this.#setting.incidents)) await this.#bringAbout(incident);
    const endedAt = world.now();
    await this.#load.pause();
    await this.#load.drain();
    const { unsent } = this.#noteLag(await this.#load.lag());
    const all = this.#watch.between(this.#startedAt, Infinity);
    const writes = await seekWrites({
      world,
      journeys: this.#journeys,
      visitors: this.#visitors,
      records: all,
      startedAt: this.#startedAt,
      meanwhile: this.#meanwhile,
    });
    return {
      fact: {
        sliceMs,
        durationMs: Math.round(endedAt - this.#startedAt),
        rate: round(this.#rate),
        spikeRate: round(this.#spikeRate),
        capacity: this.#capacity,
        limitMs: plan.limitMs,
        incidents: this.#facts,
        slices: this.#watch.slices(this.#startedAt, endedAt, sliceMs),
        visits: visitsOf(all),
        writes: {
          ...{ acknowledged: writes.acknowledged, sought: writes.sought },
          ...{ lost: writes.lost.length, doubled: writes.doubled.length },
        },
        journeys: this.#journeys.map(({ operation }) =>
          journeyFact(operation, calm, this.#setting.costly.has(operation)),
        ),
        generator: { unsent, lagP99Ms: round(this.#lagP99Ms) },
      },
      incidents: this.#incidents,
      writes,
    };
  }

  async #bringAbout(incident: Incident): Promise<void> {
    if (incident.applies?.(this.#scene(1)) === false) return;
    const first = await this.#oneIncident(incident, 1);
    // What we could not send as planned says nothing, nor does what came when others took the machine: once more, with less.
    if (first.lagged === true) await this.#oneIncident(incident, 0.5);
  }

  async #oneIncident(incident: Incident, share: number): Promise<IncidentEvidence> {
    const { world, plan } = this.#setting;
    const usual = this.#rate;
    this.#rate = Math.max(rates.least, usual * share);
    if (share !== 1) await this.#steady();
    const calmBefore = this.#isWhole && !this.#hasEnded();
    await this.#load.lag();
    const from = world.now();
    this.#current = { name: incident.name, from };
    const outcome = await incident.during(this.#scene(share));
    const to = world.now();
    this.#current = { name: incident.name, from, to };
    const lag = this.#noteLag(await this.#load.lag());
    if (incident.losesMemory === true && outcome.listeningAt !== undefined) {
      this.#meanwhile.push(await this.#seekValues());
    }
    const over = Math.max(to, outcome.listeningAt ?? 0);
    const normalAt = await this.#untilNormal(over);
    await world.sleep(Math.max(0, gapMs - (world.now() - to)));
    // Also when it ended a moment later: nothing else has been done to it since.
    const hasEnded = this.#hasEnded();
    const isLimited = normalAt === undefined && !hasEnded && this.#watch.isLimitedFrom(over);
    const isStuck = normalAt === undefined && !hasEnded && !isLimited;
    const others = this.#setting.company.between(from, normalAt ?? world.now());
    const { fact, evidence } = tellIncident({
      ...{ name: incident.name, outcome, from, to, normalAt, hasEnded, isStuck, isLimited, calmBefore },
      isOurs: isOurs(lag.p99Ms, others - this.#usualCompany),
      inside: this.#watch.between(from, to),
      before: this.#watch.between(from - calmMs, from),
      calmFrom: this.#calmFrom,
      startedAt: this.#startedAt,
      limitMs: plan.limitMs,
      calm: this.#calm,
      copies: this.#setting.ports.length,
      needNoDatabase: this.#needNoDatabase,
    });
    this.#facts.push(fact);
    this.#incidents.push(evidence);
    this.#current = undefined;
    const isWell = normalAt !== undefined && !hasEnded && outcome.didNotStart !== true;
    this.#isWhole = isWell || (await this.#startAgain());
    this.#calmFrom = isWell ? normalAt : world.now();
    this.#rate = usual;
    if (share !== 1) await this.#steady();
    return evidence;
  }

  #seekValues(): Promise<SoughtValues> {
    const { world } = this.#setting;
    return seekValuesMeanwhile({ world, journeys: this.#journeys, visitors: this.#visitors }, async (at) => {
      await this.#watch.settled(at, (milliseconds) => world.sleep(milliseconds));
      return this.#watch.between(this.#startedAt, Infinity);
    });
  }

  #untilNormal(since: number): Promise<number | undefined> {
    const { world, plan } = this.#setting;
    return untilNormal(since, {
      ...{ world, plan, watch: this.#watch, calm: this.#calm, atLeastMs: gapMs },
      hasEnded: () => this.#hasEnded(),
    });
  }

  /** What an operator would do. Whether visits are answered as in calm seconds then. */
  async #startAgain(): Promise<boolean> {
    await this.#start();
    return (await this.#untilNormal(this.#setting.world.now())) !== undefined;
  }

  async #start(): Promise<void> {
    const { app } = this.#setting;
    await app.kill();
    await app.start({ copy: 0 });
    await this.#load.route([0]);
  }

  /** A copy ended although nobody stopped it. */
  #hasEnded(): boolean {
    return this.#setting.ports.some((_port, copy) => this.#setting.app.exitOf(copy) !== undefined);
  }

  #scene(share: number): Scene {
    const { app, taps, world, beside } = this.#setting;
    return {
      app,
      taps,
      load: this.#load,
      last: async (atLeastMs) => {
        const needed = (enough.due / this.#rate) * 1_000;
        await world.sleep(Math.max(atLeastMs, Math.min(enough.withinMs, needed)));
      },
      atRate: async (ofCapacity, act) => {
        // Faster than we can send, we would measure ourselves.
        const most = Math.min(rates.most, ofCapacity * this.#capacity.rate);
        this.#spikeRate = Math.max(this.#rate, share * most);
        await this.#load.begin({
          name: this.#phaseName("rush"),
          rate: this.#spikeRate,
          mix: this.#mix(this.#spikeRate),
        });
        try {
          await act();
        } finally {
          await this.#steady();
        }
      },
      atMost: async (rate, act) => {
        const usual = this.#rate;
        if (rate >= usual) return act();
        this.#rate = rate;
        await this.#steady();
        try {
          await act();
        } finally {
          this.#rate = usual;
          await this.#steady();
        }
      },
      beside,
      rate: this.#rate,
      normalAgain: async (withinMs) => {
        const from = world.now();
        while (world.now() < from + withinMs && this.#watch.normalFrom(from, this.#calm) === undefined) {
          await world.sleep(100);
        }
      },
      settled: () => this.#watch.settled(world.now() - 1_000, (milliseconds) => world.sleep(milliseconds)),
      sleep: (milliseconds) => world.sleep(milliseconds),
      now: () => world.now(),
    };
  }

  #steady(): Promise<void> {
    return this.#load.begin({ name: this.#phaseName("steady"), rate: this.#rate, mix: this.#mix(this.#rate) });
  }

  #phaseName(kind: string): string {
    return `${kind} ${String(++this.#phases)}`;
  }

  #mix(rate: number): Readonly<Record<string, number>> {
    const { costly, world } = this.#setting;
    return mixOf(this.#journeys, { costly, hashMs: world.costs.hashMs, rate });
  }

  #noteLag(lag: { readonly p99Ms: number }): { readonly p99Ms: number; readonly unsent: number } {
    this.#lagP99Ms = Math.max(this.#lagP99Ms, lag.p99Ms);
    const unsent = this.#watch.between(this.#startedAt, Infinity).filter(({ sent }) => sent === undefined).length;
    return { ...lag, unsent };
  }

  #tell(): void {
    if (this.#startedAt === 0) return;
    const at = this.#setting.world.now();
    const since = (moment: number) => Math.round(moment - this.#startedAt);
    const current = this.#current;
    this.#setting.onProgress({
      sliceMs,
      slices: this.#watch.slices(this.#startedAt, at, sliceMs),
      incidents: [
        ...this.#incidents.map(({ name, from, to }) => ({ name, from, to })),
        ...(current === undefined
          ? []
          : [{ ...current, from: since(current.from), ...(current.to !== undefined && { to: since(current.to) }) }]),
      ],
    });
  }
}

function isOurs(lagMs: number, moreCompany: number): Seen["isOurs"] {
  if (lagMs > laggedMs) return "always";
  return moreCompany > littleCompany ? "what went wrong" : undefined;
}

function journeyFact(operation: string, calm: readonly LoadRecord[], costsHash: boolean): JourneyFact {
  const waits = calm.filter((record) => record.operation === operation).map(waitOf);
  const p50Within = medianWithin(waits);
  return {
    operation,
    ...(costsHash && { costsHash }),
    sent: waits.length,
    p50Ms: percentileOf(waits, 50),
    p95Ms: percentileOf(waits, 95),
    ...(p50Within && { p50Within }),
  };
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
