import type { Attempt, Credential, Exchange } from "@assay/bench";

/** Evidence as a person would write it down: only what matters is said. */
export interface Written {
  readonly operation?: string;
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: readonly (readonly [string, string])[];
  readonly tookMs?: number;
  readonly accepted?: boolean;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly token?: string;
}

export function exchange({ status = 200, body = {}, headers = [], tookMs = 5, operation }: Written = {}): Exchange {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return {
    id: 1,
    ...(operation === undefined ? {} : { operation }),
    person: "person-1",
    copy: 0,
    connection: { id: 1, reused: false, from: "127.1.0.3" },
    request: { method: "POST", path: "/login", headers: [], bodyBytes: 0 },
    ...(status === 0
      ? { failure: { kind: "timeout" as const, message: "no answer" } }
      : { response: { status, headers, body: text, bodyBytes: text.length, cut: false } }),
    at: { planned: 0, sent: 0, firstByte: tookMs, end: tookMs },
  };
}

export function attempt(written: Written = {}): Attempt {
  const { operation = "logIn", status = 200, token } = written;
  const credential: Credential | undefined = token === undefined ? undefined : { kind: "bearer", token };
  return {
    operation,
    accepted: written.accepted ?? (status >= 200 && status < 300),
    outputs: written.outputs ?? {},
    ...(credential === undefined ? {} : { credential }),
    exchange: exchange({ ...written, operation }),
  };
}

/** A log-in whose credential opens this account. */
export function opening(email: string, tookMs = 60) {
  return {
    logIn: attempt({ token: "t", tookMs, body: { token: "t" } }),
    whoAmI: attempt({ operation: "whoAmI", outputs: { email }, body: { email } }),
  };
}

export function refusal(status = 401, tookMs = 60) {
  return { logIn: attempt({ status, tookMs, body: { error: { message: "Wrong." } } }) };
}
