import { describe, expect, it } from "vitest";
import check from "../../../../../challenges/login-system/checks/one-email-one-account.ts";
import { email, entering, signUp } from "./written-evidence.ts";

type Evidence = Parameters<typeof check.judge>[0];
type Crowd = Evidence["crowds"][number];

const crowd = (over: Partial<Crowd> = {}): Crowd => ({
  size: 8,
  email,
  signUps: [signUp(201, "1"), ...Array.from({ length: 7 }, () => signUp(409))],
  mentions: { users: 1 },
  logIns: [entering(email)],
  ...over,
});
const evidence = (over: Partial<Evidence> = {}): Evidence => ({
  email,
  first: signUp(201, "1"),
  again: signUp(409),
  afterFirst: { users: 1 },
  afterTaken: { users: 1 },
  afterAgain: { users: 1 },
  laterLogIns: [entering(email), entering(401)],
  crowds: [crowd(), crowd(), crowd({ size: 64 })],
  ...over,
});

describe("one email, one account", () => {
  it("passes when one of each crowd got the account", () => {
    expect(check.judge(evidence())).toMatchObject({ outcome: "pass", facts: { tried: 64, rounds: 3 } });
  });

  it("fails when two passwords open, whatever the tables say", () => {
    const two = crowd({ logIns: [entering(email), entering(email)] });
    expect(check.judge(evidence({ crowds: [crowd(), two] }))).toMatchObject({
      outcome: "fail",
      facts: { how: "together", tried: 8, accounts: 2 },
    });
  });

  it("fails when the tables hold a second one that hides behind the first", () => {
    const hidden = crowd({ size: 64, mentions: { users: 5 } });
    expect(check.judge(evidence({ crowds: [hidden] }))).toMatchObject({ facts: { how: "together", accounts: 5 } });
  });

  it("fails when a later one, in capital letters, is a second account", () => {
    const later = evidence({ again: signUp(201, "2"), afterAgain: { users: 2 } });
    expect(check.judge(later)).toMatchObject({ outcome: "fail", facts: { how: "later" } });
    expect(check.judge(evidence({ laterLogIns: [entering(email), entering(email)] }))).toMatchObject({
      facts: { how: "later" },
    });
  });

  it("counts a crowd’s accounts where capitals make another name, which may be right elsewhere", () => {
    const elsewhere = evidence({
      again: signUp(201, "2"),
      afterAgain: { users: 2 },
      laterLogIns: [entering(email), entering(email)],
      crowds: [crowd({ mentions: { users: 4 } })],
    });
    expect(check.judge(elsewhere, { byBrief: false })).toMatchObject({ facts: { how: "together", accounts: 4 } });
    expect(check.judge({ ...elsewhere, crowds: [crowd()] }, { byBrief: false })).toMatchObject({ outcome: "pass" });
  });

  it("is not misled by a table of tries, by mails that wait, or by an account of two rows", () => {
    const talkative = evidence({
      afterFirst: { users: 1, tries: 1, emails: 1 },
      afterTaken: { users: 1, tries: 2, emails: 1 },
      afterAgain: { users: 1, tries: 2, emails: 1 },
      crowds: [crowd({ mentions: { users: 1, tries: 64, emails: 1, errors: 7 } })],
    });
    expect(check.judge(talkative)).toMatchObject({ outcome: "pass" });
    const pairs = evidence({
      afterFirst: { users: 2 },
      afterTaken: { users: 2 },
      afterAgain: { users: 2 },
      crowds: [crowd({ mentions: { users: 2 } })],
    });
    expect(check.judge(pairs)).toMatchObject({ outcome: "pass" });
  });

  it("is not misled by 202 for everyone", () => {
    const accepted = crowd({
      signUps: Array.from({ length: 8 }, () => signUp(202)),
      logIns: [entering(email), entering(401), entering(401)],
    });
    expect(check.judge(evidence({ first: signUp(202), again: signUp(202), crowds: [accepted] }))).toMatchObject({
      outcome: "pass",
    });
  });

  it("says nothing of many that were accepted where no table counts them, and fails when they got ids of their own", () => {
    const unread = { afterFirst: {}, afterTaken: {}, afterAgain: {} };
    const accepted = (ids: readonly (string | undefined)[]) =>
      crowd({ signUps: ids.map((id) => signUp(201, id)), mentions: {}, logIns: [entering(email), entering(401)] });
    const nameless = evidence({ ...unread, crowds: [accepted([undefined, undefined])] });
    expect(check.judge(nameless)).toMatchObject({ outcome: "not-established", reason: "uncounted" });
    expect(check.judge(evidence({ ...unread, crowds: [accepted(["1", "2"])] }))).toMatchObject({
      outcome: "fail",
      facts: { how: "together", accounts: 2 },
    });
    const single = evidence({ ...unread, crowds: [crowd({ mentions: {} })] });
    expect(check.judge(single)).toMatchObject({ outcome: "pass" });
  });

  it("says nothing when nobody got in", () => {
    const none = crowd({ signUps: [signUp(503)], mentions: {}, logIns: [] });
    expect(check.judge(evidence({ crowds: [none] }))).toMatchObject({ reason: "nobody-signed-up" });
  });

  it("counts only the crowds in which somebody signed up", () => {
    const none = crowd({ size: 64, signUps: [signUp(503)], mentions: {}, logIns: [] });
    expect(check.judge(evidence({ crowds: [crowd(), none] }))).toMatchObject({ facts: { tried: 8, rounds: 1 } });
  });
});
