import type { Canaries, CookieFact, Person } from "../check/world.ts";

/** In place of a value that opens an account. */
const opensAccount = "";

/** Numbers people, from 1: a number is an address. */
export type Numbering = () => number;

/** One for each cell: a limit counts by address, so two checks must never send people from the same one. */
export function numberPeople(): Numbering {
  let made = 0;
  return () => ++made;
}

/** Each person (and each of their devices) connects from an address of their own in 127.0.0.0/8 and has a public one of the documentation ranges. */
export class People {
  readonly #canaries: () => Canaries;
  readonly #numbering: Numbering;
  /** What each device's browser keeps. */
  readonly #cookies = new WeakMap<Person, readonly CookieFact[]>();
  /** By email. */
  readonly #kept = new Map<string, Readonly<Record<string, string>>>();

  /**
   * @param canaries those of the check that is being gathered.
   * @param numbering shared with everyone else who visits the same app.
   */
  constructor(canaries: () => Canaries, numbering: Numbering = numberPeople()) {
    this.#canaries = canaries;
    this.#numbering = numbering;
  }

  person(overrides: Partial<Pick<Person, "email" | "password" | "name">> = {}): Person {
    const canaries = this.#canaries();
    const number = this.#numbering();
    const first = canaries.word();
    return {
      id: `person-${String(number)}`,
      email: overrides.email ?? canaries.email(),
      password: overrides.password ?? canaries.password(),
      name: overrides.name ?? `${first.charAt(0).toUpperCase()}${first.slice(1)}`,
      localAddress: localAddress(number),
      publicAddress: publicAddress(number),
    };
  }

  people(count: number, options: { readonly sameEmail?: boolean } = {}): readonly Person[] {
    const first = this.person();
    const others = Array.from({ length: count - 1 }, () =>
      this.person(options.sameEmail === true ? { email: first.email } : {}),
    );
    return [first, ...others];
  }

  otherDevice(person: Person): Person {
    return this.person({ email: person.email, password: person.password, name: person.name });
  }

  /**
   * What names a person's account in an address: values that came with their log-ins, such as an id. A value that is new
   * with each log-in, or is the log-in itself, opens the account rather than naming it, and is none of these.
   */
  namesOf({ email }: Person): Readonly<Record<string, string>> {
    const kept = this.#kept.get(email) ?? {};
    return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== opensAccount));
  }

  keepNames({ email }: Person, values: Readonly<Record<string, string>>, token?: string): void {
    const before = this.#kept.get(email) ?? {};
    const kept = Object.entries(values).map(([name, value]) => {
      const isKey = value === token || (before[name] ?? value) !== value;
      return [name, isKey ? opensAccount : value] as const;
    });
    this.#kept.set(email, { ...before, ...Object.fromEntries(kept) });
  }

  cookiesOf(person: Person): readonly CookieFact[] {
    return this.#cookies.get(person) ?? [];
  }

  forgetCookies(person: Person): void {
    this.#cookies.delete(person);
  }

  keepCookies(person: Person, cookies: readonly CookieFact[]): void {
    this.#cookies.set(person, cookies);
  }
}

function localAddress(number: number): string {
  const host = number * 2 + 1; // odd, so never the last byte 0
  return `127.${String(1 + ((host >> 16) & 0x7f))}.${String((host >> 8) & 0xff)}.${String(host & 0xff)}`;
}

const documentationNets = ["203.0.113", "198.51.100", "192.0.2"];

/** The three IPv4 ranges for documentation (RFC 5737), then a /48 each of the one for IPv6 (RFC 3849). */
function publicAddress(number: number): string {
  const net = documentationNets[Math.floor((number - 1) / 254)];
  return net === undefined ? `2001:db8:${number.toString(16)}::1` : `${net}.${String(((number - 1) % 254) + 1)}`;
}
