import { randomUUID } from "node:crypto";
import { open, type FileHandle } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { z } from "zod";
import type { StatementFact } from "../../check/world.ts";
import { applicationRole, inspectorRole } from "./configuration.ts";
import { ask } from "./connection.ts";

/** An entry of the server's log. "Verbose" adds the place in the server's own code, which no client can choose. */
const entrySchema = z.object({
  timestamp: z.string().optional(),
  user: z.string().optional(),
  pid: z.number().optional(),
  error_severity: z.string().optional(),
  state_code: z.string().optional(),
  message: z.string().optional(),
  detail: z.string().optional(),
  statement: z.string().optional(),
  func_name: z.string().optional(),
  file_name: z.string().optional(),
});

type Entry = z.infer<typeof entrySchema>;
type Fact = { -readonly [Key in keyof StatementFact]: StatementFact[Key] };

const bytesAtOnce = 1_000_000;
/** Characters of a statement that are kept, and of all statements; older ones are let go. */
const longestStatement = 500_000;
const mostCharacters = 64_000_000;
/** How long the server's log may lag behind, milliseconds. */
const caughtUpWithin = 5_000;
const stopped = "The database server's log stopped. Is the cell's disk full?";

/** Reads what the submission asked of the server, from the server's own log as it grows. */
export class StatementLog {
  readonly #file: string;
  readonly #now: () => number;
  #handle: FileHandle | undefined;
  #rest: Buffer = Buffer.alloc(0);
  #facts: Fact[] = [];
  #characters = 0;
  /** By process of the server: the statement that its next entries belong to. */
  readonly #latest = new Map<number, Fact>();
  #mark = "";
  #marksSeen = 0;
  #reading: Promise<unknown> = Promise.resolve();

  /**
   * @param file one JSON object a line.
   * @param now the cell clock, milliseconds.
   */
  constructor(file: string, now: () => number) {
    this.#file = file;
    this.#now = now;
  }

  /** All statements that the submission began no earlier than this moment of the cell clock. Complete: a mark of our own is written to the log and awaited. */
  since(client: Client, sinceMs = 0): Promise<readonly StatementFact[]> {
    const next = this.#reading.then(async () => {
      await this.#catchUp(client);
      // The log's times are whole milliseconds.
      return this.#facts.filter(({ at }) => at >= sinceMs - 1).map((fact) => ({ ...fact }));
    });
    this.#reading = next.catch(() => undefined);
    return next;
  }

  async close(): Promise<void> {
    await this.#reading;
    await this.#handle?.close();
    this.#handle = undefined;
  }

  async #catchUp(client: Client): Promise<void> {
    this.#mark = `mark ${randomUUID()}`;
    const marksBefore = this.#marksSeen;
    // Each process of the server hands its entries over before it answers, so ours comes after all that were answered.
    await ask(client, `do $$ begin raise log '${this.#mark}'; end $$`);
    let grewAt = performance.now();
    while (this.#marksSeen === marksBefore) {
      if ((await this.#read()) > 0) grewAt = performance.now();
      else if (performance.now() > grewAt + caughtUpWithin) throw new Error(stopped);
      else await sleep(5);
    }
  }

  /** What was added, up to a megabyte: a log that grows faster than it is read has no end, and the mark is somewhere. */
  async #read(): Promise<number> {
    this.#handle ??= await open(this.#file, "r");
    const chunk = Buffer.allocUnsafe(bytesAtOnce);
    const { bytesRead } = await this.#handle.read(chunk, 0, chunk.length);
    if (bytesRead > 0) {
      let from = 0;
      for (let end = chunk.indexOf(10, from); end !== -1 && end < bytesRead; end = chunk.indexOf(10, from)) {
        const line = Buffer.concat([this.#rest, chunk.subarray(from, end)]).toString("utf8");
        this.#rest = Buffer.alloc(0);
        from = end + 1;
        this.#take(line);
      }
      this.#rest = Buffer.concat([this.#rest, chunk.subarray(from, bytesRead)]);
    }
    return bytesRead;
  }

  #take(line: string): void {
    const parsed = parse(line);
    if (parsed === undefined) return;
    if (parsed.user === inspectorRole && parsed.message === this.#mark) this.#marksSeen += 1;
    if (parsed.user !== applicationRole) return;
    this.#takeEntry(parsed);
  }

  #takeEntry(entry: Entry): void {
    const pid = entry.pid ?? 0;
    const latest = this.#latest.get(pid);
    if (entry.error_severity === "LOG") {
      const { message = "" } = entry;
      if (!isFromExecutor(entry)) return;
      const text = /^(?:statement|execute .*?): ([^]*)$/.exec(message)?.[1];
      if (text !== undefined) {
        this.#add(pid, entry, text);
        return;
      }
      const duration = /^duration: (\d+\.\d+) ms$/.exec(message)?.[1];
      if (duration !== undefined && latest !== undefined) {
        latest.durationMs = Number(duration);
        this.#latest.delete(pid);
      }
      return;
    }
    if (entry.statement === undefined || !["ERROR", "FATAL", "PANIC"].includes(entry.error_severity ?? "")) return;
    // A statement that could not even be understood has no entry of its own before the error's.
    const fact = latest?.text === cut(entry.statement) ? latest : this.#add(pid, entry, entry.statement);
    fact.error = entry.state_code ?? "XX000";
    this.#latest.delete(pid);
  }

  #add(pid: number, entry: Entry, text: string): Fact {
    const parameters = /^parameters: ([^]*)$/i.exec(entry.detail ?? "")?.[1];
    const fact: Fact = {
      at: this.#cellTime(entry.timestamp),
      text: cut(text),
      ...(parameters !== undefined && { parameters }),
    };
    this.#facts.push(fact);
    this.#latest.set(pid, fact);
    this.#characters += fact.text.length + (parameters?.length ?? 0);
    if (this.#characters > mostCharacters) this.#forgetHalf();
    return fact;
  }

  #forgetHalf(): void {
    this.#facts = this.#facts.slice(Math.ceil(this.#facts.length / 2));
    this.#characters = this.#facts.reduce(
      (sum, { text, parameters }) => sum + text.length + (parameters?.length ?? 0),
      0,
    );
  }

  #cellTime(timestamp = ""): number {
    const wall = Date.parse(timestamp.replace(" ", "T").replace(" UTC", "Z"));
    return wall - (Date.now() - this.#now());
  }
}

/** RAISE LOG can print any text, but it comes from another place in the server's code. */
function isFromExecutor({ file_name, func_name }: Entry): boolean {
  return file_name === "postgres.c" && (func_name?.startsWith("exec_") ?? false);
}

function parse(line: string): Entry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function cut(text: string): string {
  return text.slice(0, longestStatement);
}
