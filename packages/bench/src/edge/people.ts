import type { Canaries, CookieFact, Person } from "../check/world.ts";

/** Each person (and each of their devices) connects from an address of their own in 127.0.0.0/8 and has a public one of the documentation ranges. */
export class People {
  readonly #canaries: () => Canaries;
  #made = 0;
  /** What each device's browser keeps. */
  readonly #cookies = new WeakMap<Person, readonly CookieFact[]>();

  /** `canaries`: those of the check that is being gathered. */
  constructor(canaries: () => Canaries) {
    this.#canaries = canaries;
  }

  person(overrides: Partial<Pick<Person, "email" | "password" | "name">> = {}): Person {
    const canaries = this.#canaries();
    const number = ++this.#made;
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

  cookiesOf(person: Person): readonly CookieFact[] {
    return this.#cookies.get(person) ?? [];
  }

  keepCookies(person: Person, cookies: readonly CookieFact[]): void {
    this.#cookies.set(person, cookies);
  }
}

function localAddress(number: number): string {
  const host = number * 2 + 1; // odd, so never the last byte 0
  return `127.${String(1 + ((host >> 16) & 0x7f))}.${String((host >> 8) & 0xff)}.${String(host & 0xff)}`;
}

/** TEST-NET-3, then TEST-NET-2 (RFC 5737), then a /48 each of the IPv6 documentation range (RFC 3849). */
function publicAddress(number: number): string {
  if (number <= 254) return `203.0.113.${String(number)}`;
  if (number <= 508) return `198.51.100.${String(number - 254)}`;
  return `2001:db8:${number.toString(16)}::1`;
}
