import { Refused } from "../api/client.ts";

/** What stands at one place of the interview. */
export interface Noted {
  readonly text: string;
  readonly choice: string;
  /** The newest version that the server is known to have; 0 for none. */
  readonly seen: number;
  /** When it was changed, ISO 8601: as the server says, or this browser until it is there. */
  readonly changedAt: string;
}

export interface Kept extends Noted {
  readonly place: string;
}

/** How it stands with what was typed. */
export type Keeping = "kept" | "keeping" | "not-yet";

export const nothing: Noted = { text: "", choice: "", seen: 0, changedAt: "" };
/** After the last key. Milliseconds. */
const pauseInTyping = 700;
/** Before it is tried again. Milliseconds. */
const patience = 3_000;

/**
 * Keeps notes on the server while they are typed. What is not there yet is in this browser's own store, and goes out with
 * the next visit: neither a closed window nor a lost network loses a word.
 */
export class NoteKeeper {
  readonly #key: string;
  readonly #send: (note: Kept) => Promise<Kept>;
  readonly #read: () => Promise<readonly Kept[]>;
  readonly #notes = new Map<string, Noted>();
  /** Places whose text is not on the server yet. */
  readonly #unsent = new Map<string, Noted>();
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSending = false;
  #hasFailed = false;
  /** Changes with everything that is shown. */
  #snapshot: { readonly notes: ReadonlyMap<string, Noted>; readonly keeping: Keeping };

  constructor(
    key: string,
    {
      kept,
      send,
      read,
    }: {
      /** What the server has. */
      readonly kept: readonly Kept[];
      /** @throws Refused with status 409 where the server has a newer version than `seen` */
      readonly send: (note: Kept) => Promise<Kept>;
      readonly read: () => Promise<readonly Kept[]>;
    },
  ) {
    [this.#key, this.#send, this.#read] = [key, send, read];
    for (const { place, ...note } of kept) this.#notes.set(place, note);
    for (const [place, note] of unsentIn(key)) {
      this.#notes.set(place, note);
      this.#unsent.set(place, note);
    }
    this.#snapshot = { notes: this.#notes, keeping: "kept" };
    if (this.#unsent.size > 0) this.#soon(0);
    this.#tell();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = () => this.#snapshot;

  change(place: string, change: Partial<Pick<Noted, "text" | "choice">>): void {
    this.#set(place, { ...(this.#notes.get(place) ?? nothing), ...change, changedAt: new Date().toISOString() });
    this.#soon(pauseInTyping);
    this.#tell();
  }

  /** At once what else would wait for a pause in typing. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isSending) return;
    this.#isSending = true;
    this.#tell();
    try {
      for (const [place, note] of [...this.#unsent]) await this.#keep(place, note);
      this.#hasFailed = false;
    } catch {
      this.#hasFailed = true;
    }
    this.#isSending = false;
    if (this.#unsent.size > 0) this.#soon(this.#hasFailed ? patience : pauseInTyping);
    this.#tell();
  }

  async #keep(place: string, note: Noted): Promise<void> {
    let seen: number;
    try {
      ({ seen } = await this.#send({ place, ...note }));
    } catch (error) {
      if (!(error instanceof Refused) || error.body.status !== 409) throw error;
      await this.#takeIn(place);
      return;
    }
    const now = this.#notes.get(place) ?? note;
    if (now.text === note.text && now.choice === note.choice) {
      this.#notes.set(place, { ...now, seen });
      this.#unsent.delete(place);
      this.#store();
    } else this.#set(place, { ...now, seen });
  }

  /** Another window wrote here: both texts stay. */
  async #takeIn(place: string): Promise<void> {
    const theirs = (await this.#read()).find((note) => note.place === place) ?? nothing;
    const mine = this.#notes.get(place) ?? nothing;
    this.#set(place, {
      text: bothOf(theirs.text, mine.text),
      choice: mine.choice === "" ? theirs.choice : mine.choice,
      ...{ seen: theirs.seen, changedAt: mine.changedAt },
    });
  }

  #set(place: string, note: Noted): void {
    this.#notes.set(place, note);
    this.#unsent.set(place, note);
    this.#store();
  }

  #store(): void {
    if (this.#unsent.size === 0) localStorage.removeItem(this.#key);
    else localStorage.setItem(this.#key, JSON.stringify([...this.#unsent]));
  }

  #soon(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), milliseconds);
  }

  #tell(): void {
    const keeping = this.#unsent.size === 0 ? "kept" : this.#hasFailed ? "not-yet" : "keeping";
    this.#snapshot = { notes: new Map(this.#notes), keeping };
    for (const listener of this.#listeners) listener();
  }
}

function bothOf(theirs: string, mine: string): string {
  if (mine.includes(theirs)) return mine;
  return theirs.includes(mine) ? theirs : `${theirs}\n\n${mine}`;
}

function unsentIn(key: string): readonly (readonly [string, Noted])[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "[]") as [string, Noted][];
  } catch {
    return [];
  }
}
