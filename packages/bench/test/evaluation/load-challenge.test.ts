import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadCheck, loadChallenge } from "../../src/evaluation/load-challenge.ts";

let packs: string;
beforeEach(async () => {
  packs = await mkdtemp(join(tmpdir(), "packs-"));
});
afterEach(() => rm(packs, { recursive: true, force: true }));

/** A pack with a check of its own, beside those that every backend must meet, two of them under pressure. */
async function packWith(definition: Readonly<Record<string, unknown>>): Promise<string> {
  const files = {
    "any-backend/checks/lock-file.ts": { id: "lock-file", cell: "shared" },
    "any-backend/checks/outage.ts": { id: "outage", cell: {} },
    "any-backend/checks/rush.ts": { id: "rush", cell: { pressure: ["spike"] } },
    "any-backend/checks/speed.ts": { id: "speed", cell: { pressure: [] } },
    "shop/challenge.ts": { id: "shop", ...definition },
    "shop/checks/order.ts": { id: "order", cell: "shared" },
    "shop/follow-ups/refunds/follow-up.ts": {
      ...{ id: "refunds", title: "Refunds", version: "2.0.0", minutes: 30 },
      ...{ binding: { refund: { method: "POST", path: "/refund" } }, establishes: { refund: "refund" } },
    },
    "shop/follow-ups/refunds/checks/refund.ts": { id: "refund", cell: "shared" },
  };
  for (const [path, value] of Object.entries(files)) {
    await mkdir(join(packs, path, ".."), { recursive: true });
    await writeFile(join(packs, path), `export default ${JSON.stringify(value)};\n`);
  }
  return join(packs, "shop");
}

describe("a challenge", () => {
  it("that says how it is used by many is asked how it fares under pressure", async () => {
    const { checks } = await loadChallenge(await packWith({ pressure: { journeys: [] } }));
    expect(checks.map(({ id }) => id)).toEqual(["lock-file", "outage", "rush", "speed", "order"]);
  });

  it("is asked all of that again with a follow-up, and then what the change adds", async () => {
    const folder = await packWith({ binding: { order: {} }, establishes: { order: "order" } });
    const challenge = await loadChallenge(folder, { followUp: "refunds" });
    expect(challenge.checks.map(({ id }) => id)).toEqual(["lock-file", "outage", "order", "refund"]);
    expect(Object.keys(challenge.binding)).toEqual(["order", "refund"]);
    expect(challenge.establishes).toEqual({ order: "order", refund: "refund" });
    expect(challenge.followUp).toEqual({ id: "refunds", title: "Refunds", version: "2.0.0", checks: ["refund"] });
    expect((await loadCheck(folder, "refund", { followUp: "refunds" })).id).toBe("refund");
    await expect(loadCheck(folder, "refund")).rejects.toThrow("no check refund");
  });

  it("without a follow-up knows nothing of it", async () => {
    const challenge = await loadChallenge(await packWith({ binding: {} }));
    expect(challenge).not.toHaveProperty("followUp");
    expect(challenge.checks.map(({ id }) => id)).not.toContain("refund");
  });

  it("says which follow-up was meant, where there is none of that name", async () => {
    const folder = await packWith({});
    const refused = loadChallenge(folder, { followUp: "refund" });
    await expect(refused).rejects.toMatchObject({ code: "unknown-follow-up" });
    await expect(refused).rejects.toThrow('Did you mean "refunds"?');
    // A name is no way out of the pack.
    await expect(loadChallenge(folder, { followUp: "../checks" })).rejects.toMatchObject({ code: "unknown-follow-up" });
  });

  it("that does not say so is asked everything else", async () => {
    const { checks } = await loadChallenge(await packWith({}));
    expect(checks.map(({ id }) => id)).toEqual(["lock-file", "outage", "order"]);
  });
});
