import type { DatabaseInspector } from "./database-inspector.ts";
import type { Exchange } from "../edge/exchange.ts";
import type { Standard } from "./check.ts";
import type { IncidentFact, PressureFact } from "../result/pressure.ts";
import type { MailBox } from "./mail-box.ts";
import type { Reference } from "./reference.ts";

export type { Mail, MailBox, MailRefusal } from "./mail-box.ts";
export type { DatabaseInspector, Multiplied, Place, RowRef, StatementFact } from "./database-inspector.ts";

/** What opens a person's account to them. */
export type Credential =
  | {
      readonly kind: "bearer";
      readonly token: string;
      /** What else came with it, by the names of its binding: a refresh token. */
      readonly more?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "cookie";
      readonly cookies: readonly CookieFact[];
      readonly more?: Readonly<Record<string, string>>;
    };

/** A cookie as it was set. */
export interface CookieFact {
  readonly name: string;
  readonly value: string;
  /** The whole Set-Cookie line. */
  readonly line: string;
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly sameSite?: "strict" | "lax" | "none";
  readonly maxAgeSeconds?: number | null;
}

/** A simulated person at one device: an address of their own, a browser's cookies, a mail address. Mutable: their log-in is remembered. */
export interface Person {
  readonly id: string;
  email: string;
  password: string;
  name: string;
  /** The address in 127.0.0.0/8 from which the edge connects for them. */
  readonly localAddress: string;
  /** Their own public address, which the edge appends to `X-Forwarded-For`. */
  readonly publicAddress: string;
  /** From their last log-in; sent by operations that need one. */
  credential?: Credential;
}

export type Inputs = Readonly<Record<string, unknown>>;

/** An operation as it was tried. Plain JSON. */
export interface Attempt {
  readonly operation: string;
  /** The backend said that it was done (its status is among the binding's). Judge by effects where one can be seen. */
  readonly accepted: boolean;
  /** Values found at the binding's output expressions. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The binding knows no place in the reply that says whose it is: that it was accepted is all that can be seen. */
  readonly namesNobody?: true;
  /** What the reply granted, where the operation grants one. */
  readonly credential?: Credential;
  readonly exchange: Exchange;
}

export interface AskOptions {
  /** Whose account the address names, where it names one; the person's own unless said. */
  readonly about?: Person;
  /** Another credential than the person's own; null sends none. */
  readonly credential?: Credential | null;
  /** Which copy of the app, from 0. */
  readonly copy?: number;
  /** Added, or replacing those of the same name. A value of null removes a header. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Milliseconds until we stop waiting; 15,000 unless said (a person would have left after 5,000, which is for the judge to say). */
  readonly deadline?: number;
  /** A new connection for this request alone. */
  readonly freshConnection?: boolean;
  /** What the person's client itself claims in `X-Forwarded-For`; the edge appends the true address. */
  readonly forwardedFor?: string;
}

/** The HTTP request that an operation would send: to be changed, and sent by `edge.request`. */
export interface OperationRequest {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The inputs that its body carries, by the challenge's names. */
  readonly body: Readonly<Record<string, unknown>>;
  /** These inputs, and members besides, as the backend's body has them. */
  readonly textOf: (body: Readonly<Record<string, unknown>>) => string;
}

/** A request that is no operation. */
export interface RawRequest extends AskOptions {
  /** The operation that it was made from, where it is to be read as that one's reply. */
  readonly operation?: string;
  readonly method: string;
  readonly path: string;
  /** Text or bytes are sent as they are; `repeat` makes a big body without holding it. Content type is application/json unless `headers` says otherwise. */
  readonly body?: string | Uint8Array | { readonly repeat: string; readonly times: number };
  /** Sends the person's own credential. */
  readonly withCredential?: boolean;
  /** How much of the reply's body is kept, bytes; 65,536 unless said. */
  readonly keepBytes?: number;
}

export interface Edge {
  /** A new person: fresh email, name, password and addresses, drawn from the seed. */
  person(overrides?: Partial<Pick<Person, "email" | "password" | "name">>): Person;
  people(count: number, overrides?: { readonly sameEmail?: boolean }): readonly Person[];
  /** The same person at another device: same account, another address, no log-in. */
  otherDevice(person: Person): Person;
  /** Any request, sent as given. Never throws for what the submission does. */
  request(person: Person, request: RawRequest): Promise<Exchange>;
  /** Raw connections that dribble one header byte each `everyMs`, or stay silent. `close` ends them and tells how many were still open. */
  slowClients(
    count: number,
    options: { readonly everyMs: number; readonly copy?: number },
  ): Promise<{ readonly opened: number; close(): Promise<{ readonly stillOpen: number }> }>;
}

export interface ExitFact {
  /** Exit status, or null when a signal ended it. */
  readonly code: number | null;
  readonly signal: string | null;
  readonly outOfMemory: boolean;
}

export interface StartFact {
  readonly copy: number;
  /** Where it was not the app itself but a command of its binding's. */
  readonly command?: string;
  readonly listening: boolean;
  /** Milliseconds from start to the first accepted connection. */
  readonly afterMs?: number;
  readonly exit?: ExitFact;
  /** The last lines it printed. */
  readonly lastLines: readonly string[];
}

export interface StopFact {
  readonly copy: number;
  /** Cell clock, milliseconds. */
  readonly signalledAt: number;
  readonly endedAt?: number;
  /** It had to be killed after the grace time. */
  readonly killed: boolean;
  readonly exit?: ExitFact;
}

export interface LogLine {
  readonly copy: number;
  readonly stream: "stdout" | "stderr";
  /** Cell clock, milliseconds. */
  readonly at: number;
  readonly text: string;
}

export interface App {
  readonly copies: number;
  /** Tries an operation as this person. Inputs not given are the challenge's usual ones (their email, password, name). Remembers a granted credential in `person.credential` unless `options.credential` was given. */
  operate(person: Person, operation: string, inputs?: Inputs, options?: AskOptions): Promise<Attempt>;
  /** All at the same instant, each on a connection that is already open. */
  together(
    people: readonly Person[],
    operation: string,
    inputs?: Inputs | ((person: Person, index: number) => Inputs),
    options?: AskOptions | ((person: Person, index: number) => AskOptions),
  ): Promise<readonly Attempt[]>;
  inTurn(
    people: readonly Person[],
    operation: string,
    inputs?: Inputs | ((person: Person, index: number) => Inputs),
    options?: AskOptions,
  ): Promise<readonly Attempt[]>;
  requestFor(
    person: Person,
    operation: string,
    inputs?: Inputs,
    options?: Pick<AskOptions, "about">,
  ): Promise<OperationRequest>;
  /**
   * The backend has this operation: always, unless it was not written for the challenge. A check of any backend that
   * speaks an operation beyond the core, its needs and what it establishes, without having asked this, is a fault of ours.
   */
  knows(operation: string): boolean;
  /** It has the operation, and a place in it for this input. Giving an input without a place is a fault of ours. */
  takes(operation: string, input: string): boolean;
  /** Of these inputs, those that the operation has a place for; none where the backend lacks the operation. */
  placed<Value>(operation: string, inputs: Readonly<Record<string, Value>>): Readonly<Record<string, Value>>;
  /** It has the operation, and this output can be found in its reply. */
  reads(operation: string, output: string): boolean;

  /** Starts a copy (again) and waits until it listens, at most `withinMs` (30,000 unless said). */
  start(options?: {
    readonly copy?: number;
    readonly withinMs?: number;
    readonly environment?: Readonly<Record<string, string>>;
  }): Promise<StartFact>;
  /** The stop signal to the app's own server process, then waits `graceMs` (10,000 unless said), then kills. */
  stop(options?: { readonly copy?: number; readonly graceMs?: number }): Promise<StopFact>;
  /** Every process of the copy (of all copies unless said) at once, as in a power cut. */
  kill(options?: { readonly copy?: number }): Promise<void>;
  /** Stops and starts every copy. */
  restart(): Promise<readonly StartFact[]>;
  /** Still running and accepting connections. */
  alive(copy?: number): Promise<boolean>;
  exitOf(copy?: number): ExitFact | undefined;
  /** Bytes of resident memory of all processes of the copy, now. */
  memory(copy?: number): Promise<number>;
  /** What was printed since this moment of the cell clock (since the start unless said). At most 5,000 lines are kept whole. */
  logLines(sinceMs?: number): readonly LogLine[];
  /** Lines, kept or not, that contained the text; sought in all that was ever printed since `watchLog` named it. */
  watchLog(texts: readonly string[]): { found(): readonly { readonly text: string; readonly line: string }[] };
  /** The environment the submission was given: its AUTH_SECRET, PUBLIC_URL, … */
  readonly environment: Readonly<Record<string, string>>;
  /** Reads the submission's own source files (no dependencies), at most 2 MB in all. */
  sourceFiles(): Promise<readonly { readonly path: string; readonly text: string }[]>;
  /** Facts of the folder: lock file, README, tests, commits. */
  readonly project: ProjectFacts;
}

export interface ProjectFacts {
  readonly language: string;
  readonly lockFile?: string;
  readonly manifest?: string;
  readonly readme?: { readonly path: string; readonly words: number };
  readonly tests: { readonly files: number; readonly command?: string };
  readonly commits?: { readonly count: number; readonly lastMessages: readonly string[] };
}

/** What can be wrong with a wire. */
export type Fault =
  /**
   * Each reply of the service's reaches the submission this much later, in the order in which they came. The jitter is
   * drawn from the cell's seed, evenly between `-jitterMs` and `jitterMs`.
   */
  | { readonly kind: "delay"; readonly ms: number; readonly jitterMs?: number }
  /** No more than this in each direction, which all connections share. */
  | { readonly kind: "throttle"; readonly bytesPerSecond: number }
  /** New connections are refused; those that are open go on. */
  | { readonly kind: "refuse" }
  /** Those that are open get a reset; new ones work. */
  | { readonly kind: "cut" }
  /** Those that are open and new ones hold still, both ways. Healed, they go on where they were: nothing is lost. */
  | { readonly kind: "stall" }
  /**
   * The other side has forgotten those that are open, as a machine does that was switched off: what is said on them is
   * swallowed, and no answer comes. New ones work. Healed, the forgotten ones get a reset.
   */
  | { readonly kind: "half-open" }
  | HttpFault;

/**
 * What can be wrong with the replies of an outside service that speaks HTTP. It has got the request, and has done what
 * it does. A tap to any other service rejects them.
 */
export type HttpFault =
  /** Every reply says this instead. */
  | { readonly kind: "http-error"; readonly status: number }
  /** The head of a reply comes as ever, its body no faster than this. */
  | { readonly kind: "drip"; readonly bytesPerSecond: number }
  /** A body breaks off before its last byte, and something stands there that no parser expects. */
  | { readonly kind: "malformed-body" }
  /** JSON is called HTML, all else JSON. */
  | { readonly kind: "wrong-content-type" };

/** The wire between the submission and one service. */
export interface Tap {
  /** Adds a fault to those that the wire has, or takes the place of the one of its kind. */
  suffer(fault: Fault): Promise<void>;
  /** Cuts the connections that are open and refuses new ones. */
  cutOff(): Promise<void>;
  /** Takes every fault away. */
  heal(): Promise<void>;
}

/** The submission's own costs, measured before anything is judged by time. Milliseconds. */
export interface Costs {
  readonly startMs: number;
  /** Median of a cheap request when idle. */
  readonly idleMs: number;
  /** One password hash: a log-in's median less a cheap request's. */
  readonly hashMs: number;
}

/** Words and values drawn from the seed: nothing can be hard-coded against them. */
export interface Canaries {
  readonly seed: number;
  /** A made-up word of letters, unique in this cell. */
  word(): string;
  email(): string;
  /** Meets the brief: 12 to 64 ASCII characters, upper and lower case, digit, symbol. */
  password(length?: number): string;
  integer(below: number): number;
}

/** What a run under pressure showed. Plain JSON. */
export interface PressureEvidence {
  /**
   * Why there was none: nobody could take part, what people do cannot be sent at a rate, or visits went wrong before
   * anything was done.
   */
  readonly notRun?: "nobody-arrived" | "not-steady" | "not-calm";
  readonly fact?: PressureFact;
  readonly incidents: readonly IncidentEvidence[];
  /** Of all journeys that leave something behind. */
  readonly writes: WriteEvidence;
}

export interface IncidentEvidence extends IncidentFact {
  /** Before it, visits were answered as in calm seconds. */
  readonly calmBefore: boolean;
  /** Visits of this incident that were not answered within the challenge's limit. */
  readonly late: number;
  /** Answered as done, with another's page or none. */
  readonly wrong: number;
  /** For how long 95 of 100 visits waited at most, and for how long they may where nothing is wrong. Milliseconds. */
  readonly p95Ms: number | null;
  readonly normalWaitMs: number;
  /** Visits to each copy that were not served: turned away with 503, or an error, a wrong answer or none. */
  readonly unservedOf: readonly number[];
  /** Operations that served visits just before, and not one meanwhile. They may be few among all visits. */
  readonly shutOut?: readonly { readonly operation: string; readonly visits: number }[];
  /** Of the calm seconds just before it. Older evidence does not tell. */
  readonly before?: { readonly sent: number; readonly unserved: number };
  /** Of those that need no database, where the challenge has any: late ones are not served either. */
  readonly withoutDatabase?: { readonly sent: number; readonly unserved: number };
  /** Answered with an error of the server's own (5xx but 503), by status. */
  readonly errors: Readonly<Record<string, number>>;
  /** No answer at all, by kind of failure. */
  readonly silent: Readonly<Record<string, number>>;
  /** A few visits that went wrong, as they were. */
  readonly samples: readonly VisitSample[];
}

/** Milliseconds from the start of the run. */
export interface VisitSample {
  readonly operation: string;
  readonly planned: number;
  readonly end: number;
  readonly copy: number;
  readonly status?: number;
  readonly failure?: string;
}

export interface WriteEvidence {
  readonly acknowledged: number;
  readonly unknown: number;
  /** How many of the acknowledged were sought. */
  readonly sought: number;
  readonly lost: readonly LostWrite[];
  readonly doubled: readonly { readonly operation: string; readonly word: string; readonly times: number }[];
}

/** An acknowledged write that is not there, nor anything that may have taken its place. */
export interface LostWrite {
  readonly operation: string;
  readonly word: string;
  /** What is there instead. */
  readonly found?: string;
  /** Milliseconds from the start of the run. */
  readonly acknowledgedAt: number;
}

/** Answers of the app's own errors, to requests that it answered well when they were sent once more. */
export interface Stumbles {
  note(exchange: Exchange): void;
  /** Those that any check met in this cell so far. */
  seen(): readonly Exchange[];
}

/** What a check gathers from. */
export interface World {
  readonly canaries: Canaries;
  readonly edge: Edge;
  readonly app: App;
  readonly database: DatabaseInspector;
  readonly mail: MailBox;
  /** There is one to the database where the check requires a `server`, and one to Redis where the submission uses it. */
  readonly taps: { readonly database?: Tap; readonly redis?: Tap; readonly mail: Tap };
  readonly costs: Costs;
  /** What this submission will be held to: what a brief promises must be asked otherwise of whoever never read it. */
  readonly standard: Standard;
  /** How this submission keeps a log-in, as its first log-in showed. */
  readonly credentialKind: "bearer" | "cookie" | "unknown";
  /** The run of this cell: made when the first check asks, the same for all. Only for checks whose cell is made for it. */
  underPressure(): Promise<PressureEvidence>;
  /** Only for checks whose cell asks for it. */
  readonly reference?: Reference;
  readonly stumbles: Stumbles;
  /** Cell clock, milliseconds. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}
