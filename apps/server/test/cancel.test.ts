import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWatchedOffice, type WatchedOffice } from "./cancelling.ts";
import { nothingLeft } from "./footprint.ts";
import { stubbornWorks } from "./stubborn-work.ts";

let watched: WatchedOffice;
beforeAll(async () => {
  watched = await openWatchedOffice();
});
afterAll(() => watched.close());

describe("an evaluation that is cancelled", () => {
  test.each(stubbornWorks)(
    "during $during is gone from the machine, whatever it does",
    async (work) => {
      const { state, left, endedMs, goneMs } = await watched.cancel(work);
      // How long it took is for people to look at: a busy machine takes longer.
      process.stdout.write(
        `cancelled during ${work.during}: ended after ${endedMs.toFixed(0)} ms, gone after ${goneMs.toFixed(0)} ms\n`,
      );
      expect([state, left]).toEqual(["cancelled", nothingLeft]);
    },
    150_000,
  );
});
