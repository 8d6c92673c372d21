import { readdirSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { evaluate } from "../../src/evaluation/index.ts";
import { fileURLToPath } from "node:url";
import { checkIn, evaluated, evidenceOf, removeSubmissions, submissionOf, type Aftermath } from "./evaluating.ts";

const loginSystem = fileURLToPath(new URL("../../../../challenges/login-system", import.meta.url));
const checkout = fileURLToPath(new URL("../../../..", import.meta.url));

afterEach(removeSubmissions);

describe("a submission that lies", () => {
  it("in its log changes nothing in what we know of its statements", async () => {
    const evaluation = await evaluated(await submissionOf("forged-log"), ["aftermath"]);
    const seen = evidenceOf(evaluation, "aftermath") as Aftermath;
    const texts = seen.statements.map(({ text }) => text);
    expect(texts.filter((text) => text.includes(`true ${seen.word}`))).toHaveLength(1);
    // What it forged is there only inside the true statements that forged it.
    expect(texts.filter((text) => text.startsWith("select 'forged"))).toEqual([]);
    expect(seen.foundInLog).toBe(4);
  });

  it("with 200 to everything gets no good verdict, and no pass for any effect", async () => {
    const path = await submissionOf("yes");
    const effects = [
      ...[
        "sign-up",
        "log-in",
        "who-am-i",
        "wrong-password-refused",
        "unknown-email-refused",
        "log-out",
        "profile-update",
      ],
      ...["password-change", "password-reset", "one-email-one-account", "names-in-any-script", "email-case"],
      ...["unsigned-token", "changed-token-payload", "log-in-required", "restart-survival"],
    ];
    const evaluation = await evaluate({ path, challengeFolder: loginSystem, only: effects, seed: 7 });
    expect(["could-not-run", "did-not-hold-up"]).toContain(evaluation.result.verdict);
    expect(evaluation.result.checks.filter(({ outcome }) => outcome === "pass").map(({ id }) => id)).toEqual([]);
    expect(evaluation.result.counts.ourError).toBe(0);
  });

  it("with endless, broken, slow and huge replies costs us neither time nor memory, and none is our error", async () => {
    const evaluation = await evaluated(await submissionOf("replies"), ["replies"]);
    const { replies, grownBytes } = evidenceOf(evaluation, "replies") as {
      replies: Record<string, Reply>;
      grownBytes: number;
    };
    expect(Object.fromEntries(Object.entries(replies).map(([kind, { failure }]) => [kind, failure]))).toEqual({
      endless: "too-long",
      garbage: "malformed",
      interim: "timeout",
      headers: "malformed",
      drip: "timeout",
      zipped: null,
      switching: "malformed",
      empty: "closed",
    });
    expect(replies["zipped"]?.bodyBytes).toBeLessThan(1_000_000);
    expect(grownBytes).toBeLessThan(150 * 1024 * 1024);
    expect(checkIn(evaluation, "replies").outcome).toBe("fail");
  });
});

describe("a submission that reaches for what is not its own", () => {
  it("gets nothing of the database server but its own database", async () => {
    const evaluation = await evaluated(await submissionOf("database-powers"), ["aftermath"]);
    const { told } = evidenceOf(evaluation, "aftermath") as Aftermath<{
      told: Record<string, string>;
      asOther: Record<string, string>;
    }>;
    const got = Object.entries(told.told).filter(([, answer]) => answer !== "refused");
    expect(got.filter(([name]) => name !== "killOthers")).toEqual([]);
    expect(["refused", "nothing"]).toContain(told.told["killOthers"]);
    expect(told.asOther).toEqual({ assay_inspector: "refused", postgres: "refused", root: "refused" });
  });

  it("finds its own ports and our two taps, no socket of ours, no file, no other process", async () => {
    const evaluation = await evaluated(await submissionOf("reach"), ["aftermath"]);
    const { told } = evidenceOf(evaluation, "aftermath") as Aftermath<Record<string, never> & Reach>;
    expect(told.ports).toEqual([2525, 5432, 8081]);
    expect(told.outside).toBe(false);
    expect(told.interfaces).toEqual(["lo"]);
    expect(told.sockets.filter((path) => path.startsWith("@"))).toEqual([]);
    expect(told.work).toEqual([]);
    expect(told.home).toMatch(/^refused/);
    expect(told.writes).toEqual([]);
    expect(told.temporary).toEqual([]);
    // Its own, and bubblewrap's.
    expect(told.processes).toBeLessThanOrEqual(2);
    expect(told.arguments.join(" ")).not.toContain(checkout);
    expect(told.capabilities).toBe("0000000000000000");
    expect(told.groups).toBe(false);
    expect(told.namespaces).toMatch(/^refused/);
    expect(told.environment.filter((name) => name.startsWith("ASSAY"))).toEqual([]);
    const known = new Set([
      ...["app", "data", "tmp", "opt", "usr", "bin", "sbin", "lib", "etc", "proc", "dev"],
      ...readdirSync("/").filter((name) => name.startsWith("lib")),
    ]);
    expect(told.top.filter((name) => !known.has(name))).toEqual([]);
  });
});

interface Reply {
  readonly failure: string | null;
  readonly bodyBytes: number;
}

interface Reach {
  readonly ports: readonly number[];
  readonly outside: boolean;
  readonly interfaces: readonly string[];
  readonly sockets: readonly string[];
  readonly processes: number;
  readonly arguments: readonly string[];
  readonly top: readonly string[];
  readonly temporary: readonly string[];
  readonly home: string;
  readonly work: readonly string[];
  readonly writes: readonly string[];
  readonly capabilities: string;
  readonly groups: boolean;
  readonly namespaces: string;
  readonly environment: readonly string[];
}
