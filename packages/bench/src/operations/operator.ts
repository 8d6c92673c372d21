import type { AskOptions, Attempt, Credential, Inputs, Person } from "../check/world.ts";
import { now } from "../cell/clock.ts";
import type { RecordingEdge } from "../edge/edge.ts";
import { cookiesSetBy, mergeCookies } from "../edge/cookies.ts";
import { statusOf, type Exchange } from "../edge/exchange.ts";
import type { People } from "../edge/people.ts";
import type { Binding, OperationBinding } from "./binding.ts";
import { evaluateExpression } from "./expression.ts";
import type { Socket } from "node:net";

type PerPerson<T> = T | ((person: Person, index: number) => T);

/** Speaks operations: turns them into requests by the binding, and replies into attempts. */
export class Operator {
  readonly #binding: Binding;
  readonly #usualInputs: (operation: string, person: Person) => Inputs;
  readonly #edge: RecordingEdge;
  readonly #people: People;

  constructor(
    binding: Binding,
    usualInputs: (operation: string, person: Person) => Inputs,
    edge: RecordingEdge,
    people: People,
  ) {
    this.#binding = binding;
    this.#usualInputs = usualInputs;
    this.#edge = edge;
    this.#people = people;
  }

  knows(operation: string): boolean {
    return Object.hasOwn(this.#binding, operation);
  }

  requestFor(person: Person, operation: string, inputs: Inputs = {}) {
    const bound = this.#boundTo(operation);
    const all = { ...this.#usualInputs(operation, person), ...inputs };
    const members = Object.entries(bound.body ?? {}).filter(([input]) => all[input] !== undefined);
    // fromEntries defines own members, so that an input named __proto__ is sent rather than obeyed.
    const body = Object.fromEntries(members.map(([input, member]) => [member, all[input]]));
    return { method: bound.method, path: bound.path, body: body as Record<string, unknown> };
  }

  async operate(
    person: Person,
    operation: string,
    inputs: Inputs = {},
    options: AskOptions = {},
    leaving: { readonly socket?: Socket; readonly planned?: number } = {},
  ): Promise<Attempt> {
    const bound = this.#boundTo(operation);
    const { method, path, body } = this.requestFor(person, operation, inputs);
    const exchange = await this.#edge.send(person, {
      operation,
      method,
      path,
      ...(bound.body === undefined ? {} : { body: JSON.stringify(body) }),
      withCredential: bound.credential ?? false,
      options,
      ...leaving,
    });
    return this.#attemptOf(person, operation, bound, exchange, options);
  }

  async together(
    people: readonly Person[],
    operation: string,
    inputs: PerPerson<Inputs> = {},
    options: PerPerson<AskOptions> = {},
  ): Promise<readonly Attempt[]> {
    const optionsOf = people.map((person, index) => valueFor(options, person, index));
    const sockets = await this.#edge.openConnections(people, (index) => optionsOf[index]?.copy);
    const planned = now();
    return Promise.all(
      people.map((person, index) => {
        const socket = sockets[index];
        return this.operate(person, operation, valueFor(inputs, person, index), optionsOf[index], {
          planned,
          ...(socket === undefined ? {} : { socket }),
        });
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
    const bound = this.#binding[operation];
    if (bound === undefined) throw new Error(`the binding has no operation ${operation}`);
    return bound;
  }

  #attemptOf(
    person: Person,
    operation: string,
    bound: OperationBinding,
    exchange: Exchange,
    options: AskOptions,
  ): Attempt {
    const accepted = exchange.failure === undefined && bound.success.includes(statusOf(exchange));
    const outputs = Object.fromEntries(
      Object.entries(bound.outputs ?? {}).map(([name, expression]) => [name, evaluateExpression(expression, exchange)]),
    );
    const credential =
      accepted && bound.grants !== undefined ? this.#granted(person, bound.grants, exchange, options) : undefined;
    if (credential !== undefined && options.credential === undefined) person.credential = credential;
    return { operation, accepted, outputs, ...(credential === undefined ? {} : { credential }), exchange };
  }

  #granted(person: Person, grants: string, exchange: Exchange, options: AskOptions): Credential | undefined {
    const token = evaluateExpression(grants, exchange);
    if (typeof token === "string" && token !== "") return { kind: "bearer", token };
    const before = options.credential === undefined ? this.#people.cookiesOf(person) : cookiesOf(options.credential);
    const cookies = mergeCookies(before, cookiesSetBy(exchange));
    return cookies.length === 0 ? undefined : { kind: "cookie", cookies };
  }
}

function cookiesOf(credential: Credential | null) {
  return credential?.kind === "cookie" ? credential.cookies : [];
}

function valueFor<T>(value: PerPerson<T>, person: Person, index: number): T {
  return typeof value === "function" ? (value as (person: Person, index: number) => T)(person, index) : value;
}
