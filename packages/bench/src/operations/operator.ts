import type { Socket } from "node:net";
import type { AskOptions, Attempt, Credential, Inputs, MailBox, OperationRequest, Person } from "../check/world.ts";
import { now } from "../cell/clock.ts";
import type { RecordingEdge } from "../edge/edge.ts";
import { cookiesSetBy, mergeCookies } from "../edge/cookies.ts";
import { statusOf, type Exchange } from "../edge/exchange.ts";
import type { People } from "../edge/people.ts";
import type { Binding, OperationBinding, Step } from "./binding.ts";
import { valueAt, valuesAt, textOf, type Context } from "./expression.ts";
import { isDoneBy } from "./reply.ts";
import { assertPlaced, placedIn, placesOf } from "./places.ts";
import { bodyInputs, buildRequest, StepEmpty, withMembers } from "./request.ts";
import { userNameOf } from "./user-name.ts";

type PerPerson<T> = T | ((person: Person, index: number) => T);
interface Leaving {
  readonly socket?: Socket;
  readonly planned?: number;
}

export interface OperatorSetting {
  readonly binding: Binding;
  usualInputs(operation: string, person: Person): Inputs;
  readonly edge: RecordingEdge;
  readonly people: People;
  /** For steps that wait for a mail. */
  readonly mail?: MailBox;
  /**
   * Operations that are there for certain; all unless said. Another one is spoken only after it was asked whether it is
   * there, so that what would break on a backend without it is seen on every backend.
   */
  readonly certain?: readonly string[];
}

/** How long a step waits for its mail, milliseconds: what the brief gives a mail, too. */
const mailWithin = 10_000;

/** Speaks operations: turns them into requests by the binding, and replies into attempts. */
export class Operator {
  readonly #setting: OperatorSetting;
  readonly #askedFor = new Set<string>();

  constructor(setting: OperatorSetting) {
    this.#setting = setting;
  }

  knows(operation: string): boolean {
    this.#askedFor.add(operation);
    return Object.hasOwn(this.#setting.binding, operation);
  }

  takes(operation: string, input: string): boolean {
    const bound = this.knows(operation) ? this.#setting.binding[operation] : undefined;
    return bound !== undefined && placesOf(bound).has(input);
  }

  placed<Value>(operation: string, inputs: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
    const bound = this.knows(operation) ? this.#setting.binding[operation] : undefined;
    return bound === undefined ? {} : placedIn(bound, inputs);
  }

  reads(operation: string, output: string): boolean {
    const bound = this.knows(operation) ? this.#setting.binding[operation] : undefined;
    return bound?.outputs !== undefined && Object.hasOwn(bound.outputs, output);
  }

  /**
   * How an operation is sent that can be sent again and again as it is; undefined for one that takes a page or a mail
   * first, or whose status does not tell how it went.
   */
  steadily(operation: string): { readonly credential: boolean; readonly success: readonly number[] } | undefined {
    const bound = this.#boundTo(operation);
    const success = bound.success.filter((pattern) => typeof pattern === "number");
    if (bound.first !== undefined || success.length < bound.success.length || bound.refusal !== undefined)
      return undefined;
    return { credential: bound.credential ?? false, success };
  }

  /** The request of an operation, to be changed and sent as it is; its first steps are done. */
  async requestFor(
    person: Person,
    operation: string,
    inputs: Inputs = {},
    options: Pick<AskOptions, "about"> = {},
  ): Promise<OperationRequest> {
    const bound = this.#boundTo(operation);
    const context = await this.#contextOf(person, operation, bound, inputs, options);
    const body = bodyInputs(bound, context.inputs ?? {});
    return {
      ...(({ method, path, headers }) => ({ method, path, headers }))(buildRequest(bound, context)),
      operation,
      body,
      textOf: (changed) => {
        const own = Object.fromEntries(Object.keys(body).map((name) => [name, changed[name]]));
        const others = Object.entries(changed).filter(([name]) => !Object.hasOwn(body, name));
        const template = withMembers(bound, Object.fromEntries(others));
        return buildRequest(template, { ...context, inputs: { ...context.inputs, ...own } }).body ?? "";
      },
    };
  }

  async operate(person: Person, operation: string, inputs: Inputs = {}, options: AskOptions = {}): Promise<Attempt> {
    const context = await this.#contextOf(person, operation, this.#boundTo(operation), inputs, options);
    return this.#send(person, operation, context, options);
  }

  async together(
    people: readonly Person[],
    operation: string,
    inputs: PerPerson<Inputs> = {},
    options: PerPerson<AskOptions> = {},
  ): Promise<readonly Attempt[]> {
    const { edge } = this.#setting;
    const bound = this.#boundTo(operation);
    const optionsOf = people.map((person, index) => valueFor(options, person, index));
    const contexts = await Promise.all(
      people.map((person, index) =>
        this.#contextOf(person, operation, bound, valueFor(inputs, person, index), optionsOf[index] ?? {}),
      ),
    );
    const sockets = await edge.openConnections(people, (index) => optionsOf[index]?.copy);
    const planned = now();
    return Promise.all(
      people.map((person, index) => {
        const socket = sockets[index];
        const leaving = { planned, ...(socket === undefined ? {} : { socket }) };
        return this.#send(person, operation, contexts[index] ?? {}, optionsOf[index] ?? {}, leaving);
      }),
    );
  }

  async inTurn(
    people: readonly Person[],
    operation: string,
    inputs: PerPerson<Inputs> = {},
    options: AskOptions = {},
  ): Promise<readonly Attempt[]> {
    const attempts: Attempt[] = [];
    for (const [index, person] of people.entries()) {
      attempts.push(await this.operate(person, operation, valueFor(inputs, person, index), options));
    }
    return attempts;
  }

  #boundTo(operation: string): OperationBinding {
    const { binding, certain = [operation] } = this.#setting;
    const bound = binding[operation];
    if (bound === undefined) throw new Error(`the binding has no operation ${operation}`);
    if (!certain.includes(operation) && !this.#askedFor.has(operation)) {
      throw new Error(
        `a backend may lack ${operation}: name it in the check's needs, or ask knows("${operation}") first`,
      );
    }
    return bound;
  }

  async #send(
    person: Person,
    operation: string,
    context: Context,
    options: AskOptions,
    leaving: Leaving = {},
  ): Promise<Attempt> {
    const bound = this.#boundTo(operation);
    const { headers, ...request } = buildRequest(bound, context);
    const exchange = await this.#setting.edge.send(person, {
      operation,
      ...request,
      withCredential: bound.credential ?? false,
      options: { ...options, headers: { ...headers, ...options.headers } },
      ...leaving,
    });
    return this.#attemptOf(person, operation, bound, { ...context, exchange }, options);
  }

  async #contextOf(
    person: Person,
    operation: string,
    bound: OperationBinding,
    given: Inputs,
    options: AskOptions,
  ): Promise<Context> {
    // People log in while logged out: an app may refuse people who still hold the session of a sign-up or a log-in before.
    const logsIn = bound.grants !== undefined && bound.credential !== true;
    if (logsIn && options.credential === undefined) this.#setting.people.forgetCookies(person);
    assertPlaced(operation, bound, given, this.#setting.usualInputs(operation, person));
    const inputs = this.#inputsOf(operation, person, given);
    const { more } = (options.credential === undefined ? person.credential : options.credential) ?? {};
    const account = options.about ?? person;
    const about = {
      // What names an account may stand in the address of an operation that is sent nothing else of its person's.
      inputs: {
        ...{ email: account.email, userName: userNameOf(account.email) },
        ...(options.about === undefined ? inputs : this.#inputsOf(operation, account)),
      },
      credential: { ...(options.about === undefined ? more : {}), ...this.#setting.people.namesOf(account) },
    };
    const context: Context = { inputs, about, ...(more === undefined ? {} : { credential: more }) };
    // Someone who is turned away at a first step is turned away; what the owner's own page lacks, the binding got wrong.
    const isTheirs = options.credential === undefined && (bound.credential !== true || person.credential !== undefined);
    return this.#afterSteps(person, bound.first ?? [], context, options, isTheirs ? outputsUsedIn(bound) : []);
  }

  #inputsOf(operation: string, person: Person, given: Inputs = {}): Inputs {
    const all = { ...this.#setting.usualInputs(operation, person), ...given };
    const { email } = all;
    if (email === undefined) return all;
    return { userName: typeof email === "string" ? userNameOf(email) : email, ...all };
  }

  /**
   * Takes the steps in turn; what they yield is in the context for those that follow.
   *
   * @param needed outputs without which the request cannot be sent, as `<step>.<output>`.
   * @throws StepEmpty when a step was answered and lacked one.
   */
  async #afterSteps(
    person: Person,
    steps: readonly Step[],
    context: Context,
    options: AskOptions,
    needed: readonly string[],
  ): Promise<Context> {
    let reached = context;
    for (const step of steps) {
      const taken = await this.#takeStep(person, step, reached, options);
      const outputs = await valuesAt(step.outputs, taken);
      const missing = needed.find(
        (name) => name.startsWith(`${step.id}.`) && !(name.slice(step.id.length + 1) in outputs),
      );
      if (missing !== undefined && wasAnswered(step, taken)) throw new StepEmpty(addressOf(step), step.id, missing);
      reached = { ...reached, steps: { ...reached.steps, [step.id]: outputs } };
    }
    return reached;
  }

  async #takeStep(person: Person, step: Step, context: Context, options: AskOptions): Promise<Context> {
    if ("mail" in step) {
      const address = textOf(await valueAt(step.mail, context));
      const mail = await this.#setting.mail?.next(address, { withinMs: mailWithin });
      return mail === undefined ? context : { ...context, mail };
    }
    const { headers, ...request } = buildRequest(step.request, context);
    const send = () =>
      this.#setting.edge.send(person, {
        ...request,
        withCredential: step.credential ?? false,
        options: { ...options, headers },
      });
    const exchange = await send();
    // One bad moment of a page is none of the operation's.
    return { ...context, exchange: statusOf(exchange) >= 500 ? await send() : exchange };
  }

  async #attemptOf(
    person: Person,
    operation: string,
    bound: OperationBinding,
    context: Context & { readonly exchange: Exchange },
    options: AskOptions,
  ): Promise<Attempt> {
    const { exchange } = context;
    const isDone = isDoneBy(bound, exchange);
    const granting = isDone && (bound.grants !== undefined || bound.keeps !== undefined);
    const credential = granting ? await this.#granted(person, bound, context, options) : undefined;
    if (credential !== undefined && options.credential === undefined) person.credential = credential;
    const accepted = isDone && (await this.#follow(person, bound.then ?? [], context, options));
    const outputs = await valuesAt(bound.outputs, context);
    const names = Object.keys(bound.outputs ?? {});
    return {
      ...{ operation, accepted, outputs, exchange },
      ...(names.includes("email") || names.includes("userName") ? {} : { namesNobody: true }),
      ...(credential === undefined ? {} : { credential }),
    };
  }

  /** What follows belongs to it: where a mail does not come or its link is refused, nothing was done yet. */
  async #follow(person: Person, steps: readonly Step[], context: Context, options: AskOptions): Promise<boolean> {
    let reached = context;
    for (const step of steps) {
      const taken = await this.#takeStep(person, step, reached, options);
      if ("mail" in step ? taken.mail === undefined : !isServed(taken.exchange)) return false;
      const outputs = await valuesAt(step.outputs, taken);
      reached = { ...reached, steps: { ...reached.steps, [step.id]: outputs } };
    }
    return true;
  }

  async #granted(
    person: Person,
    bound: OperationBinding,
    context: Context & { readonly exchange: Exchange },
    options: AskOptions,
  ): Promise<Credential | undefined> {
    const { grants = "cookies" } = bound;
    const { people } = this.#setting;
    const granted = grants === "cookies" ? undefined : await valueAt(grants, context);
    const token = typeof granted === "string" && granted !== "" ? granted : undefined;
    const values = Object.entries(await valuesAt(bound.keeps, context)).map(([name, value]) => [name, textOf(value)]);
    const kept = Object.fromEntries(values) as Readonly<Record<string, string>>;
    people.keepNames(person, kept, token);
    const more = values.length === 0 ? {} : { more: kept };
    if (token !== undefined) return { kind: "bearer", token, ...more };
    const before = options.credential === undefined ? people.cookiesOf(person) : cookiesOf(options.credential);
    const cookies = mergeCookies(before, cookiesSetBy(context.exchange));
    return cookies.length === 0 ? undefined : { kind: "cookie", cookies, ...more };
  }
}

function cookiesOf(credential: Credential | null) {
  return credential?.kind === "cookie" ? credential.cookies : [];
}

function valueFor<T>(value: PerPerson<T>, person: Person, index: number): T {
  return typeof value === "function" ? (value as (person: Person, index: number) => T)(person, index) : value;
}

/** `<step>.<output>` of what the request itself is made with. */
function outputsUsedIn(bound: OperationBinding): readonly string[] {
  const { path, json, form, query, headers } = bound;
  const text = JSON.stringify([path, json, form, query, headers]);
  return [...text.matchAll(/\$steps\.([\w-]+)\.outputs\.([\w-]+)/g)].map(
    ([, step = "", name = ""]) => `${step}.${name}`,
  );
}

/** It brought what it brings: a mail that did not come, too, brought nothing. */
function wasAnswered(step: Step, { exchange }: Context): boolean {
  if ("mail" in step) return true;
  const status = exchange === undefined ? 0 : statusOf(exchange);
  return exchange?.failure === undefined && status >= 200 && status < 300;
}

function addressOf(step: Step): string {
  return "mail" in step ? step.mail : step.request.path;
}

function isServed(exchange: Exchange | undefined): boolean {
  return exchange !== undefined && exchange.failure === undefined && statusOf(exchange) < 400;
}
