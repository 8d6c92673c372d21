import type { Readable } from "node:stream";

/** A reply on its way to the submission. */
export interface HttpReply {
  readonly status: number;
  readonly statusText: string;
  /** Names and values in turn, as they were sent. */
  readonly headers: readonly string[];
  readonly body: Readable;
}

/** Makes another reply of one. Replies that carry no body by their nature have none after it either. */
export type Rewrite = (reply: HttpReply) => HttpReply;

/** Without these headers, whatever their case. */
export function without(headers: readonly string[], ...names: readonly string[]): readonly string[] {
  return headers.filter((_part, index) => !names.includes((headers[index - (index % 2)] ?? "").toLowerCase()));
}

/** The value of the first header of this name, which is in lower case. */
export function valueOf(headers: readonly string[], name: string): string | undefined {
  const at = headers.findIndex((part, index) => index % 2 === 0 && part.toLowerCase() === name);
  return at === -1 ? undefined : headers[at + 1];
}
