import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadChallenge } from "../../src/evaluation/load-challenge.ts";

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

  it("that does not say so is asked everything else", async () => {
    const { checks } = await loadChallenge(await packWith({}));
    expect(checks.map(({ id }) => id)).toEqual(["lock-file", "outage", "order"]);
  });
});
