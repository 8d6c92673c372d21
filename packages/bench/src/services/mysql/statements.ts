import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "mysql2";
import type { StatementFact } from "../../check/world.ts";
import { applicationUser, inspectorUser } from "./configuration.ts";
import { ask, askTexts } from "./connection.ts";
import { readAuditLine, readGeneralLine, type AuditEntry, type GeneralEntry } from "./log-entries.ts";
import { LogLines } from "./log-lines.ts";

type Fact = { -readonly [Key in keyof StatementFact]: StatementFact[Key] };

/** Characters of a statement that are kept, and of all statements; older ones are let go. */
const longestStatement = 500_000;
const mostCharacters = 64_000_000;
/** How long the server's log may lag behind, and a statement's end behind its answer. Milliseconds. */
const caughtUpWithin = 5_000;
const stopped = "The database server's log stopped. Is the cell's disk full?";
const endedWithin = 200;

/** What the server was asked. Of a prepared statement, what ran counts, with its values in place. */
const asked = new Set(["Query", "Execute"]);

/** Characters by which two statements are compared. */
const comparable = 20_000;

/** How many statements of a connection may still run when its log was read to the end: one, and what runs inside. */
const mostOpen = 5;

const busy = `select count(*) from information_schema.processlist where user = '${applicationUser}' and command <> 'Sleep'`;

/** Reads what the submission asked of the server, from the server's own logs as they grow. */
export class StatementLog {
  readonly #now: () => number;
  readonly #general: LogLines;
  readonly #audit: LogLines;
  #facts: Fact[] = [];
  #characters = 0;
  /** By connection: statements whose end is not known yet. */
  readonly #open = new Map<string, { readonly fact: Fact; readonly key: string }[]>();
  /** By connection: when the statement that ended last began, cell clock, milliseconds. */
  readonly #latestEnded = new Map<string, number>();
  #mark = "";
  #marksSeen = 0;
  /** By how much the wall clock is ahead of the cell's: the same for all that is read at once, so that their order holds. Milliseconds. */
  #ahead = 0;
  #reading: Promise<unknown> = Promise.resolve();

  /** @param now the cell clock, milliseconds. */
  constructor(logs: { readonly statements: string; readonly audit: string }, now: () => number) {
    this.#general = new LogLines(logs.statements);
    this.#audit = new LogLines(logs.audit);
    this.#now = now;
  }

  /** All statements that the submission began no earlier than this moment of the cell clock. Complete: a mark of our own is written to the log and awaited. */
  since(client: Connection, sinceMs = 0): Promise<readonly StatementFact[]> {
    const next = this.#reading.then(async () => {
      await this.#catchUp(client);
      return this.#facts
        .filter(({ at }) => at >= sinceMs - 1)
        .toSorted((one, other) => one.at - other.at)
        .map((fact) => ({ ...fact }));
    });
    this.#reading = next.catch(() => undefined);
    return next;
  }

  async close(): Promise<void> {
    await this.#reading;
    await Promise.all([this.#general.close(), this.#audit.close()]);
  }

  async #catchUp(client: Connection): Promise<void> {
    this.#mark = `do 'mark ${randomUUID()}'`;
    const marksBefore = this.#marksSeen;
    // The server writes an entry before it does what was asked, so ours comes after all that were answered.
    await ask(client, this.#mark);
    this.#ahead = Date.now() - this.#now();
    let grewAt = performance.now();
    while (this.#marksSeen === marksBefore) {
      const lines = await this.#general.added();
      for (const line of lines ?? []) this.#takeGeneral(readGeneralLine(line));
      if (lines !== undefined) grewAt = performance.now();
      else if (performance.now() > grewAt + caughtUpWithin) throw new Error(stopped);
      else await sleep(5);
    }
    // How a statement ended is written right after its answer.
    const ended = performance.now() + endedWithin;
    while (performance.now() < ended && (await askTexts(client, busy))[0]?.[0] !== "0") await sleep(5);
    const end = await this.#audit.end();
    while (this.#audit.position < end) {
      for (const line of (await this.#audit.added()) ?? []) this.#takeAudit(readAuditLine(line));
    }
    for (const open of this.#open.values()) open.splice(0, open.length - mostOpen);
  }

  #takeGeneral(entry: GeneralEntry | undefined): void {
    if (entry === undefined) return;
    if (entry.user === inspectorUser && entry.text === this.#mark) this.#marksSeen += 1;
    if (entry.user !== applicationUser || !asked.has(entry.command)) return;
    const fact = this.#add(entry);
    const open = this.#open.get(entry.connection) ?? [];
    open.push({ fact, key: keyOf(entry.text) });
    this.#open.set(entry.connection, open);
  }

  /** Each connection's statements end in their order; a routine's own come before the call that ran it. */
  #takeAudit(entry: AuditEntry | undefined): void {
    if (entry?.user !== applicationUser) return;
    const open = this.#open.get(entry.connection) ?? [];
    const key = keyOf(entry.text);
    const at = open.findIndex((one) => one.key === key);
    const ended = open.splice(0, at + 1).at(-1)?.fact;
    if (ended !== undefined) this.#latestEnded.set(entry.connection, ended.at);
    if (entry.error === 0) return;
    // A statement that could not even be prepared was never asked. Its time is of whole seconds.
    const fact = ended ?? this.#add(entry);
    if (ended === undefined) fact.at = Math.max(fact.at, this.#latestEnded.get(entry.connection) ?? fact.at);
    fact.error = String(entry.error);
  }

  #add({ at, text }: { readonly at: number; readonly text: string }): Fact {
    const fact: Fact = { at: at - this.#ahead, text: text.slice(0, longestStatement) };
    this.#facts.push(fact);
    this.#characters += fact.text.length;
    if (this.#characters > mostCharacters) {
      this.#facts = this.#facts.slice(Math.ceil(this.#facts.length / 2));
      this.#characters = this.#facts.reduce((sum, { text: kept }) => sum + kept.length, 0);
    }
    return fact;
  }
}

/** One statement in either log: they write what is no ASCII each in its own way, and one cuts what is long. */
function keyOf(text: string): string {
  return text
    .slice(0, 2 * comparable)
    .replaceAll(/\\x[0-9A-F]{2}|[^\x21-\x7e]|\\/g, "")
    .slice(0, comparable);
}
