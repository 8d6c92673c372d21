import { afterEach, describe, expect, it } from "vitest";
import { checkIn, evaluated, removeSubmissions, submissionOf } from "./evaluating.ts";

afterEach(removeSubmissions);

const limiter = (limit: Readonly<Record<string, unknown>>) =>
  submissionOf("limiter", {}, { "limit.json": JSON.stringify(limit) });

describe("a submission that limits how often people may ask", () => {
  it("is asked again by other people after Retry-After, and nothing is left open", async () => {
    const path = await limiter({ requests: 2, seconds: 2, retryAfter: "2" });
    const evaluation = await evaluated(path, ["answer", "newcomers"]);
    const { outcome, exhibits } = checkIn(evaluation, "newcomers");
    expect(outcome).toBe("pass");
    // Those who were turned away, and those of the check before, do not come again.
    const addresses = JSON.stringify(exhibits.details["addresses"]);
    const earlier = checkIn(evaluation, "answer").exhibits.exchanges[0]?.request.headers;
    expect(addresses).not.toContain(new Map(earlier).get("X-Forwarded-For"));
    expect(exhibits.exchanges.map(({ person }) => person)).not.toContain("person-1");
    expect(evaluation.evidence.checks["newcomers"]?.[0]?.limited).toBeUndefined();
  });

  it("for longer than we wait is told that the limit stopped us, not that nobody came", async () => {
    const path = await limiter({ requests: 2, seconds: 3600, retryAfter: "3600" });
    const evaluation = await evaluated(path, ["answer", "newcomers"]);
    expect(checkIn(evaluation, "newcomers")).toMatchObject({
      outcome: "not-established",
      reason: "limited",
      facts: { limitedOperation: "act", limited: 1 },
    });
  });
});
