import type { RawHeaders } from "../edge/exchange.ts";

/** A request that is sent many times by one person. */
export interface LoadTemplate {
  readonly operation: string;
  readonly method: string;
  /** Parts, as those of the body. */
  readonly path: readonly string[];
  readonly headers: RawHeaders;
  /** Parts, between which the arrival's own word is put: one word, made new for each arrival. */
  readonly body?: readonly string[];
  /** By which a reply of success is known to be this person's: text that its body holds. */
  readonly shows?: string;
  readonly success: readonly number[];
}

export interface LoadPerson {
  /** The address in 127.0.0.0/8 from which they connect. */
  readonly localAddress: string;
  /** By operation. */
  readonly templates: Readonly<Record<string, LoadTemplate>>;
}

/** Arrivals on a schedule of their own, drawn from the seed and the phase's name. */
export interface LoadPhase {
  readonly name: string;
  /** Arrivals a second, exponentially distributed. */
  readonly rate: number;
  /** Operation → weight. */
  readonly mix: Readonly<Record<string, number>>;
}

/** One arrival and what came of it. Milliseconds on the cell's clock. */
export interface LoadRecord {
  readonly phase: string;
  readonly operation: string;
  /** Index in the people of the load. */
  readonly person: number;
  readonly copy: number;
  /** The arrival's own word, where its template has a place for it. */
  readonly word?: string;
  /** When it was meant to be sent: latency counts from here. */
  readonly planned: number;
  /** When it was given to its person's connections, which are few. Missing when it never left: too many were outstanding. */
  readonly sent?: number;
  readonly end: number;
  readonly status?: number;
  /** It was sent once more, as its kept connection was being closed: it may have been done twice. */
  readonly again?: true;
  /** Its status is among its template's. */
  readonly success?: true;
  readonly failure?: "timeout" | "refused" | "reset" | "closed" | "malformed" | "other";
  /** An answer that is none of success though its status is below 400, or one of success without the text that it should show. */
  readonly wrong?: true;
}

export interface LoadSetting {
  readonly seed: number;
  /** Of each copy of the app. */
  readonly ports: readonly number[];
  readonly people: readonly LoadPerson[];
  /** Milliseconds until an answer is no longer waited for. */
  readonly deadline: number;
  /** Most connections of one person to one copy, beyond which a request waits for one of them; six, as of a browser. */
  readonly connections?: number;
  /**
   * Told in batches, a few times a second; while nothing ends, without records.
   * @param settledBefore every arrival planned before this moment of the cell's clock has been told.
   */
  readonly onRecords: (records: readonly LoadRecord[], settledBefore: number) => void;
}

/** How late arrivals were sent by our own doing, milliseconds. */
export interface LoadLag {
  readonly p99Ms: number;
  readonly longestMs: number;
}

/** Open-loop load, driven by a thread of its own. */
export interface Load {
  /**
   * Goes over to this phase at once: the arrivals of the one before end here, what is outstanding goes on.
   * @throws Error when a person lacks a template of the mix
   */
  begin(phase: LoadPhase): Promise<void>;
  /** No arrivals from here on. */
  pause(): Promise<void>;
  /** New requests go to these copies only, in turn; at first to copy 0. */
  route(copies: readonly number[]): Promise<void>;
  /** Waits until every outstanding request has ended, and its record been told; at most the deadline. */
  drain(): Promise<void>;
  /** Since the last call. */
  lag(): Promise<LoadLag>;
  /** Breaks off what is outstanding, of which nothing is told. */
  close(): Promise<void>;
}
