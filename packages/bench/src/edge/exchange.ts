/** Raw headers in the order received, names as sent. */
export type RawHeaders = readonly (readonly [name: string, value: string])[];

/**
 * One request and what came of it. Plain JSON.
 * Times are milliseconds on the cell's monotonic clock (zero when the cell was made).
 */
export interface Exchange {
  readonly id: number;
  /** The operation, where it was one: `signUp`. */
  readonly operation?: string;
  readonly person: string;
  /** Which copy of the app, from 0. */
  readonly copy: number;
  readonly connection: { readonly id: number; readonly reused: boolean; readonly from: string };
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: RawHeaders;
    /** As text, cut after 4,000 characters. */
    readonly body?: string;
    /** Bytes of the whole body. */
    readonly bodyBytes: number;
  };
  readonly response?: {
    readonly status: number;
    readonly headers: RawHeaders;
    /** As text (UTF-8), cut after 64 KiB. */
    readonly body: string;
    /** Bytes received. */
    readonly bodyBytes: number;
    /** The body was longer than we read, or did not end. */
    readonly cut: boolean;
  };
  /** What the binding takes the reply for, where a backend was not written for the challenge and its statuses may deceive. */
  readonly meaning?: "done" | "refused" | "limited" | "unclear";
  /** Why there is no whole response. `timeout`: no answer within the deadline. */
  readonly failure?: {
    readonly kind: "timeout" | "refused" | "reset" | "closed" | "malformed" | "too-long" | "other";
    readonly message: string;
  };
  readonly at: {
    readonly planned: number;
    readonly sent: number;
    readonly firstByte?: number;
    readonly end: number;
  };
}

/** The status, or 0 when no response came. */
export function statusOf(exchange: Exchange): number {
  return exchange.response?.status ?? 0;
}

/** It was told that it asks too often. */
export function isLimited(exchange: Exchange): boolean {
  return statusOf(exchange) === 429 || exchange.meaning === "limited";
}

/** The body parsed as JSON, or undefined. */
export function jsonOf(exchange: Exchange): unknown {
  try {
    return exchange.response === undefined ? undefined : JSON.parse(exchange.response.body);
  } catch {
    return undefined;
  }
}

/** The value at a path of keys inside the JSON body: `field(exchange, "error", "message")`. */
export function fieldOf(exchange: Exchange, ...path: readonly string[]): unknown {
  let value = jsonOf(exchange);
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** All values of a header, whatever its case. */
export function headersOf(exchange: Exchange, name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return (exchange.response?.headers ?? []).filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
}

/** Milliseconds from sending to the whole answer (or to giving up). */
export function tookOf(exchange: Exchange): number {
  return exchange.at.end - exchange.at.sent;
}
