import type { Exchange } from "@assay/bench/result";
import { shortened, visible, visibleLines } from "../text/visible.ts";
import type { Words } from "../words/words.ts";

/** One request and its reply as plain text: nothing in it can act, whatever the submission sent. */
export interface ExchangeText {
  /** "18.204 s  127.0.14.3 →" */
  readonly sent: string;
  /** "POST /signup" */
  readonly line: string;
  /** Headers and body. */
  readonly request: string;
  /** "18.245 s  ←" */
  readonly received: string;
  /** "201", or why there is no reply. */
  readonly status: string;
  readonly isError: boolean;
  readonly took: string;
  readonly response: string;
}

const mostBody = 1200;
const mostHeader = 300;
const mostHeaders = 24;

export function exchangeTextOf(exchange: Exchange, words: Words): ExchangeText {
  const { request, response, failure, at, connection } = exchange;
  const who = [
    visible(connection.from),
    visible(exchange.person),
    ...(exchange.copy > 0 ? [words.say("evidence.copy", { number: exchange.copy + 1 })] : []),
  ];
  return {
    sent: `${clock(at.sent)}  ${who.join("  ")} →`,
    line: `${visible(request.method)} ${visible(shortened(request.path, mostHeader))}`,
    request: blockOf(request.headers, request.body ?? "", request.bodyBytes, words),
    received: `${clock(at.end)}  ←`,
    status:
      response === undefined
        ? words.say("evidence.no-reply", { kind: failure?.kind ?? "other" })
        : String(response.status),
    isError: response === undefined || response.status >= 500,
    took: words.say("evidence.took", { milliseconds: words.number(at.end - at.sent) }),
    response:
      response === undefined
        ? visibleLines(shortened(failure?.message ?? "", mostHeader))
        : blockOf(response.headers, response.body, response.bodyBytes, words),
  };
}

function blockOf(headers: Exchange["request"]["headers"], body: string, bodyBytes: number, words: Words): string {
  const shown = headers
    .slice(0, mostHeaders)
    .map(([name, value]) => `${visible(shortened(name, mostHeader))}: ${visible(shortened(value, mostHeader))}`);
  const left = headers.length > mostHeaders ? [`… ${headers.length - mostHeaders}`] : [];
  const text = visibleLines(shortened(body, mostBody));
  const isCut = body.length > mostBody || bodyBytes > new TextEncoder().encode(body).length;
  const cut = isCut ? `  [${words.say("evidence.cut", { bytes: words.bytes(bodyBytes) })}]` : "";
  return [...shown, ...left, ...(text === "" && cut === "" ? [] : ["", `${text}${cut}`])].join("\n");
}

function clock(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(3)} s`;
}

/** Facts and details of the engineer's layer: plain JSON, as text. */
export function jsonText(value: unknown, limit = 6000): string {
  return visibleLines(shortened(JSON.stringify(value, null, 2) ?? "", limit));
}
