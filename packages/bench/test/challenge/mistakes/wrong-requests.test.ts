import { describe, expect, it } from "vitest";
import deep from "../../../../../challenges/login-system/checks/deep-json.ts";
import types from "../../../../../challenges/login-system/checks/wrong-types.ts";
import unstorable from "../../../../../challenges/login-system/checks/unstorable-text.ts";
import empty from "../../../../../challenges/login-system/checks/empty-body.ts";
import malformed from "../../../../../challenges/login-system/checks/malformed-json.ts";
import missing from "../../../../../challenges/login-system/checks/missing-fields.ts";
import contentType from "../../../../../challenges/login-system/checks/wrong-content-type.ts";
import method from "../../../../../challenges/login-system/checks/wrong-method.ts";
import unknownFields from "../../../../../challenges/login-system/checks/unknown-fields.ts";
import unknownPath from "../../../../../challenges/any-backend/checks/unknown-path.ts";
import { closed, exchange, shows } from "../showing.ts";

const email = "anna@b.example";
const witness = {
  email,
  before: shows(email, { name: "Anna", bio: "" }),
  after: shows(email, { name: "Anna", bio: "" }),
  alive: true,
};
const made = (label: string, status: number, body: unknown = {}) => ({ label, exchange: exchange({ status, body }) });
const refusedAll = [made("logIn: {", 400), made("signUp: {", 422), made("signUp: {", 415)];

describe.each([
  ["malformed-json", malformed],
  ["missing-fields", missing],
  ["empty-body", empty],
  ["wrong-method", method],
  ["wrong-content-type", contentType],
  ["deep-json", deep],
  ["unknown-fields", unknownFields],
] as const)("%s", (_id, check) => {
  it("may be refused with any 4xx, a limit among them", () => {
    expect(check.judge({ witness, mistakes: [...refusedAll, made("logIn: {", 429)] })).toMatchObject({
      outcome: "pass",
      facts: { tried: 4 },
    });
  });
  it("must not make the service break, which alone is minor", () => {
    const judged = check.judge({ witness, mistakes: [...refusedAll, made("signUp: {", 500)] });
    expect(judged).toMatchObject({ outcome: "fail", facts: { what: "fault", count: 1, tried: 4 } });
    expect("severity" in judged ? judged.severity : check.severity).toBe("minor");
  });
  it("must not go unanswered", () => {
    expect(check.judge({ witness, mistakes: [made("signUp: {", 0)] })).toMatchObject({
      outcome: "fail",
      facts: { what: "fault" },
    });
  });
  it("must not stop the service, which is serious", () => {
    for (const after of [
      { ...witness, alive: false },
      { ...witness, after: closed },
    ]) {
      const judged = check.judge({ witness: after, mistakes: refusedAll });
      expect(judged).toMatchObject({ outcome: "fail", facts: { what: "down" } });
      expect("severity" in judged ? (judged.severity ?? check.severity) : "none").toBe("serious");
    }
  });
  it("can’t be judged without someone logged in, or behind a limit", () => {
    expect(check.judge({ witness: { ...witness, before: closed }, mistakes: refusedAll }).outcome).toBe(
      "not-established",
    );
    expect(check.judge({ witness, mistakes: [made("logIn: {", 429)] }).outcome).toBe("not-established");
  });
});

describe("a mistake that is taken for right", () => {
  it.each([
    ["broken text", malformed],
    ["a missing field", missing],
    ["the wrong kind of request", method],
  ] as const)("is a failure when it is %s", (_what, check) => {
    expect(check.judge({ witness, mistakes: [made("signUp: {", 201)] })).toMatchObject({
      outcome: "fail",
      facts: { what: "taken" },
    });
  });
  it("is none when there was nothing to change", () => {
    expect(empty.judge({ witness, mistakes: [made("updateProfile: an empty object", 200)] }).outcome).toBe("pass");
    expect(empty.judge({ witness, mistakes: [made("signUp: an empty object", 201)] }).outcome).toBe("fail");
  });
  it("is none when another format was read all the same", () => {
    expect(contentType.judge({ witness, mistakes: [made("updateProfile: sent as text/plain", 200)] }).outcome).toBe(
      "pass",
    );
  });
  it("is none when a field that nobody asked for was left out", () => {
    expect(unknownFields.judge({ witness, mistakes: [made("signUp: unknown field", 201)] }).outcome).toBe("pass");
  });
  it("is a failure when it is a redirect", () => {
    expect(contentType.judge({ witness, mistakes: [made("logIn: sent as text/plain", 302)] }).outcome).toBe("fail");
  });
  it("is none when the depth was beside what was asked", () => {
    expect(deep.judge({ witness, mistakes: [made("signUp: beside what is asked", 201)] }).outcome).toBe("pass");
    expect(deep.judge({ witness, mistakes: [made("logIn: lists", 200)] })).toMatchObject({
      outcome: "fail",
      severity: "minor",
    });
  });
});

describe("wrong types", () => {
  const judge = (name: unknown, mistakes = refusedAll) =>
    types.judge({ witness, mistakes, seen: [shows(email, { name })], field: "name" });
  it("may be refused, or read as text", () => {
    expect(judge("Anna").outcome).toBe("pass");
    expect(judge('{"first":"Anna"}', [...refusedAll, made("signUp: name is 7", 201)]).outcome).toBe("pass");
    expect(judge("Anna", [made("forgotPassword: email is null", 202)]).outcome).toBe("pass");
  });
  it("leave a bio that was never set as it was", () => {
    const never = { ...witness, before: shows(email, { bio: null }) };
    const evidence = {
      witness: never,
      mistakes: refusedAll,
      seen: [shows(email, { bio: null })],
      field: "bio" as const,
    };
    expect(types.judge(evidence, { byBrief: false }).outcome).toBe("pass");
    expect(types.judge({ ...evidence, seen: [shows(email, { bio: ["Anna"] })] }, { byBrief: false }).outcome).toBe(
      "fail",
    );
  });
  it("must not become a name", () => {
    expect(judge(["Anna"])).toMatchObject({ outcome: "fail", facts: { what: "stored", shown: '["Anna"]' } });
    expect(judge("[object Object]")).toMatchObject({ outcome: "fail", facts: { what: "stored" } });
  });
  it("must not break the service or log anyone in", () => {
    expect(judge("Anna", [made("signUp: name is 7", 500)])).toMatchObject({
      outcome: "fail",
      facts: { what: "fault" },
    });
    expect(judge("Anna", [made("logIn: password is true", 200)])).toMatchObject({
      outcome: "fail",
      facts: { what: "taken" },
    });
  });
});

describe("text that can’t be stored", () => {
  const judge = (shown: string, mistakes = refusedAll) =>
    unstorable.judge({ witness, mistakes, seen: [shows(email, { name: shown, bio: "" })] });
  it.each([
    ["refused", "Anna"],
    ["removed", "abcd"],
    ["kept as sent", "ab\u0000cd"],
    ["kept as half a pair", "ab\ud83dcd"],
    ["replaced by U+FFFD", "ab\ufffdcd"],
    ["replaced by three U+FFFD", "ab\ufffd\ufffd\ufffdcd"],
    ["replaced by ?", "ab?cd"],
    ["written out", "ab\\u0000cd"],
  ])("may be %s", (_how, shown) => {
    expect(judge(shown).outcome).toBe("pass");
  });
  it.each(["ab", "ab%uD83Dcd", "xyz"])("must not come back as %s", (shown) => {
    expect(judge(shown)).toMatchObject({ outcome: "fail", facts: { what: "odd" } });
  });
  it("must not break the service", () => {
    expect(judge("Anna", [made("signUp: name with NUL", 500)])).toMatchObject({
      outcome: "fail",
      facts: { what: "fault" },
    });
  });
});

describe("an unknown path", () => {
  const judge = (...statuses: readonly number[]) =>
    unknownPath.judge({ exchanges: statuses.map((status) => exchange({ status })) });
  it("may get 404, 405, or 401 from a service that lets nobody in", () => {
    expect(judge(404, 405, 401).outcome).toBe("pass");
    expect(judge(404, 400, 429)).toMatchObject({ outcome: "pass", facts: { tried: 2 } });
    expect(judge(429, 429).outcome).toBe("not-established");
  });
  it("must not get a page, a fault or nothing", () => {
    expect(judge(404, 200)).toMatchObject({ outcome: "fail", facts: { status: 200 } });
    expect(judge(500, 404)).toMatchObject({ outcome: "fail", facts: { status: 500 } });
    expect(judge(302, 404).outcome).toBe("fail");
    expect(judge(0, 404)).toMatchObject({ outcome: "fail", facts: { what: "none" } });
  });
});
