import { createHmac, randomBytes, randomUUID } from "node:crypto";
import type { Credential } from "@assay/bench";
import { describe, expect, it } from "vitest";
import changed from "../../../../../challenges/login-system/checks/changed-token-payload.ts";
import guessable from "../../../../../challenges/login-system/checks/guessable-secret.ts";
import unsigned from "../../../../../challenges/login-system/checks/unsigned-token.ts";
import { textsOf, withText } from "../../../../../challenges/login-system/credential-texts.ts";
import {
  isSignedWith,
  readJsonWebToken,
  signJsonWebToken,
} from "../../../../../challenges/login-system/json-web-token.ts";
import {
  commonSecrets,
  keyThatSigned,
  signedTextsOf,
  textsInSource,
} from "../../../../../challenges/login-system/secret-guesses.ts";
import { swapInText, swapInValue } from "../../../../../challenges/login-system/swapped-identity.ts";
import { attempt } from "../secure-1/written-evidence.ts";

const attacker = { email: "ada@b.example" };
const victim = { email: "bob@b.example" };
const shows = (email: string) => attempt({ operation: "whoAmI", outputs: { email } });
const refused = attempt({ operation: "whoAmI", status: 401 });

describe.each([
  { name: "unsigned", check: unsigned, none: "no-signed-token" },
  { name: "changed", check: changed, none: "nothing-readable" },
])("$name log-in keys", ({ check, none }) => {
  const judge = (...tries: { aimsAt: "own" | "stranger"; whoAmI: ReturnType<typeof attempt> }[]) =>
    check.judge({
      attacker,
      victim,
      control: shows(attacker.email),
      tries: tries.map((one) => ({ what: "x", ...one })),
    });

  it("pass when every one is refused, by whatever status", () => {
    const broken = attempt({ operation: "whoAmI", status: 500 });
    expect(judge({ aimsAt: "stranger", whoAmI: refused }, { aimsAt: "own", whoAmI: broken })).toMatchObject({
      outcome: "pass",
    });
  });

  it("fail when a stranger's account opens", () => {
    const judged = judge({ aimsAt: "stranger", whoAmI: shows(victim.email) });
    expect(judged).toMatchObject({ outcome: "fail", facts: { whose: "stranger" } });
    expect(judged).not.toHaveProperty("severity");
  });

  it("are a minor fault when only the forger's own account opens", () => {
    expect(judge({ aimsAt: "own", whoAmI: shows(attacker.email) })).toMatchObject({
      outcome: "fail",
      severity: "minor",
    });
  });

  it("pass when a key made for a stranger opens the forger's own account: what names people in it is not looked at", () => {
    expect(judge({ aimsAt: "stranger", whoAmI: shows(attacker.email) })).toMatchObject({ outcome: "pass" });
  });

  it("pass when 200 is said and nobody's account shown", () => {
    expect(judge({ aimsAt: "own", whoAmI: attempt({ operation: "whoAmI", status: 200 }) })).toMatchObject({
      outcome: "pass",
    });
  });

  it("do not apply where there is nothing to change", () => {
    expect(judge()).toMatchObject({ outcome: "not-applicable", reason: none });
  });

  it("are unclear when the true key opens nothing", () => {
    const judged = check.judge({ attacker, victim, control: refused, tries: [] });
    expect(judged).toMatchObject({ outcome: "not-established", reason: "no-log-in" });
  });
});

describe("a guessable secret", () => {
  const judge = (rest: object) =>
    guessable.judge({
      victim,
      logIn: attempt({ token: "t" }),
      hasLogIn: true,
      signed: 1,
      guesses: { all: 1_800, own: 300 },
      found: undefined,
      ...rest,
    });

  it("passes when none fits, and does not apply to keys that are not signed", () => {
    expect(judge({})).toMatchObject({ outcome: "pass" });
    expect(judge({ signed: 0 })).toMatchObject({ outcome: "not-applicable" });
  });

  it("is a blocker when a key for a stranger can be written with it, and minor when not", () => {
    const found = { secret: "changeme", file: undefined };
    expect(judge({ found: { ...found, forged: shows(victim.email) } })).not.toHaveProperty("severity");
    expect(judge({ found: { ...found, forged: refused } })).toMatchObject({ outcome: "fail", severity: "minor" });
    expect(judge({ found: { ...found, forged: undefined } })).toMatchObject({ outcome: "fail", severity: "minor" });
  });

  it("is found for a JSON Web Token, a signed cookie and a pair of cookies", () => {
    const bearer: Credential = {
      kind: "bearer",
      token: signJsonWebToken({ alg: "HS384" }, { sub: "1" }, "keyboard cat"),
    };
    const flags = { line: "", httpOnly: true, secure: true };
    const mac = (digest: string, text: string) => createHmac(digest, "keyboard cat").update(text);
    const id = randomBytes(24).toString("base64url");
    const express: Credential = {
      kind: "cookie",
      cookies: [
        {
          name: "sid",
          value: encodeURIComponent(
            `s:${id}.${mac("sha256", id)
              .digest("base64")
              .replace(/={1,2}$/, "")}`,
          ),
          ...flags,
        },
      ],
    };
    const pair: Credential = {
      kind: "cookie",
      cookies: [
        { name: "session", value: "eyJ1c2VyIjoxfQ", ...flags },
        { name: "session.sig", value: mac("sha1", "session=eyJ1c2VyIjoxfQ").digest("base64url"), ...flags },
      ],
    };
    for (const credential of [bearer, express, pair]) {
      const found = signedTextsOf(credential).some((text) => keyThatSigned(text, "keyboard cat") !== undefined);
      const wrong = signedTextsOf(credential).some((text) =>
        commonSecrets.some((secret) => secret !== "keyboard cat" && keyThatSigned(text, secret) !== undefined),
      );
      expect({ found, wrong }).toEqual({ found: true, wrong: false });
    }
  });

  it("is looked for among quoted texts and settings of the source", () => {
    const source = [
      `const key = process.env.SECRET ?? "my \\"own\\" secret";`,
      "JWT_KEY=from-a-dotenv",
      "key: 'in-yaml'",
      "const x = `tick`;",
    ].join("\n");
    expect(textsInSource(source)).toEqual(
      expect.arrayContaining(['my "own" secret', "from-a-dotenv", "in-yaml", "tick"]),
    );
  });

  it("is never the secret that was given", () => {
    const secret = randomBytes(32).toString("base64url");
    const token = signJsonWebToken({ alg: "HS256" }, { sub: "1" }, secret);
    const [text] = signedTextsOf({ kind: "bearer", token });
    expect(commonSecrets.some((guess) => text !== undefined && keyThatSigned(text, guess) !== undefined)).toBe(false);
    expect(isSignedWith(token, secret)).toBe(true);
  });
});

describe("who is named inside a key", () => {
  const swap = {
    from: { id: 7, email: attacker.email, userName: "ada" },
    to: { id: 8, email: victim.email, userName: "bob" },
  };

  it("is swapped in every claim, and keeps its kind", () => {
    expect(swapInValue({ sub: "7", user: { id: 7, email: "ADA@b.example" }, iat: 1_777_777_777 }, swap)).toEqual({
      sub: "8",
      user: { id: 8, email: victim.email },
      iat: 1_777_777_777,
    });
    expect(swapInValue({ jti: randomUUID() }, swap)).toBeUndefined();
  });

  it("may be a user name", () => {
    expect(swapInValue({ sub: "Ada", roles: ["adaptable"] }, swap)).toEqual({ sub: "bob", roles: ["adaptable"] });
    expect(swapInText("ada|1777777777|adapt", swap)).toBe("bob|1777777777|adapt");
  });

  it("is swapped in readable and in encoded text, as a whole word", () => {
    expect(swapInText("7:17:sig", swap)).toBe("8:17:sig");
    const encoded = Buffer.from('{"user":7}').toString("base64url");
    expect(swapInText(`${encoded}.mac`, swap)).toBe(`${Buffer.from('{"user":8}').toString("base64url")}.mac`);
    expect(swapInText(randomBytes(32).toString("base64url").replaceAll(/[-_7]/g, "a"), swap)).toBeUndefined();
  });
});

describe("the texts of a log-in", () => {
  it("are the token, or each cookie as the server wrote it", () => {
    const cookies = [{ name: "a", value: "s%3Ax%2By", line: "", httpOnly: true, secure: true }];
    expect(textsOf({ kind: "cookie", cookies })).toEqual([{ place: "a", text: "s:x+y" }]);
    expect(withText({ kind: "cookie", cookies }, "a", "s:z")).toMatchObject({ cookies: [{ value: "s%3Az" }] });
    expect(withText({ kind: "bearer", token: "t" }, "bearer", "u")).toEqual({ kind: "bearer", token: "u" });
  });

  it("are no JSON Web Token when they merely have two dots", () => {
    expect(readJsonWebToken("a.b.c")).toBeUndefined();
    expect(readJsonWebToken(signJsonWebToken({ alg: "HS256" }, { sub: "1" }, "k"))).toMatchObject({
      payload: { sub: "1" },
    });
  });
});
