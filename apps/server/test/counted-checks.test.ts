import { join } from "node:path";
import { expect, test } from "vitest";
import { chosenChecks, isCounted } from "@assay/bench/evaluation";
import { announced } from "../src/challenges/announced.ts";
import { Challenges } from "../src/challenges/challenges.ts";

const challenges = await Challenges.open(join(import.meta.dirname, "../../../challenges"));

test.each(challenges.all.map((pack) => [pack.id, pack] as const))(
  "as many checks are told before a run of %s as are asked in it, and none that only a longer run asks",
  (_, pack) => {
    const asked = chosenChecks(pack.challenge, {}).filter(isCounted);
    expect(pack.counted).toBe(asked.length);
    const { areas } = announced(pack);
    const told = areas.reduce((sum, { checks }) => sum + checks, 0);
    expect(told).toBe(asked.filter(({ demand }) => demand !== "extra").length);
  },
);
