import { describe, expect, it } from "vitest";
import type { Attempt, Mail } from "@assay/bench";
import outage from "../../../../../challenges/login-system/checks/database-outage.ts";
import health from "../../../../../challenges/login-system/checks/honest-health.ts";
import mail from "../../../../../challenges/login-system/checks/mail-outage.ts";
import { attempt } from "../secure-1/written-evidence.ts";
import { email, look, signUp } from "../whole/written-evidence.ts";

describe("health", () => {
  type Evidence = Parameters<typeof health.judge>[0];
  const said = (status: number, tookMs = 20): Attempt => attempt({ operation: "health", status, tookMs });
  const evidence = (over: Partial<Evidence> = {}): Evidence => ({
    before: said(200),
    cutAt: 1_000,
    noticedAt: 1_400,
    during: [said(503), said(503)],
    ended: false,
    after: said(200),
    ...over,
  });

  it("tells the truth", () => {
    expect(health.judge(evidence())).toMatchObject({ outcome: "pass", facts: { seconds: 0.4 } });
  });

  it("may need up to five seconds to know, and any words or 5xx to say it", () => {
    expect(health.judge(evidence({ noticedAt: 4_200, during: [said(200), said(503), said(503)] }))).toMatchObject({
      outcome: "pass",
      facts: { seconds: 3.2 },
    });
    expect(health.judge(evidence({ during: [said(500), said(500)] }))).toMatchObject({ outcome: "pass" });
  });

  it.each<readonly [string, Partial<Evidence>]>([
    ["lied", { noticedAt: null, during: [said(200), said(200)] }],
    ["lied", { during: [said(503), said(200)] }],
    ["silent", { during: [said(0), said(0)] }],
    ["silent", { during: [said(503, 7_000), said(503)] }],
    ["ended", { ended: true, during: [said(0), said(0)] }],
    ["stuck", { after: said(503) }],
  ])("is not honest: %s", (how, over) => {
    expect(health.judge(evidence(over))).toMatchObject({ outcome: "fail", facts: { how } });
  });

  it("is not judged where it never was well, or says neither", () => {
    expect(health.judge(evidence({ before: said(404) }))).toMatchObject({ reason: "never-well" });
    expect(health.judge(evidence({ during: [said(429), said(429)] }))).toMatchObject({ reason: "unclear" });
  });
});

describe("a database that goes away", () => {
  type Evidence = Parameters<typeof outage.judge>[0];
  const away = (status: number, tookMs = 20): Attempt => attempt({ status, tookMs });
  const evidence = (over: Partial<Evidence> = {}): Evidence => ({
    email,
    before: look(email),
    during: [away(503), away(503), away(500)],
    update: away(503),
    lost: "kelu",
    field: "bio",
    ended: false,
    back: attempt({ token: "t" }),
    seen: look(email, { bio: "" }),
    ...over,
  });

  it("is said, and come back from", () => {
    expect(outage.judge(evidence())).toMatchObject({ outcome: "pass" });
  });

  it.each<readonly [string, Partial<Evidence>]>([
    ["silent", { during: [away(0), away(503)] }],
    ["silent", { during: [away(503, 6_500)] }],
    ["ended", { ended: true, during: [away(0)] }],
    ["stuck", { seen: look(503), back: away(503) }],
    ["stuck", { back: away(500) }],
  ])("is not coped with: %s", (how, over) => {
    expect(outage.judge(evidence(over))).toMatchObject({ outcome: "fail", facts: { how } });
  });

  it("is not coped with by any backend that answers nobody; a late answer is the brief's alone to forbid", () => {
    const elsewhere = { byBrief: false };
    expect(outage.judge(evidence({ during: [away(0), away(0), away(0)] }), elsewhere)).toMatchObject({
      outcome: "fail",
      severity: "minor",
      facts: { how: "silent" },
    });
    expect(outage.judge(evidence({ during: [away(0), away(503), away(503)] }), elsewhere).outcome).toBe("pass");
  });

  it("must not be hidden: a change said to be saved and not there is a blocker", () => {
    expect(outage.judge(evidence({ update: away(200) }))).toMatchObject({
      outcome: "fail",
      severity: "blocker",
      facts: { how: "lied" },
    });
    expect(outage.judge(evidence({ update: away(200), seen: look(email, { bio: "kelu" }) }))).toMatchObject({
      outcome: "pass",
    });
  });

  it("may leave logging in limited, when the old log-in shows that all is well", () => {
    expect(outage.judge(evidence({ back: away(429) }))).toMatchObject({ outcome: "pass" });
  });

  it("is not judged where nobody could log in before", () => {
    expect(outage.judge(evidence({ before: look(401) }))).toMatchObject({ reason: "no-log-in" });
  });
});

describe("a mail server that is down", () => {
  type Evidence = Parameters<typeof mail.judge>[0];
  const letter: Mail = { to: [email], from: "shop@b.example", subject: "", text: "", headers: [], raw: "", at: 1 };
  const forgot = (status: number, tookMs = 20, text = "A mail is on its way."): Attempt =>
    attempt({ operation: "forgotPassword", status, tookMs, body: { message: text } });
  const evidence = (over: Partial<Evidence> = {}): Evidence => ({
    signUps: [signUp(201), signUp(201), signUp(202)],
    emails: [email, "nobody@b.example"],
    known: [forgot(202), forgot(202)],
    unknown: [forgot(202), forgot(202)],
    alive: true,
    later: { asked: forgot(202), mail: letter },
    control: undefined,
    ...over,
  });

  it("is not noticed by those who ask", () => {
    expect(mail.judge(evidence())).toMatchObject({ outcome: "pass" });
  });

  it("may be told, to everyone alike", () => {
    const all = [forgot(503), forgot(503)];
    expect(mail.judge(evidence({ known: all, unknown: all }))).toMatchObject({ outcome: "pass" });
  });

  it.each<readonly [string, Partial<Evidence>]>([
    ["silent", { known: [forgot(202, 6_500), forgot(202)] }],
    ["silent", { unknown: [forgot(0), forgot(202)] }],
    ["told", { known: [forgot(503), forgot(503)] }],
    ["told", { known: [forgot(500), forgot(500)] }],
    ["told", { known: [forgot(202, 20, "Sent later."), forgot(202, 20, "Sent later.")] }],
    ["ended", { alive: false, later: undefined }],
    ["stuck", { later: { asked: forgot(202) }, control: { asked: forgot(202), mail: letter } }],
  ])("breaks more than it should: %s", (how, over) => {
    expect(mail.judge(evidence(over))).toMatchObject({ outcome: "fail", facts: { how } });
  });

  it("is not judged where mail never came, nobody signed up, or limits were met", () => {
    const never = { later: { asked: forgot(202) }, control: { asked: forgot(202) } };
    expect(mail.judge(evidence(never))).toMatchObject({ reason: "no-mail-before" });
    expect(mail.judge(evidence({ signUps: [signUp(503)] }))).toMatchObject({ reason: "nobody-signed-up" });
    expect(mail.judge(evidence({ known: [forgot(202), forgot(429)] }))).toMatchObject({ reason: "too-few-answers" });
  });
});
