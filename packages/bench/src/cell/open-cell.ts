import { operationsOf, type ChallengeDefinition } from "../check/challenge.ts";
import type { AnyCheck } from "../check/check.ts";
import type { HiddenData } from "../check/hidden-data.ts";
import type { Rehearsed } from "../check/rehearsal.ts";
import type { Costs, PressureEvidence, RawRequest, StartFact, World } from "../check/world.ts";
import { createCanaries } from "../edge/canaries.ts";
import { RecordingEdge } from "../edge/edge.ts";
import type { Exchange } from "../edge/exchange.ts";
import { HttpClient } from "../edge/http-client.ts";
import { numberPeople, People, type Numbering } from "../edge/people.ts";
import { loadCheck, loadDefinition } from "../evaluation/load-challenge.ts";
import type { BoundBackend } from "../operations/binding.ts";
import { Operator } from "../operations/operator.ts";
import { knownByUserName } from "../operations/user-name.ts";
import { searchCapacity } from "../load/capacity.ts";
import { openLoad } from "../load/open-load.ts";
import { besideOf } from "../pressure/beside.ts";
import { runUnderPressure } from "../pressure/run.ts";
import type { LivePressure } from "../result/pressure.ts";
import { sandboxDriver } from "../sandbox/choose.ts";
import { AddressIncomplete } from "../operations/request.ts";
import { HiddenDataError } from "../services/hiding.ts";
import type { OpenInspector } from "../services/open-inspector.ts";
import { appOf } from "./app-of.ts";
import { closeServices, inspectorOf, serviceTaps, type CellServices, type ServiceTaps } from "./cell-services.ts";
import { now, sleep } from "./clock.ts";
import { watchCompany } from "./company.ts";
import { endingOf } from "./ending.ts";
import { Copies, limitsOfCopies, usualStart } from "./copies.ts";
import { LimitsMet } from "./limits-met.ts";
import type { Limits } from "./limits.ts";
import { mayHaveHashed } from "./hash-requests.ts";
import { Log } from "./log.ts";
import { PrintedPasswords } from "./printed-passwords.ts";
import { boxThatWaits } from "./mail-waiting.ts";
import type { AfterLimit, CellPlan, ClosingFact, GatheredFact, MeasuredFact, OpenedFact } from "./protocol.ts";
import { Strangers } from "./strangers.ts";
import { StumblesMet } from "./stumbles-met.ts";
import { commandFor, publicUrl } from "./submission-command.ts";
import { Waiting } from "./waiting.ts";

/** How long a command of a binding's may take, milliseconds. */
const commandWithin = 60_000;

interface Parts {
  readonly plan: CellPlan;
  readonly challenge: ChallengeDefinition;
  readonly services: CellServices;
  readonly inspector: OpenInspector;
  readonly taps: ServiceTaps;
  readonly copies: Copies;
  readonly limits: readonly Limits[];
  readonly log: Log;
  readonly printedPasswords: PrintedPasswords;
  readonly client: HttpClient;
  readonly waiting: Waiting;
  /** Nobody's address is used twice in the cell. */
  readonly numbering: Numbering;
  readonly opened: OpenedFact;
  readonly onPressure: (pressure: LivePressure) => void;
}

/** A cell with everything in it, from the agent's side. */
export class OpenCell {
  readonly #parts: Parts;
  readonly opened: OpenedFact;
  #costs: Costs | undefined;
  #credentialKind: World["credentialKind"];
  #hashRequests = 0;
  #rehearsals = 0;
  readonly #strangers: Strangers;
  #pressure: Promise<PressureEvidence> | undefined;
  #hidden: readonly HiddenData[] = [];
  readonly #stumbles = new StumblesMet();

  private constructor(parts: Parts) {
    this.#parts = parts;
    this.opened = parts.opened;
    this.#costs = parts.plan.costs;
    this.#credentialKind = parts.plan.credentialKind ?? "unknown";
    const canaries = createCanaries(parts.plan.seed, "strangers");
    this.#strangers = new Strangers(new People(() => canaries, parts.numbering));
  }

  /** @param onPressure told twice a second how a run under pressure goes. */
  static async open(
    plan: CellPlan,
    services: CellServices,
    onPressure: (pressure: LivePressure) => void,
  ): Promise<OpenCell> {
    const need = plan.need === "shared" ? {} : plan.need;
    const waiting = new Waiting();
    const printedPasswords = new PrintedPasswords();
    const log = new Log((line) => printedPasswords.read(line));
    const { database, redis } = services;
    const [challenge, inspector, limits] = await Promise.all([
      loadDefinition(plan.challengeFolder, plan),
      inspectorOf(services),
      plan.sandbox === "none" ? [] : limitsOfCopies(plan),
    ]);
    const client = new HttpClient();
    const numbering = numberPeople();
    const people = new People(() => createCanaries(plan.seed, plan.id, "readiness"), numbering);
    const bound = plan.bound === undefined ? {} : { bound: plan.bound };
    const edge = new RecordingEdge({ ports: plan.ports.copies, publicUrl, client, people, waiting, ...bound });
    const binding = plan.bound?.operations ?? challenge.binding;
    const operator = new Operator({ ...challenge, binding, edge, people });
    const visitor = people.person();
    const readiness = operator.knows(challenge.readiness ?? "") ? challenge.readiness : undefined;
    const copies = new Copies({
      driver: sandboxDriver(plan.sandbox),
      ports: plan.ports.copies,
      commandFor: (copy, environment) => commandFor(plan, copy, environment, limits[copy]),
      limits,
      log,
      waiting,
      startsWithinMs: challenge.startsWithinMs ?? usualStart,
      async ready(copy) {
        if (readiness === undefined) return true;
        const { accepted, exchange } = await operator.operate(
          visitor,
          readiness,
          {},
          { copy, credential: null, deadline: 2_000 },
        );
        return accepted || exchange.response?.status === 404;
      },
    });
    const readyMs = now();
    const starts: StartFact[] = [];
    const taps = serviceTaps(services);
    // Where the submission has squatted on the port meanwhile, its database never comes: its own doing.
    const lateBy = need.databaseLateBy;
    if (lateBy !== undefined) setTimeout(() => void taps.database?.heal().catch(() => undefined), lateBy);
    const failed = () => starts.some(({ listening }) => !listening);
    const runAll = async (commands: BoundBackend["beforeStart"] = []) => {
      for (const argv of commands) if (!failed()) starts.push(await copies.run(argv, commandWithin));
    };
    await runAll(plan.bound?.beforeStart);
    if (need.startsApp !== true && !failed()) {
      // One after another, as a careful operator does: each may create the tables.
      // A run under pressure starts its second copy itself.
      const first = need.pressure === undefined ? plan.ports.copies : plan.ports.copies.slice(0, 1);
      for (const copy of first.keys()) {
        starts.push(await copies.start({ copy }));
        if (copy === 0) await runAll(plan.bound?.afterStart);
      }
    }
    return new OpenCell({
      plan,
      challenge,
      services,
      inspector,
      taps,
      copies,
      limits,
      log,
      printedPasswords,
      client,
      waiting,
      numbering,
      onPressure,
      opened: {
        readyMs,
        starts,
        databaseVersion: [database.server.version, ...(redis === undefined ? [] : [redis.server.version])].join(", "),
        lacks: (await database.server.lacks?.()) ?? [],
        limits: limits[0]?.kind ?? "none",
      },
    });
  }

  async measure(): Promise<MeasuredFact> {
    const startMs = this.opened.starts.find(({ afterMs }) => afterMs !== undefined)?.afterMs ?? 0;
    const measured = await this.#parts.challenge.measureCosts(this.#world("costs", 0));
    this.#costs = { startMs, idleMs: measured.idleMs, hashMs: measured.hashMs };
    this.#credentialKind = measured.credentialKind;
    return { costs: this.#costs, credentialKind: this.#credentialKind };
  }

  async gather(id: string, attempt: number, afterLimit?: AfterLimit): Promise<GatheredFact> {
    const { plan, waiting, printedPasswords } = this.#parts;
    printedPasswords.during(id);
    const check = await loadCheck(plan.challengeFolder, id, plan);
    const began = now();
    const waitedBefore = waiting.total();
    if (afterLimit !== undefined) await waiting.during(() => sleep(afterLimit.pauseMs));
    const limits = new LimitsMet(check.provokes);
    const isPressed = plan.need !== "shared" && plan.need.pressure !== undefined;
    const world = this.#world(id, attempt, {
      ...this.#certainFor(check),
      ...(afterLimit === undefined ? {} : { again: afterLimit.again }),
      // In a rush, being turned away is an answer.
      ...(isPressed ? {} : { onExchange: (exchange: Exchange) => limits.note(exchange) }),
    });
    const gathered = await check.gather(world).then(
      (evidence: unknown) => ({ evidence }),
      (error: unknown) => {
        if (error instanceof HiddenDataError) this.#hidden = [...this.#hidden, error.hidden];
        if (error instanceof AddressIncomplete) return { unaddressed: error.fact };
        return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
      },
    );
    const [hidden] = this.#takeHidden();
    const tookMs = now() - began;
    const waitedMs = waiting.total() - waitedBefore;
    const ending = await endingOf(this.#parts, began);
    // The next check of this cell finds the app running again.
    if (ending.appDied && this.#parts.plan.need === "shared") await this.#parts.copies.restart();
    const lacks = (await this.#parts.services.database.server.lacks?.()) ?? [];
    return {
      check: id,
      ...gathered,
      ...(hidden && { hidden }),
      ...ending,
      lacks,
      tookMs,
      waitedMs,
      ...limits.found(),
    };
  }

  /** What the submission kept from us while the last check gathered; in a run under pressure, which checks share, all of it. */
  #takeHidden(): readonly HiddenData[] {
    const hidden = [...this.#hidden, ...this.#parts.inspector.takeHidden()];
    const { need } = this.#parts.plan;
    this.#hidden = need !== "shared" && need.pressure !== undefined ? hidden : [];
    return hidden;
  }

  /** What a check may speak without asking whether it is there. Who wrote for the brief has all of it. */
  #certainFor(check: AnyCheck): { readonly certain?: readonly string[] } {
    if (check.ofAnyBackend !== true) return {};
    return { certain: [...this.#parts.challenge.core, ...operationsOf(check, this.#parts.challenge)] };
  }

  press(): Promise<PressureEvidence> {
    return this.#world("pressure", 0).underPressure();
  }

  request(requests: readonly RawRequest[]): Promise<readonly Exchange[]> {
    const { edge } = this.#world("requests", 0, this.#strangers);
    return this.#strangers.ask(edge, requests);
  }

  async rehearse(bound: BoundBackend): Promise<readonly Rehearsed[]> {
    const { challenge } = this.#parts;
    if (challenge.acquaintance === undefined) throw new Error(`${challenge.id} does not say how a binding is tried`);
    let seen: Exchange[] = [];
    const world = this.#world("rehearsal", ++this.#rehearsals, {
      bound,
      people: this.#strangers.people,
      onExchange: (exchange) => seen.push(exchange),
    });
    const since = () => {
      const exchanges = seen;
      seen = [];
      return exchanges;
    };
    return challenge.acquaintance.rehearse(world, since);
  }

  look(): Promise<StartFact> {
    return this.#parts.copies.look();
  }

  async close(): Promise<ClosingFact> {
    const { copies, client, services, inspector, limits, waiting, printedPasswords } = this.#parts;
    await copies.kill();
    client.close();
    const pressure = await this.#pressure?.catch(() => undefined);
    const usages = await Promise.all(limits.map((limit) => limit.usage()));
    await closeServices(services, inspector);
    await Promise.all(limits.map((limit) => limit.remove()));
    const peaks = usages.flatMap(({ peakMemoryBytes }) => peakMemoryBytes ?? []);
    const throttled = usages.flatMap(({ throttledMs }) => throttledMs ?? []);
    return {
      waited: waiting.spans(),
      hashRequests: this.#hashRequests,
      printedPasswords: printedPasswords.found(),
      portsTaken: Object.entries(this.#parts.taps).flatMap(([name, tap]) => (tap.wasTaken ? [name] : [])),
      outOfMemoryKills: usages.reduce((sum, { outOfMemoryKills }) => sum + outOfMemoryKills, 0),
      ...(pressure?.fact === undefined ? {} : { pressure: pressure.fact }),
      ...(peaks.length === 0 ? {} : { peakMemoryBytes: Math.max(...peaks) }),
      ...(throttled.length === 0 ? {} : { throttledMs: Math.max(...throttled) }),
    };
  }

  /** A fresh view of the cell for one check: people and words of its own. */
  #world(
    check: string,
    attempt: number,
    other: {
      readonly bound?: BoundBackend;
      readonly people?: People;
      readonly onExchange?: (exchange: Exchange) => void;
      readonly certain?: readonly string[];
      /** How often it was gathered before and met a limit. */
      readonly again?: number;
    } = {},
  ): World {
    const plan: CellPlan = { ...this.#parts.plan, ...(other.bound === undefined ? {} : { bound: other.bound }) };
    const { challenge, client, waiting, numbering, printedPasswords } = this.#parts;
    const { inspector, services, taps } = this.#parts;
    const mail = services.mail.server;
    const { again = 0 } = other;
    const canaries = printedPasswords.watching(
      createCanaries(plan.seed, check, attempt, ...(again === 0 ? [] : [`after-limit-${String(again)}`])),
    );
    const people = other.people ?? new People(() => canaries, numbering);
    const binding = plan.bound?.operations ?? challenge.binding;
    const costly = new Set(challenge.costlyOperations.flatMap((operation) => binding[operation]?.path ?? []));
    const edge = new RecordingEdge({
      ports: plan.ports.copies,
      publicUrl,
      client,
      people,
      waiting,
      ...(plan.bound === undefined ? {} : { bound: plan.bound }),
      onAnswer: (exchange) => {
        other.onExchange?.(exchange);
        if (costly.has(exchange.request.path) && mayHaveHashed(exchange)) this.#hashRequests++;
      },
    });
    const mailBox = boxThatWaits(mail.box, waiting);
    const { certain } = other;
    const operator = new Operator({
      ...{ ...challenge, binding, edge, people, mail: mailBox },
      ...(certain === undefined ? {} : { certain }),
    });
    const app = appOf(this.#parts, plan, operator);
    const world: World = {
      canaries,
      edge,
      app,
      database: plan.bound?.people === "user-name" ? knownByUserName(inspector) : inspector,
      mail: mailBox,
      taps,
      costs: this.#costs ?? { startMs: 0, idleMs: 0, hashMs: 0 },
      standard: { byBrief: plan.bound === undefined },
      credentialKind: this.#credentialKind,
      underPressure: () => (this.#pressure ??= this.#press(world, edge, operator)),
      ...(plan.reference === undefined ? {} : { reference: plan.reference }),
      stumbles: this.#stumbles,
      now,
      sleep,
    };
    return world;
  }

  #press(world: World, edge: RecordingEdge, operator: Operator): Promise<PressureEvidence> {
    const { plan, challenge } = this.#parts;
    const { need, seed, ports } = plan;
    if (need === "shared" || need.pressure === undefined) {
      throw new Error("this cell is not made for a run under pressure: name its incidents in the check's cell");
    }
    if (challenge.pressure === undefined)
      throw new Error(`${challenge.id} does not say how many people use it at once`);
    const company = watchCompany();
    return runUnderPressure({
      company,
      world,
      app: world.app,
      taps: world.taps,
      plan: challenge.pressure,
      incidents: need.pressure,
      costly: new Set(challenge.costlyOperations),
      seed,
      ports: ports.copies,
      steadily: (operation) => operator.steadily(operation),
      headersOf: (person, { method, headers, withCredential, hasBody }) =>
        edge.headersOf(person, { method, withCredential, options: { headers }, ...(hasBody ? { body: "" } : {}) }),
      openLoad,
      searchCapacity,
      onProgress: this.#parts.onPressure,
      beside: besideOf(
        world,
        challenge.pressure.journeys.map(({ operation }) => operation),
      ),
    }).finally(company.close);
  }
}
