import type { Socket } from "node:net";
import type { AskOptions, Credential, Edge, Person, RawRequest } from "../check/world.ts";
import { now } from "../cell/clock.ts";
import type { Waiting } from "../cell/waiting.ts";
import type { BoundBackend, Carrier } from "../operations/binding.ts";
import { meaningOf } from "../operations/reply.ts";
import { cookieHeader, cookiesSetBy, mergeCookies } from "./cookies.ts";
import type { Exchange, RawHeaders } from "./exchange.ts";
import { openConnection, type Body, type HttpClient } from "./http-client.ts";
import type { People } from "./people.ts";
import { holdSlowClients } from "./slow-clients.ts";

/** The world outside: what the one proxy in front of the submission sends on, for each person. */
export interface EdgeSetting {
  readonly ports: readonly number[];
  /** Scheme and host of PUBLIC_URL. */
  readonly publicUrl: string;
  readonly client: HttpClient;
  readonly people: People;
  readonly waiting: Waiting;
  /** Of an existing backend: how it carries a token, what every request to it holds, and how its replies are read. */
  readonly bound?: Pick<BoundBackend, "carrier" | "headers" | "operations">;
  /** Told of each exchange when it is over. */
  readonly onAnswer?: (exchange: Exchange) => void;
}

const usualDeadline = 15_000;

export interface PreparedRequest {
  readonly operation?: string;
  readonly method: string;
  readonly path: string;
  readonly body?: Body;
  readonly withCredential: boolean;
  readonly keepBytes?: number;
  readonly options: AskOptions;
  readonly planned?: number;
  readonly socket?: Socket;
}

/** Sends as the proxy in front would: the person's own address appended to X-Forwarded-For, TLS ended, Host as given. */
export class RecordingEdge implements Edge {
  readonly #setting: EdgeSetting;

  constructor(setting: EdgeSetting) {
    this.#setting = setting;
  }

  person(overrides?: Parameters<Edge["person"]>[0]): Person {
    return this.#setting.people.person(overrides);
  }

  people(count: number, options?: Parameters<Edge["people"]>[1]): readonly Person[] {
    return this.#setting.people.people(count, options);
  }

  otherDevice(person: Person): Person {
    return this.#setting.people.otherDevice(person);
  }

  request(person: Person, request: RawRequest): Promise<Exchange> {
    const { operation, method, path, body, withCredential, keepBytes, ...options } = request;
    return this.send(person, {
      ...(operation === undefined ? {} : { operation }),
      method,
      path,
      ...(body === undefined ? {} : { body }),
      withCredential: withCredential ?? false,
      ...(keepBytes === undefined ? {} : { keepBytes }),
      options,
    });
  }

  slowClients(
    count: number,
    options: { readonly everyMs: number; readonly copy?: number },
  ): ReturnType<Edge["slowClients"]> {
    const people = this.people(count);
    return holdSlowClients(people, this.portOf(options.copy), options.everyMs, this.#setting.publicUrl);
  }

  /** Connections opened beforehand, one a person, so that what follows leaves at the same instant. */
  openConnections(
    people: readonly Person[],
    copyOf: (index: number) => number | undefined,
  ): Promise<readonly (Socket | undefined)[]> {
    return Promise.all(people.map((person, index) => openConnection(this.portOf(copyOf(index)), person.localAddress)));
  }

  async send(person: Person, request: PreparedRequest): Promise<Exchange> {
    const { options } = request;
    const ownCredential = options.credential === undefined;
    const seen = await this.#setting.waiting.during(() =>
      this.#setting.client.send({
        ...(request.operation === undefined ? {} : { operation: request.operation }),
        person: person.id,
        copy: options.copy ?? 0,
        port: this.portOf(options.copy),
        localAddress: person.localAddress,
        method: request.method,
        path: request.path,
        headers: this.#headers(person, request),
        ...(request.body === undefined ? {} : { body: request.body }),
        deadline: options.deadline ?? usualDeadline,
        ...(request.keepBytes === undefined ? {} : { keepBytes: request.keepBytes }),
        freshConnection: options.freshConnection ?? false,
        planned: request.planned ?? now(),
        ...(request.socket === undefined ? {} : { socket: request.socket }),
      }),
    );
    const exchange = this.#read(seen);
    this.#setting.onAnswer?.(exchange);
    const set = ownCredential ? cookiesSetBy(exchange) : [];
    if (set.length > 0) {
      const cookies = mergeCookies(this.#setting.people.cookiesOf(person), set);
      this.#setting.people.keepCookies(person, cookies);
      // A browser goes on with the newest value of a session's cookie.
      if (person.credential?.kind === "cookie") person.credential = { ...person.credential, cookies };
    }
    return exchange;
  }

  #read(exchange: Exchange): Exchange {
    const bound = this.#setting.bound?.operations[exchange.operation ?? ""];
    const meaning = bound && meaningOf(bound, exchange);
    return meaning === undefined ? exchange : { ...exchange, meaning };
  }

  /** As this edge sends them with such a request: for whoever sends it many times. */
  headersOf(
    person: Person,
    request: Pick<PreparedRequest, "method" | "body" | "withCredential" | "options">,
  ): RawHeaders {
    return this.#headers(person, { path: "", ...request });
  }

  portOf(copy = 0): number {
    const port = this.#setting.ports[copy];
    if (port === undefined) throw new Error(`there is no copy ${String(copy)} of the app in this cell`);
    return port;
  }

  #headers(person: Person, request: PreparedRequest): RawHeaders {
    const { options } = request;
    const origin = this.#setting.publicUrl;
    const forwarded = options.forwardedFor === undefined ? "" : `${options.forwardedFor}, `;
    const headers = new Map<string, string>([
      ["Host", new URL(origin).host],
      [
        "User-Agent",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
      ],
      ["Accept", "application/json"],
      ["X-Forwarded-For", `${forwarded}${person.publicAddress}`],
      ["X-Forwarded-Proto", "https"],
      ["Sec-Fetch-Site", "same-origin"],
      ["Sec-Fetch-Mode", "cors"],
    ]);
    if (request.method !== "GET" && request.method !== "HEAD") headers.set("Origin", origin);
    if (request.body !== undefined) headers.set("Content-Type", "application/json");
    for (const [name, value] of this.#credentialHeaders(person, request)) headers.set(name, value);
    for (const [name, value] of Object.entries({ ...this.#setting.bound?.headers, ...options.headers })) {
      for (const key of headers.keys()) if (key.toLowerCase() === name.toLowerCase()) headers.delete(key);
      if (value !== null) headers.set(name, value);
    }
    return [...headers];
  }

  #credentialHeaders(person: Person, request: PreparedRequest): RawHeaders {
    if (request.options.credential === null) return [];
    const given = request.options.credential;
    if (given !== undefined) return this.#headersFor(given);
    const cookies = this.#setting.people.cookiesOf(person);
    const jar: RawHeaders = cookies.length === 0 ? [] : [["Cookie", cookieHeader(cookies)]];
    if (!request.withCredential || person.credential === undefined) return jar;
    return [...jar, ...this.#headersFor(person.credential)];
  }

  #headersFor(credential: Credential): RawHeaders {
    if (credential.kind === "cookie") return [["Cookie", cookieHeader(credential.cookies)]];
    return [carried(credential.token, this.#setting.bound?.carrier ?? { header: "Authorization", scheme: "Bearer" })];
  }
}

function carried(token: string, { header, scheme }: Carrier): readonly [string, string] {
  if (scheme.toLowerCase() === "basic") return [header, `Basic ${Buffer.from(`${token}:`).toString("base64")}`];
  return [header, scheme === "" ? token : `${scheme} ${token}`];
}
