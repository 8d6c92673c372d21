import { describe, expect, it } from "vitest";
import deletion from "../../../../../challenges/login-system/checks/account-deletion.ts";
import deletedData from "../../../../../challenges/login-system/checks/deleted-data.ts";
import health from "../../../../../challenges/login-system/checks/health.ts";
import names from "../../../../../challenges/login-system/checks/names-in-any-script.ts";
import ended from "../../../../../challenges/login-system/checks/old-password-ended.ts";
import needed from "../../../../../challenges/login-system/checks/old-password-needed.ts";
import partial from "../../../../../challenges/login-system/checks/partial-update.ts";
import change from "../../../../../challenges/login-system/checks/password-change.ts";
import reset from "../../../../../challenges/login-system/checks/password-reset.ts";
import persistence from "../../../../../challenges/login-system/checks/profile-persistence.ts";
import profile from "../../../../../challenges/login-system/checks/profile-reply.ts";
import update from "../../../../../challenges/login-system/checks/profile-update.ts";
import validation from "../../../../../challenges/login-system/checks/profile-validation.ts";
import link from "../../../../../challenges/login-system/checks/reset-link.ts";
import lengths from "../../../../../challenges/login-system/checks/text-lengths.ts";
import { opening, refusal } from "../secure-1/written-evidence.ts";
import { attempt, broken, closed, limited, shows } from "../showing.ts";

const email = "anna@b.example";
const done = (operation: string, status = 200) => attempt({ operation, status });

describe("the profile", () => {
  it("shows id, email, name, and a bio that is empty or null", () => {
    const judge = (outputs: Record<string, unknown>) =>
      profile.judge({ email, name: "Zoë", whoAmI: shows(email, outputs) });
    expect(judge({ id: 7, name: "Zoë", bio: null }).outcome).toBe("pass");
    expect(judge({ id: "7", name: "Zoë", bio: "" }).outcome).toBe("pass");
    expect(judge({ name: "Zoë", bio: "" }).facts["field"]).toBe("id");
    expect(judge({ id: 7, name: "Zoe", bio: "" }).facts["field"]).toBe("name");
    expect(judge({ id: 7, name: "Zoë" }).facts["field"]).toBe("bio");
    expect(profile.judge({ email, name: "Zoë", whoAmI: closed }).outcome).toBe("not-established");
  });

  it("shows what was changed, whatever the change was answered with", () => {
    const usual = {
      email,
      sent: { name: "n", bio: "b" },
      before: shows(email),
      change: done("updateProfile", 204),
      after: shows(email, { name: "n", bio: "b" }),
    };
    expect(update.judge(usual).outcome).toBe("pass");
    expect(update.judge({ ...usual, after: shows(email, { name: "old", bio: "" }) })).toMatchObject({
      outcome: "fail",
      facts: { what: "lost" },
    });
    expect(update.judge({ ...usual, change: broken("updateProfile"), after: shows(email) })).toMatchObject({
      facts: { what: "refused" },
    });
    expect(update.judge({ ...usual, change: done("updateProfile", 429), after: shows(email) }).outcome).toBe(
      "not-established",
    );
  });

  it("that has a bio alone is asked for that alone", () => {
    const after = shows(email, { bio: "b" });
    const usual = { email, sent: { bio: "b" }, before: shows(email), change: done("updateProfile"), after };
    expect(update.judge(usual).outcome).toBe("pass");
    expect(update.judge({ ...usual, after: shows(email, { bio: "old" }) }).outcome).toBe("fail");
  });

  it("is still there after a restart", () => {
    const kept = shows(email, { name: "n", bio: "b" });
    const usual = {
      email,
      sent: { name: "n", bio: "b" },
      change: done("updateProfile"),
      before: kept,
      started: true,
      after: kept,
    };
    expect(persistence.judge(usual).outcome).toBe("pass");
    expect(persistence.judge({ ...usual, after: shows(email, { name: "old", bio: "" }) }).outcome).toBe("fail");
    expect(persistence.judge({ ...usual, before: shows(email), after: shows(email) }).outcome).toBe("not-established");
    expect(persistence.judge({ ...usual, started: false }).outcome).toBe("not-established");
    expect(persistence.judge({ ...usual, after: closed }).outcome).toBe("not-established");
  });

  it("keeps the field that was not sent", () => {
    const usual = {
      name: "n",
      bio: "b",
      newName: "N",
      newBio: "B",
      both: done("updateProfile"),
      first: shows(email, { name: "n", bio: "b" }),
      nameAlone: done("updateProfile"),
      second: shows(email, { name: "N", bio: "b" }),
      bioAlone: done("updateProfile"),
      third: shows(email, { name: "N", bio: "B" }),
    };
    expect(partial.judge(usual).outcome).toBe("pass");
    expect(partial.judge({ ...usual, second: shows(email, { name: "N", bio: "" }) })).toMatchObject({
      facts: { changed: "name" },
    });
    expect(partial.judge({ ...usual, third: shows(email, { name: "", bio: "B" }) })).toMatchObject({
      facts: { changed: "bio" },
    });
    expect(partial.judge({ ...usual, first: shows(email) }).outcome).toBe("not-established");
    expect(partial.judge({ ...usual, second: usual.first, third: usual.first }).outcome).toBe("not-established");
  });

  it("refuses what is too long, and may answer as it likes if nothing changed", () => {
    const before = shows(email, { name: "Anna", bio: "" });
    const judge = (sent: number, seen = before) =>
      validation.judge({ email, before, rounds: [{ field: "bio", sent: done("updateProfile", sent), seen }] });
    expect(judge(422).outcome).toBe("pass");
    expect(judge(500).outcome).toBe("pass");
    expect(judge(200)).toMatchObject({ outcome: "fail", facts: { what: "answered" } });
    expect(judge(200, shows(email, { name: "Anna", bio: "bbb" }))).toMatchObject({
      outcome: "fail",
      facts: { what: "saved" },
    });
    expect(judge(422, closed).outcome).toBe("not-established");
  });

  it("keeps the longest texts whole", () => {
    const judge = (sent: number, shown: unknown, text = "🦊".repeat(200)) =>
      lengths.judge({
        email,
        before: shows(email),
        rounds: [
          { field: "bio", kind: "emoji", text, sent: done("updateProfile", sent), seen: shows(email, { bio: shown }) },
        ],
      });
    expect(judge(200, "🦊".repeat(200)).outcome).toBe("pass");
    expect(judge(204, null, "").outcome).toBe("pass");
    expect(judge(400, "")).toMatchObject({ outcome: "fail", facts: { what: "refused", length: 200 } });
    expect(judge(200, "🦊".repeat(100))).toMatchObject({ outcome: "fail", facts: { what: "cut" } });
    expect(judge(429, "").outcome).toBe("not-established");
  });

  it("brings names back as they were sent, in either normal form", () => {
    const judge = (sent: number, shown: unknown) =>
      names.judge({
        email,
        rounds: [{ name: "Zoë O'Neil", sent: done("updateProfile", sent), seen: shows(email, { name: shown }) }],
      });
    expect(judge(200, "Zoë O'Neil").outcome).toBe("pass");
    expect(judge(200, "Zoë O&#39;Neil")).toMatchObject({ outcome: "fail", facts: { what: "changed" } });
    expect(judge(422, "old")).toMatchObject({ outcome: "fail", facts: { what: "refused", answer: "422" } });
    expect(judge(429, "old").outcome).toBe("not-established");
  });
});

describe("passwords", () => {
  it("are changed when the new one opens the account", () => {
    const usual = { email, before: shows(email), change: done("changePassword", 204), byNew: opening(email) };
    expect(change.judge(usual).outcome).toBe("pass");
    expect(change.judge({ ...usual, byNew: refusal() })).toMatchObject({ outcome: "fail", facts: { what: "useless" } });
    expect(change.judge({ ...usual, change: broken("changePassword"), byNew: refusal() })).toMatchObject({
      facts: { what: "refused", answer: "500" },
    });
    expect(change.judge({ ...usual, byNew: limited }).outcome).toBe("not-established");
    expect(change.judge({ ...usual, before: closed, byNew: refusal() }).outcome).toBe("not-established");
  });

  it("are not changed without the old one, whichever refusal says so", () => {
    const judge = (status: number, byNew = refusal()) =>
      needed.judge({
        email,
        before: shows(email),
        rounds: [{ how: "wrong", change: done("changePassword", status), byNew }],
      });
    for (const status of [400, 401, 403, 422]) expect(judge(status).outcome).toBe("pass");
    expect(judge(403, opening(email))).toMatchObject({ outcome: "fail", facts: { what: "changed", how: "wrong" } });
    expect(judge(200)).toMatchObject({ outcome: "fail", severity: "minor" });
    expect(judge(429).outcome).toBe("not-established");
    expect(judge(500).outcome).toBe("not-established");
  });

  it("weigh less without the old one where no brief asks for it, unless it is asked for and not looked at", () => {
    const judge = (how: "wrong" | "missing", status: number, byNew = refusal()) =>
      needed.judge(
        { email, before: shows(email), rounds: [{ how, change: done("changePassword", status), byNew }] },
        { byBrief: false },
      );
    expect(judge("missing", 200, opening(email))).toMatchObject({ severity: "minor", facts: { elsewhere: true } });
    const ignored = judge("wrong", 200, opening(email));
    expect(ignored).toMatchObject({ outcome: "fail", facts: { how: "wrong" } });
    expect(ignored).not.toHaveProperty("severity");
    expect(judge("missing", 500)).toMatchObject({ outcome: "pass", facts: { tried: 1 } });
  });

  it("end when they are changed", () => {
    const usual = { email, change: done("changePassword"), byNew: opening(email), byOld: refusal() };
    expect(ended.judge(usual).outcome).toBe("pass");
    expect(ended.judge({ ...usual, byOld: opening(email) }).outcome).toBe("fail");
    expect(ended.judge({ ...usual, byOld: limited }).outcome).toBe("not-established");
    expect(ended.judge({ ...usual, byNew: refusal() }).outcome).toBe("not-established");
  });

  it("are reset by what stands in the mail", () => {
    const usual = {
      email,
      signUp: done("signUp", 201),
      asked: done("forgotPassword", 202),
      mail: "https://shop.example?token=abc",
      reset: done("resetPassword", 204),
      byNew: opening(email),
    };
    const { reset: _reset, byNew: _byNew, ...without } = usual;
    expect(reset.judge(usual).outcome).toBe("pass");
    expect(reset.judge({ ...without, mail: undefined }).facts["what"]).toBe("mail");
    expect(reset.judge({ ...without, mail: "Hello." }).facts["what"]).toBe("token");
    expect(reset.judge({ ...without, mail: undefined, asked: broken("forgotPassword") }).facts).toMatchObject({
      what: "asked",
      answer: "500",
    });
    expect(reset.judge({ ...usual, reset: done("resetPassword", 400), byNew: refusal() }).facts).toMatchObject({
      what: "reset",
      answer: "400",
    });
    expect(reset.judge({ ...usual, byNew: refusal() }).facts["what"]).toBe("useless");
    expect(reset.judge({ ...without, mail: undefined, asked: done("forgotPassword", 429) }).outcome).toBe(
      "not-established",
    );
    expect(reset.judge({ ...without, mail: undefined, signUp: broken("signUp") }).outcome).toBe("not-established");
  });

  it("are reset by a link that leads to the shop", () => {
    const judge = (given: string | undefined, came = true, wanted = "https://shop.example") =>
      link.judge({ asked: done("forgotPassword"), came, link: given, wanted });
    expect(judge("https://shop.example/reset?token=a").outcome).toBe("pass");
    expect(judge("https://SHOP.example?token=a").outcome).toBe("pass");
    expect(judge("https://shop.example/de/reset?token=a", true, "https://shop.example/de/").outcome).toBe("pass");
    expect(judge("http://shop.example/reset?token=a").outcome).toBe("fail");
    expect(judge("https://shop.example.evil.example/?token=a").outcome).toBe("fail");
    expect(judge(undefined).outcome).toBe("not-applicable");
    expect(judge(undefined, false).outcome).toBe("not-established");
  });
});

describe("deleting an account", () => {
  const usual = { email, before: shows(email), deletion: done("deleteAccount", 204), afterwards: refusal() };
  it("shuts it for good", () => {
    expect(deletion.judge(usual).outcome).toBe("pass");
    expect(deletion.judge({ ...usual, afterwards: opening(email) })).toMatchObject({
      outcome: "fail",
      facts: { what: "kept" },
    });
    expect(deletion.judge({ ...usual, deletion: broken("deleteAccount") })).toMatchObject({
      outcome: "fail",
      facts: { what: "refused" },
    });
  });
  it("may be missing", () => {
    for (const status of [404, 405, 501]) {
      expect(deletion.judge({ ...usual, deletion: done("deleteAccount", status) }).outcome).toBe("not-applicable");
    }
  });

  const place = { what: "email", table: "users", column: "email" };
  it("leaves nothing in the database", () => {
    const gone = {
      loggedIn: true,
      asked: done("forgotPassword"),
      before: [place],
      deletion: done("deleteAccount"),
      after: [],
    };
    expect(deletedData.judge(gone).outcome).toBe("pass");
    expect(deletedData.judge({ ...gone, after: [place] })).toMatchObject({
      outcome: "fail",
      facts: { place: "users, email" },
    });
    expect(deletedData.judge({ ...gone, before: [] }).outcome).toBe("not-established");
    expect(deletedData.judge({ ...gone, deletion: done("deleteAccount", 404), after: [place] }).outcome).toBe(
      "not-applicable",
    );
    expect(deletedData.judge({ ...gone, deletion: broken("deleteAccount"), after: [place] }).outcome).toBe(
      "not-established",
    );
  });
});

describe("health", () => {
  it("is 200", () => {
    expect(health.judge({ health: done("health") }).outcome).toBe("pass");
    expect(health.judge({ health: done("health", 404) })).toMatchObject({ outcome: "fail", facts: { answer: "404" } });
  });
});
