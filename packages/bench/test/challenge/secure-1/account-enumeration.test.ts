import { describe, expect, it } from "vitest";
import forgotten from "../../../../../challenges/login-system/checks/forgot-password-enumeration.ts";
import check from "../../../../../challenges/login-system/checks/account-enumeration.ts";
import timing from "../../../../../challenges/login-system/checks/account-enumeration-timing.ts";
import { gapBetween, isNearEdge } from "../../../../../challenges/login-system/timing-gap.ts";
import { attempt, type Written } from "./written-evidence.ts";

const emails = ["ada@b.example", "bob@b.example", "cem@b.example"];
const strangers = ["x@b.example", "y@b.example", "z@b.example"];
const wrong = { error: { message: "Email or password is wrong." } };

function evidence(known: (index: number) => Written, unknown: (index: number) => Written) {
  const three = [0, 1, 2];
  return {
    signUps: three.map(() => attempt({ operation: "signUp", status: 201 })),
    known: three.map((index) => attempt({ status: 401, ...known(index) })),
    unknown: three.map((index) => attempt({ status: 401, ...unknown(index) })),
    emails: [...emails, ...strangers],
    byUserName: false,
  };
}

describe("replies to a wrong password and to an unknown email", () => {
  it("are alike when they are the same", () => {
    expect(
      check.judge(
        evidence(
          () => ({ body: wrong }),
          () => ({ body: wrong }),
        ),
      ),
    ).toMatchObject({ outcome: "pass" });
  });

  it("tell by their status", () => {
    const judged = check.judge(
      evidence(
        () => ({ body: wrong }),
        () => ({ body: wrong, status: 404 }),
      ),
    );
    expect(judged).toMatchObject({ outcome: "fail", facts: { what: "status", known: "401", unknown: "404" } });
  });

  it("tell by their words", () => {
    const judged = check.judge(
      evidence(
        () => ({ body: wrong }),
        () => ({ body: { error: { message: "No such user." } } }),
      ),
    );
    expect(judged).toMatchObject({ outcome: "fail", facts: { what: "words" } });
  });

  it("tell by a member that only one has", () => {
    const judged = check.judge(
      evidence(
        () => ({ body: { ...wrong, triesLeft: 4 } }),
        () => ({ body: wrong }),
      ),
    );
    expect(judged).toMatchObject({ outcome: "fail" });
  });

  it("tell by words that are no JSON", () => {
    expect(
      check.judge(
        evidence(
          () => ({ body: "Wrong password" }),
          () => ({ body: "Unknown user" }),
        ),
      ),
    ).toMatchObject({ outcome: "fail" });
  });

  it("tell by the words of a page, whatever token and user name its form carries", () => {
    const known = ["kirofa", "melanu", "sotibe"];
    const unknown = ["davoru", "penilo", "zutaki"];
    const page = (said: string, token: string, name = "") => ({
      status: 200,
      body: `<p>${said}</p><form><input name="csrf" value="${token}"><input name="user" value="${name}"></form>`,
    });
    const judged = check.judge({
      ...evidence(
        (i) => page("Wrong password.", `${i}f5c1e9b0a7d3264c`, known[i]),
        (i) => page("This user does not exist.", `${i}09be4c7a1f35d862`, unknown[i]),
      ),
      emails: [...known, ...unknown].map((name) => `${name}@shop.example.com`),
    });
    expect(judged).toMatchObject({ outcome: "fail", facts: { what: "words" } });
    expect(JSON.stringify(judged)).toContain("This user does not exist.");
  });

  it.each<readonly [string, (index: number) => Written, (index: number) => Written]>([
    [
      "a request number",
      (i) => ({ body: { ...wrong, requestId: `k${i}` } }),
      (i) => ({ body: { ...wrong, requestId: `u${i}` } }),
    ],
    [
      "a time in seconds that both share or not",
      (i) => ({ body: { ...wrong, at: `12:00:0${i}` } }),
      (i) => ({ body: { ...wrong, at: `12:00:0${i + 1}` } }),
    ],
    [
      "the email, said back",
      (i) => ({ body: { error: { message: `No, ${emails[i] ?? ""}.` } } }),
      (i) => ({ body: { error: { message: `No, ${strangers[i] ?? ""}.` } } }),
    ],
    [
      "a token that is new in each page",
      (i) => ({ body: `<input value="${i}f5c1e9b0a7d3264c">` }),
      (i) => ({ body: `<input value="${i}09be4c7a1f35d862">` }),
    ],
    [
      "a token that is new in each page for one of them alone",
      (i) => ({ body: `<input value="${i}f5c1e9b0a7d3264c">` }),
      () => ({ body: `<input value="309be4c7a1f35d862">` }),
    ],
    [
      "their length and date",
      (i) => ({
        body: wrong,
        headers: [
          ["Content-Length", "40"],
          ["Date", `${i}`],
        ],
      }),
      (i) => ({
        body: wrong,
        headers: [
          ["Content-Length", "44"],
          ["Date", `${i}`],
        ],
      }),
    ],
    [
      "a counter for all",
      (i) => ({ body: wrong, headers: [["X-RateLimit-Remaining", `${9 - 2 * i}`]] }),
      (i) => ({ body: wrong, headers: [["X-RateLimit-Remaining", `${8 - 2 * i}`]] }),
    ],
    [
      "a fresh cookie of one name",
      (i) => ({ body: wrong, headers: [["Set-Cookie", `sid=k${i}; HttpOnly`]] }),
      (i) => ({ body: wrong, headers: [["Set-Cookie", `sid=u${i}; HttpOnly`]] }),
    ],
  ])("tell nothing by %s", (_what, known, unknown) => {
    expect(check.judge(evidence(known, unknown))).toMatchObject({ outcome: "pass" });
  });

  it("are not compared when limits or faults answered", () => {
    const judged = check.judge(
      evidence(
        () => ({ body: wrong, status: 429 }),
        () => ({ body: wrong }),
      ),
    );
    expect(judged).toMatchObject({ outcome: "not-established", reason: "too-few-answers" });
    const one = check.judge(
      evidence(
        (i) => ({ body: wrong, status: i === 0 ? 500 : 401 }),
        () => ({ body: wrong }),
      ),
    );
    expect(one).toMatchObject({ outcome: "pass" });
  });

  it("are not compared when nobody could sign up", () => {
    const none = {
      ...evidence(
        () => ({}),
        () => ({}),
      ),
      signUps: [attempt({ status: 429 })],
    };
    expect(check.judge(none)).toMatchObject({ reason: "nobody-signed-up" });
  });
});

describe("replies to forgot-password", () => {
  const sent = { message: "If there is an account, a mail is on its way." };
  it("are alike whatever they took", () => {
    const judged = forgotten.judge(
      evidence(
        () => ({ status: 202, body: sent, tookMs: 90 }),
        () => ({ status: 202, body: sent, tookMs: 2 }),
      ),
    );
    expect(judged).toMatchObject({ outcome: "pass", facts: { knownMs: 90, unknownMs: 2 } });
  });

  it("tell by their status, also when that is a fault", () => {
    expect(
      forgotten.judge(
        evidence(
          () => ({ status: 200, body: sent }),
          () => ({ status: 404, body: sent }),
        ),
      ),
    ).toMatchObject({ outcome: "fail" });
    expect(
      forgotten.judge(
        evidence(
          () => ({ status: 200, body: sent }),
          () => ({ status: 500, body: sent }),
        ),
      ),
    ).toMatchObject({ outcome: "fail" });
  });
});

describe("the time of a failed log-in", () => {
  const pairs = (known: (index: number) => Written, unknown: (index: number) => Written, count = 22) =>
    Array.from({ length: count }, (_, index) => ({
      known: attempt({ status: 401, ...known(index) }),
      unknown: attempt({ status: 401, ...unknown(index) }),
    }));
  const judge = (known: (i: number) => number, unknown: (i: number) => number, hashMs = 60, count = 22) =>
    timing.judge({
      pairs: pairs(
        (i) => ({ tookMs: known(i) }),
        (i) => ({ tookMs: unknown(i) }),
        count,
      ),
      hashMs,
      byUserName: false,
    });

  it("tells when unknown emails skip the hash", () => {
    expect(
      judge(
        (i) => 62 + (i % 5),
        (i) => 2 + (i % 3),
      ),
    ).toMatchObject({ outcome: "fail" });
  });

  it("tells when unknown emails cost a hash more", () => {
    expect(
      judge(
        (i) => 62 + (i % 5),
        (i) => 122 + (i % 5),
      ),
    ).toMatchObject({ outcome: "fail", facts: { knownMs: 64, unknownMs: 124, gapMs: 60 } });
  });

  it.each<readonly [string, (i: number) => number, (i: number) => number, number]>([
    ["both hash", (i) => 62 + (i % 5), (i) => 61 + (i % 6), 60],
    ["unknown is slower by less than half of a hash", (i) => 60 + (i % 5), (i) => 85 + (i % 5), 60],
    ["the gap is under 10 ms", (i) => 12 + (i % 2), (i) => 3 + (i % 2), 10],
    ["the gap is under half of a hash", (i) => 300 + (i % 5), (i) => 200 + (i % 5), 250],
    ["the gap is chance", (i) => (i % 2 === 0 ? 200 : 20), (i) => (i % 2 === 1 ? 20 : 199), 20],
  ])("tells nothing when %s", (_what, known, unknown, hashMs) => {
    expect(judge(known, unknown, hashMs)).toMatchObject({ outcome: "pass" });
  });

  it("tells also when the machine was busy while the hash was measured", () => {
    const judged = judge(
      (i) => 62 + (i % 5),
      (i) => 2 + (i % 3),
      180,
    );
    expect(judged).toMatchObject({ outcome: "fail" });
  });

  it("takes further pairs only where the first say neither yes nor no", () => {
    const times = (from: number, spread: number) => Array.from({ length: 21 }, (_one, i) => from + ((i * 7) % spread));
    const isOpen = (known: readonly number[], unknown: readonly number[], hashMs = 60) =>
      isNearEdge(gapBetween(known, unknown, hashMs));
    expect(isOpen(times(62, 5), times(2, 3))).toBe(false);
    expect(isOpen(times(62, 5), times(61, 5))).toBe(false);
    expect(isOpen(times(60, 5), times(75, 5))).toBe(false);
    expect(isOpen(times(60, 5), times(90, 5))).toBe(true);
    expect(isOpen(times(62, 5), times(30, 5))).toBe(true);
    expect(isOpen(times(30, 200), times(2, 170))).toBe(true);
  });

  it("is not compared over fewer than twenty pairs", () => {
    expect(
      judge(
        () => 60,
        () => 2,
        60,
        19,
      ),
    ).toMatchObject({ outcome: "not-established", reason: "too-few-pairs" });
    const limited = {
      pairs: pairs(
        (i) => ({ tookMs: 60, status: i > 9 ? 429 : 401 }),
        () => ({ tookMs: 2 }),
      ),
      hashMs: 60,
      byUserName: false,
    };
    expect(timing.judge(limited)).toMatchObject({ outcome: "not-established" });
  });
});
