import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { LogLine } from "../check/world.ts";
import { now } from "./clock.ts";

const keptFirst = 2_500;
const keptLast = 2_500;
const lineLimit = 16 * 1024;

/**
 * What the submission prints. The first and the last lines are kept; all of it is read, so that a flood neither blocks
 * the submission nor fills our memory, and watched texts are found wherever they were printed.
 */
export class Log {
  readonly #first: LogLine[] = [];
  #last: LogLine[] = [];
  readonly #onLine: ((line: string) => void) | undefined;
  readonly #watches: { readonly texts: readonly string[]; readonly hits: { text: string; line: string }[] }[] = [];

  /** @param onLine gets every line, kept or not. */
  constructor(onLine?: (line: string) => void) {
    this.#onLine = onLine;
  }

  read(copy: number, stream: "stdout" | "stderr", from: Readable): void {
    const decoder = new StringDecoder("utf8");
    let pending = "";
    from.on("data", (chunk: Buffer) => {
      const lines = (pending + decoder.write(chunk)).split("\n");
      pending = lines.pop() ?? "";
      for (const line of lines) this.#add(copy, stream, line);
      if (pending.length > lineLimit) {
        this.#add(copy, stream, pending);
        pending = "";
      }
    });
    from.on("end", () => {
      if (pending !== "") this.#add(copy, stream, pending);
    });
    from.on("error", () => undefined);
  }

  linesSince(sinceMs = 0): readonly LogLine[] {
    return [...this.#first, ...this.#last].filter(({ at }) => at >= sinceMs);
  }

  lastLines(count: number, copy: number): readonly string[] {
    return this.linesSince()
      .filter((line) => line.copy === copy)
      .slice(-count)
      .map(({ text }) => text.slice(0, 500));
  }

  watch(texts: readonly string[]): { found(): readonly { readonly text: string; readonly line: string }[] } {
    const hits: { text: string; line: string }[] = [];
    this.#watches.push({ texts, hits });
    for (const line of this.linesSince()) noteHits(texts, line.text, hits);
    return { found: () => hits };
  }

  #add(copy: number, stream: "stdout" | "stderr", text: string): void {
    for (const { texts, hits } of this.#watches) noteHits(texts, text, hits);
    this.#onLine?.(text);
    const line = { copy, stream, at: now(), text: text.slice(0, lineLimit) };
    if (this.#first.length < keptFirst) this.#first.push(line);
    else {
      this.#last.push(line);
      if (this.#last.length > 2 * keptLast) this.#last = this.#last.slice(-keptLast);
    }
  }
}

function noteHits(texts: readonly string[], line: string, hits: { text: string; line: string }[]): void {
  if (hits.length >= 50) return;
  for (const text of texts) if (line.includes(text)) hits.push({ text, line: line.slice(0, 500) });
}
