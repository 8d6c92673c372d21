import { describe, expect, it } from "vitest";
import { untilWritersWait, type HoldOptions } from "../../src/services/writers-waiting.ts";

/** Longer than a test may take: what would wait for it never ends. Milliseconds. */
const forever = 600_000;

/** Writers that wait until they are let go, as `seen` at each look. Tells how many looks it took. */
async function holding(
  seen: (look: number) => { readonly waiting: number; readonly mark: string },
  options: HoldOptions,
): Promise<{ readonly result: string; readonly waiting: number; readonly looks: number }> {
  const held = Promise.withResolvers<string>();
  let looks = 0;
  const told = await untilWritersWait(
    () => held.promise,
    () => Promise.resolve(seen((looks += 1))),
    () => {
      held.resolve("written");
      return Promise.resolve();
    },
    options,
  );
  return { ...told, looks };
}

describe("writers are let go", () => {
  it("at the look that shows enough of them", async () => {
    const told = await holding((look) => ({ waiting: look, mark: "" }), { untilWaiting: 3, atMostMs: forever });
    expect(told).toEqual({ result: "written", waiting: 3, looks: 3 });
  });

  it.each([1, 2])("when %i wait and nothing more happens", async (waiting) => {
    const told = await holding((look) => ({ waiting: look < 3 ? 0 : waiting, mark: "same" }), { atMostMs: forever });
    expect(told).toMatchObject({ result: "written", waiting });
    expect(told.looks).toBeGreaterThan(3);
  });

  it("after the longest time, also while something happens, and the most that waited are told", async () => {
    const told = await holding((look) => ({ waiting: look === 2 ? 9 : 1, mark: String(look) }), { atMostMs: 100 });
    expect(told).toMatchObject({ result: "written", waiting: 9 });
  });

  it("when what runs has ended, or failed; its failure is told after that", async () => {
    const look = () => Promise.resolve({ waiting: 0, mark: "" });
    let released = 0;
    const release = () => Promise.resolve(void (released += 1));
    expect(await untilWritersWait(() => Promise.resolve(7), look, release)).toEqual({ result: 7, waiting: 0 });
    await expect(untilWritersWait(() => Promise.reject(new Error("it broke")), look, release)).rejects.toThrow("broke");
    expect(released).toBe(2);
  });
});
