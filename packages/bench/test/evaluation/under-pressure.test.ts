import { afterEach, describe, expect, it } from "vitest";
import { checkIn, evaluated, removeSubmissions, submissionOf } from "./evaluating.ts";

afterEach(removeSubmissions);

describe("checks of a run under pressure", () => {
  it("share its cell, and the one in which they are tried again", async () => {
    const { result, evidence } = await evaluated(await submissionOf("honest"), ["pressed", "answer", "pressed-too"]);
    const pressed = ["pressed-too", "pressed"];
    expect(result.cells.map(({ checks }) => checks)).toEqual([["answer"], pressed, pressed]);
    for (const id of pressed) {
      expect(checkIn({ result, evidence }, id)).toMatchObject({
        outcome: "our-error",
        error: expect.stringContaining("act does not say how many people use it at once") as unknown,
      });
    }
  });

  it("need a cell that is made for it", async () => {
    const evaluation = await evaluated(await submissionOf("honest"), ["unpressed"]);
    expect(checkIn(evaluation, "unpressed")).toMatchObject({
      outcome: "our-error",
      error: expect.stringContaining("name its incidents in the check's cell") as unknown,
    });
  });
});
