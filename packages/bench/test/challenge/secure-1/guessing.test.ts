import { describe, expect, it } from "vitest";
import forged from "../../../../../challenges/login-system/checks/forged-forwarded-for.ts";
import change from "../../../../../challenges/login-system/checks/guessing-by-change.ts";
import spelling, { respelled } from "../../../../../challenges/login-system/checks/guessing-by-spelling.ts";
import limit from "../../../../../challenges/login-system/checks/guessing-limit.ts";
import owner from "../../../../../challenges/login-system/checks/owner-access.ts";
import type { ChangingRound, GuessingRound } from "../../../../../challenges/login-system/guessing.ts";
import { attempt, opening, refusal } from "./written-evidence.ts";

const email = "ada@b.example";
const control = attempt({ token: "t" });

function round(
  statuses: readonly number[],
  right: GuessingRound["right"],
  options: { tookMs?: number; withinMs?: number } = {},
): GuessingRound {
  const wrong = statuses.map((status) => ({ status, tookMs: options.tookMs ?? 60 }));
  return { email, control, wrong, lastWrong: [], withinMs: options.withinMs ?? 5_000, right };
}
const many = (status: number, count: number): number[] => Array.from({ length: count }, () => status);

describe.each([limit, forged])("guessing ($id)", ({ judge }) => {
  it("is not stopped when the right password opens the account after forty wrong ones", () => {
    expect(judge({ rounds: [round(many(401, 40), opening(email))] })).toMatchObject({
      outcome: "fail",
      facts: { wrong: 40 },
    });
  });

  it("is not stopped when only the wrong ones are refused, twice", () => {
    const rounds = [1, 2].map(() => round([...many(401, 10), ...many(429, 10)], opening(email)));
    expect(judge({ rounds })).toMatchObject({ outcome: "fail", facts: { stopped: true } });
  });

  it("can't be judged when one process stopped, another had not counted enough, and fewer than twenty were looked at", () => {
    const rounds = [1, 2].map(() => round([...many(401, 9), 429, 401, 429, 429], opening(email)));
    expect(judge({ rounds })).toMatchObject({ outcome: "not-established", reason: "too-few-tries" });
  });

  it("is not stopped where processes that count alone let more than twenty through together", () => {
    const rounds = [1, 2].map(() => round([...many(401, 18), 429, 401, 401, 429, 401], opening(email)));
    expect(judge({ rounds })).toMatchObject({ outcome: "fail", facts: { wrong: 23 } });
  });

  it.each<readonly [string, GuessingRound]>([
    ["429", round([...many(401, 10), 429], refusal(429))],
    ["423", round([...many(401, 5), 423], refusal(423))],
    ["403", round([...many(401, 5), 403], refusal(403))],
    ["a silent lock", round(many(401, 40), refusal(401))],
    ["a delay", round(many(401, 8), opening(email, 4_000), { tookMs: 3_000 })],
    [
      "a connection that is held until we give up",
      round([...many(401, 8), 0], { logIn: attempt({ status: 0, tookMs: 15_000 }) }),
    ],
    [
      "a credential that opens nothing",
      round(many(401, 40), { logIn: attempt({ token: "t" }), whoAmI: attempt({ status: 401 }) }),
    ],
  ])("is stopped by %s", (_how, stopped) => {
    expect(judge({ rounds: [stopped] })).toMatchObject({ outcome: "pass" });
  });

  it("is stopped by a bucket that happened to let one more through the first time", () => {
    const rounds = [round([...many(401, 10), 429], opening(email)), round([...many(401, 10), 429], refusal(429))];
    expect(judge({ rounds })).toMatchObject({ outcome: "pass" });
  });

  it("can't be judged when we were too slow to try often enough within a minute", () => {
    const slow = round(many(401, 15), opening(email), { withinMs: 52_000 });
    expect(judge({ rounds: [slow] })).toMatchObject({ outcome: "not-established", reason: "too-few-tries" });
    const long = round(many(401, 20), opening(email), { withinMs: 70_000 });
    expect(judge({ rounds: [long] })).toMatchObject({ outcome: "not-established" });
  });

  it("can't be judged when the owner could not log in before", () => {
    const rounds = [{ ...round(many(401, 40), refusal()), control: attempt({ status: 500 }) }];
    expect(judge({ rounds })).toMatchObject({ outcome: "not-established", reason: "no-log-in" });
  });
});

describe("guessing at a backend that no brief asked for a limit", () => {
  const elsewhere = { byBrief: false };
  const judge = (one: GuessingRound) => limit.judge({ rounds: [one] }, elsewhere);

  it("is a minor thing when more than a hundred wrong passwords were looked at", () => {
    expect(judge(round(many(401, 110), opening(email), { withinMs: 90_000 }))).toMatchObject({
      outcome: "fail",
      severity: "minor",
      facts: { wrong: 110, elsewhere: true },
    });
  });

  it("is stopped by a limit of a hundred, whether the status or a page says so", () => {
    expect(judge(round([...many(401, 100), ...many(429, 10)], refusal(429)))).toMatchObject({ outcome: "pass" });
    const paged = round(many(200, 110), opening(email));
    const wrong = paged.wrong.map((one, turn) => (turn < 50 ? one : { ...one, limited: true as const }));
    expect(judge({ ...paged, wrong, right: refusal(200) })).toMatchObject({ outcome: "pass" });
  });

  it("can't be judged by the forty that are enough for the brief, nor where pages said stop", () => {
    expect(judge(round(many(401, 40), opening(email)))).toMatchObject({ reason: "too-few-tries" });
  });
});

describe("guessing by other spellings of the email", () => {
  const both = { spelling: "capitalsAndSpaces", opening: opening(email) } as const;

  it("gets around a limit that counts each spelling by itself", () => {
    const rounds = [round(many(401, 40), opening(email))];
    expect(spelling.judge({ logIn: control, spellings: [both], spelling: "capitalsAndSpaces", rounds })).toMatchObject({
      outcome: "fail",
      facts: { wrong: 40, spelling: "capitalsAndSpaces" },
    });
  });

  it("is stopped where all spellings count as one", () => {
    const rounds = [round([...many(401, 10), 429], refusal(429))];
    expect(spelling.judge({ logIn: control, spellings: [both], spelling: "capitalsAndSpaces", rounds })).toMatchObject({
      outcome: "pass",
    });
  });

  it("says nothing where only the email as typed logs in, or nothing does", () => {
    const spellings = [{ ...both, opening: refusal() }, { spelling: "capitals", opening: refusal() } as const];
    expect(spelling.judge({ logIn: control, spellings })).toMatchObject({
      outcome: "not-established",
      reason: "one-spelling",
    });
    expect(spelling.judge({ logIn: attempt({ status: 500 }), spellings })).toMatchObject({ reason: "no-log-in" });
  });

  it("never tries a spelling twice, nor the one that was typed, and always the same email", () => {
    for (const respell of Object.values(respelled)) {
      const spellings = Array.from({ length: 41 }, (_, turn) => respell("ada-7@shop.example", turn));
      expect(new Set(spellings).size).toBe(41);
      expect(spellings).not.toContain("ada-7@shop.example");
      expect(new Set(spellings.map((text) => text.trim().toLowerCase()))).toEqual(new Set(["ada-7@shop.example"]));
    }
  });

  it("differs in capitals alone, and in spaces alone, so that neither trimming nor small letters are enough", () => {
    const spellings = Array.from({ length: 41 }, (_, turn) => respelled.capitalsAndSpaces("ada-7@shop.example", turn));
    expect(new Set(spellings.map((text) => text.trim())).size).toBe(41);
    expect(new Set(spellings.map((text) => text.toLowerCase())).size).toBe(41);
  });
});

describe("guessing where the password is changed", () => {
  const changed = attempt({ operation: "changePassword", status: 204 });
  const refusedChange = attempt({ operation: "changePassword", status: 429 });
  const slow = attempt({ operation: "changePassword", status: 204, tookMs: 3_000 });
  const isSet = { byNew: opening(email), byAnother: refusal() };
  function changing(statuses: readonly number[], right: ChangingRound["right"], wrongAccepted = false): ChangingRound {
    const wrong = statuses.map((status) => ({ status, tookMs: 60 }));
    return { email, control, wrong, lastWrong: [], withinMs: 5_000, wrongAccepted, ...(right ? { right } : {}) };
  }

  it("goes on without end where the right one is accepted after forty wrong ones", () => {
    const rounds = [changing(many(403, 40), { change: changed, setting: isSet })];
    expect(change.judge({ rounds })).toMatchObject({ outcome: "fail", facts: { wrong: 40, stopped: false } });
  });

  it.each<readonly [string, ChangingRound]>([
    ["a limit", changing([...many(403, 10), 429], { change: refusedChange })],
    ["the end of the log-in", changing([...many(403, 5), 401], { change: attempt({ status: 401 }) })],
    ["a refusal that looks like the others", changing(many(403, 40), { change: attempt({ status: 403 }) })],
    ["a wait", changing(many(403, 40), { change: slow, setting: isSet })],
  ])("is stopped by %s", (_how, stopped) => {
    expect(change.judge({ rounds: [stopped] })).toMatchObject({ outcome: "pass" });
  });

  it("goes on where no log-in shows it, but the new one is accepted as the current one", () => {
    const right = { change: changed, setting: { byNew: refusal(429) }, changedAgain: changed };
    expect(change.judge({ rounds: [changing(many(403, 40), right)] })).toMatchObject({ outcome: "fail" });
  });

  it.each([429, 401, 503])("says nothing where the right one is accepted and all that follows is %i", (status) => {
    const setting = { byNew: refusal(status) };
    const right = { change: changed, setting, changedAgain: attempt({ operation: "changePassword", status }) };
    const rounds = [changing(many(403, 40), right)];
    expect(change.judge({ rounds })).toMatchObject({ outcome: "not-established", reason: "effect-unseen" });
  });

  it("is no guessing where any password will do", () => {
    const rounds = [changing([204], { change: changed, setting: isSet }, true)];
    expect(change.judge({ rounds })).toMatchObject({ outcome: "not-established", reason: "wrong-accepted" });
  });

  it("says nothing when nobody could log in", () => {
    const rounds = [{ ...changing([], undefined), control: attempt({ status: 500 }) }];
    expect(change.judge({ rounds })).toMatchObject({ outcome: "not-established", reason: "no-log-in" });
  });
});

describe("the owner, while a stranger guesses,", () => {
  const siege = { email, control, wrongStatuses: [...many(401, 10), 429, 429, 429], elsewhere: refusal(429) };

  it("gets in from elsewhere, by a reset, or after a wait", () => {
    expect(owner.judge({ ...siege, elsewhere: opening(email) })).toMatchObject({
      outcome: "pass",
      facts: { how: "elsewhere" },
    });
    const reset = { asked: attempt({ status: 202 }), done: attempt({ status: 204 }), opening: opening(email) };
    expect(owner.judge({ ...siege, reset })).toMatchObject({ outcome: "pass", facts: { how: "reset" } });
    expect(owner.judge({ ...siege, waited: opening(email) })).toMatchObject({
      outcome: "pass",
      facts: { how: "wait" },
    });
    expect(owner.judge({ ...siege, moved: 2, later: opening(email) })).toMatchObject({
      outcome: "pass",
      facts: { how: "wait" },
    });
  });

  it("is locked out when neither time nor a restart helps", () => {
    const locked = {
      ...siege,
      reset: { asked: attempt({ status: 202 }) },
      moved: 2,
      later: refusal(423),
      restarted: refusal(423),
    };
    expect(owner.judge(locked)).toMatchObject({ outcome: "fail", facts: { wrong: 13 } });
  });

  it.each([
    ["the lock is in memory, so that nothing could be moved", { ...siege, moved: 0 }],
    [
      "nothing was moved, though the lock outlived the restart",
      { ...siege, moved: 0, later: refusal(423), restarted: refusal(423) },
    ],
    [
      "the lock was in memory, as the restart showed",
      { ...siege, moved: 1, later: refusal(429), restarted: opening(email) },
    ],
    [
      "the last tries were lost",
      { ...siege, moved: 1, later: { logIn: attempt({ status: 0 }) }, restarted: { logIn: attempt({ status: 503 }) } },
    ],
  ])("is not said to be locked out when %s", (_why, unsure) => {
    expect(owner.judge(unsure)).toMatchObject({ outcome: "not-established", reason: "wait-too-long" });
  });

  it("says nothing when the log-in never worked", () => {
    expect(owner.judge({ ...siege, control: attempt({ status: 401 }) })).toMatchObject({ reason: "no-log-in" });
  });
});
