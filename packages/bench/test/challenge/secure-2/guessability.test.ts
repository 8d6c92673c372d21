import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import check from "../../../../../challenges/login-system/checks/token-randomness.ts";
import {
  bitsOf,
  countsUp,
  knownOrigin,
  repeats,
  varyingBits,
} from "../../../../../challenges/login-system/guessability.ts";

const start = Date.UTC(2026, 10, 24);
const twenty = (make: (index: number) => string) => Array.from({ length: 20 }, (_value, index) => make(index));

/** Two tokens for each of ten people, as the check gathers them. */
const samples = (make: (index: number, email: string) => string) =>
  Array.from({ length: 20 }, (_value, index) => {
    const person = Math.floor(index / 2);
    const email = `person${String(person)}@b.example`;
    const from = start + index * 100;
    return {
      person: `person-${String(person)}`,
      token: make(index, email),
      known: { values: [email, `Name${String(person)}`], from, until: from + 40 },
    };
  });

function timeOrdered(index: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(start + index * 100, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  return bytes.toString("hex");
}

const right: Readonly<Record<string, (index: number) => string>> = {
  "128 random bits in hex": () => randomBytes(16).toString("hex"),
  "64 random bits in hex": () => randomBytes(8).toString("hex"),
  "256 random bits in base64": () => randomBytes(32).toString("base64"),
  "a UUID": () => randomUUID(),
  "a UUID that counts up with the clock": timeOrdered,
  "a name, a number and random bits": (index) => `tok_${String(index)}_${randomBytes(12).toString("base64url")}`,
  "random letters and digits": () => Array.from({ length: 20 }, () => randomInt(36).toString(36)).join(""),
  "a signature over something plain": (index) =>
    `${String(index)}.${createHash("sha256").update(randomBytes(9)).digest("base64url")}`,
};

const wrong: Readonly<Record<string, { make: (index: number, email: string) => string; fault: string }>> = {
  "the same for everyone": { make: () => "9f86d081884c7d659a2feaa0c55ad015", fault: "repeats" },
  "a counter": { make: (index) => String(100_200 + index), fault: "counter" },
  "a counter in a long form": { make: (index) => (1_000 + index).toString(16).padStart(32, "0"), fault: "counter" },
  "the clock": { make: (index) => String(start + index * 100 + 7), fault: "known" },
  "a digest of the email": { make: (_index, email) => createHash("md5").update(email).digest("hex"), fault: "known" },
  "a digest of the clock": {
    make: (index) =>
      createHash("sha256")
        .update(String(start + index * 100 + 9))
        .digest("base64url"),
    fault: "known",
  },
  "a digest of both, cut": {
    make: (index, email) =>
      createHash("sha1")
        .update(`${email}:${String(start + index * 100 + 3)}`)
        .digest("hex")
        .slice(0, 20),
    fault: "known",
  },
  "the email and the clock, encoded": {
    make: (index, email) => Buffer.from(`${email}:${String(start + index * 100)}`).toString("base64url"),
    fault: "known",
  },
  "a digest of a counter": {
    make: (index) =>
      createHash("sha256")
        .update(String(index + 1))
        .digest("hex"),
    fault: "known",
  },
  "eight letters and digits": {
    make: () => Array.from({ length: 8 }, () => randomInt(36).toString(36)).join(""),
    fault: "few",
  },
  "mostly fixed": { make: () => `0000000000000000000000${randomBytes(5).toString("hex")}`, fault: "few" },
};

describe("log-in keys", () => {
  it.each(Object.entries(right))("pass as %s", (_name, make) => {
    expect(check.judge({ logIns: samples(make), links: [], signed: 0 })).toMatchObject({ outcome: "pass" });
  });

  it.each(Object.entries(wrong))("fail as %s", (_name, { make, fault }) => {
    expect(check.judge({ logIns: samples(make), links: [], signed: 0 })).toMatchObject({
      outcome: "fail",
      facts: { of: "key", fault },
    });
  });

  it("pass when both log-ins of a person get the same key", () => {
    const keys = new Map<string, string>();
    const logIns = samples((_index, email) => keys.get(email) ?? keys.set(email, randomUUID()).get(email) ?? "");
    expect(check.judge({ logIns, links: [], signed: 0 })).toMatchObject({ outcome: "pass" });
  });

  it("are asked about elsewhere when all are signed", () => {
    expect(check.judge({ logIns: [], links: [], signed: 40 })).toMatchObject({
      outcome: "not-applicable",
      reason: "all-signed",
    });
    expect(check.judge({ logIns: [], links: [], signed: 0 })).toMatchObject({
      outcome: "not-established",
      reason: "too-few",
    });
  });
});

describe("reset links and codes", () => {
  const code = () => String(randomInt(1_000_000)).padStart(6, "0");

  it("pass when they are short: wrong tries are asked about elsewhere", () => {
    expect(check.judge({ logIns: [], links: samples(code), signed: 0 })).toMatchObject({ outcome: "pass" });
  });
  it("pass when two short ones happen to be the same", () => {
    const links = samples(code).map((sample, index) =>
      index === 2 || index === 9 ? { ...sample, token: "123456" } : sample,
    );
    expect(check.judge({ logIns: [], links, signed: 0 })).toMatchObject({ outcome: "pass" });
  });
  it("fail when all are the same, or follow from one another", () => {
    expect(check.judge({ logIns: [], links: samples(() => "123456"), signed: 0 })).toMatchObject({
      outcome: "fail",
      facts: { of: "link", fault: "repeats" },
    });
    const counting = samples((index) => String(500_000 + index));
    expect(check.judge({ logIns: [], links: counting, signed: 0 })).toMatchObject({
      outcome: "fail",
      facts: { fault: "counter" },
    });
  });
  it("fail when they look long and hardly differ", () => {
    const links = samples(() => `reset-link-number-${code()}`);
    expect(check.judge({ logIns: [], links, signed: 0 })).toMatchObject({ outcome: "fail", facts: { fault: "few" } });
  });
});

describe("right tokens, many times over", () => {
  it("are never taken for wrong ones", { timeout: 60_000 }, () => {
    for (const make of Object.values(right)) {
      for (let run = 0; run < 150; run++) {
        const tokens = twenty(make);
        expect({ repeats: repeats(tokens), enough: varyingBits(tokens) >= 64 }).toEqual({
          repeats: false,
          enough: true,
        });
      }
    }
  });
});

describe("the parts", () => {
  it("know how much a single text can hold", () => {
    expect(bitsOf("123456")).toBeCloseTo(19.9, 1);
    expect(bitsOf("a1b2c3d4e5f60718")).toBe(64);
    expect(bitsOf(randomBytes(32).toString("base64url"))).toBeGreaterThan(200);
  });
  it("say nothing of order among few", () => {
    expect(countsUp(["1", "2", "3"])).toBe(false);
    expect(countsUp(twenty((index) => String(95 + index)))).toBe(true);
  });
  it("find nothing known in random tokens", () => {
    const known = { values: ["ada@b.example", "Ada"], from: start, until: start + 60 };
    for (let run = 0; run < 5; run++) expect(knownOrigin(randomBytes(16).toString("hex"), known)).toBeUndefined();
  });
});
