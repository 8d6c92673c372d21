import { mkdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nothing, Place } from "./assay.ts";

let place: Place;
beforeEach(() => void (place = new Place()));
afterEach(() => place.remove());

const slowInstall = { "assay.yaml": "install: sleep 60\nstart: node index.cjs" };

describe("assay run, stopped", () => {
  it.each([
    { during: "install", says: "Installing", asked: () => [place.submission("silent", slowInstall)] },
    { during: "start", says: "Starting", asked: () => [place.submission("never-listens")] },
    {
      during: "gathering",
      says: "Asking",
      asked: () => [place.submission("silent"), "--only", "sign-up,restart-survival"],
    },
    {
      during: "install without a sandbox",
      says: "Installing",
      asked: () => [place.submission("silent", slowInstall), "--sandbox", "none"],
    },
    {
      during: "gathering without a sandbox",
      says: "Asking",
      asked: () => [place.submission("silent"), "--only", "sign-up", "--sandbox", "none"],
    },
  ])("by Ctrl-C during $during: ends within seconds, exits with 130, and leaves nothing", async ({ says, asked }) => {
    const running = place.start("run", ...asked());
    await running.says(says);
    await sleep(700);
    const stopped = performance.now();
    process.kill(running.pid, "SIGINT");
    const ended = await running.ended;
    expect(performance.now() - stopped).toBeLessThan(4_000);
    expect(ended).toMatchObject({ code: 130, stderr: expect.stringContaining("(interrupted)") as string });
    expect(place.left()).toEqual(nothing);
  });

  it.each(["bubblewrap", "none"])(
    "by a kill, with sandbox %s: leaves nothing running, and the next run sweeps the rest",
    async (sandbox) => {
      const running = place.start("run", place.submission("silent"), "--only", "sign-up", "--sandbox", sandbox);
      await running.says("Asking");
      await sleep(700);
      expect(place.left().processes.length).toBeGreaterThan(0);
      process.kill(running.pid, "SIGKILL");
      await running.ended;
      for (let tries = 0; place.left().processes.length > 0 && tries < 60; tries++) await sleep(50);
      expect(place.left().processes).toEqual([]);
      expect(place.left().files.length).toBeGreaterThan(0);

      await place.run("run", place.submission("exits"), "--only", "sign-up");
      expect(place.left()).toEqual(nothing);
    },
  );

  it("not at all: two at the same time don't disturb each other", async () => {
    const install = { "assay.yaml": "install: node -e 0\nstart: node index.cjs" };
    for (const name of ["one", "two"]) mkdirSync(place.path(name));
    const path = place.submission("in-memory", install);
    const both = await Promise.all(
      ["one", "two"].map((out) => place.run("run", path, "--only", "sign-up,log-in", "--out", place.path(out))),
    );
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    for (const { stdout } of both) expect(stdout).toContain("Held up");
    expect(place.left()).toEqual(nothing);
  });
});
