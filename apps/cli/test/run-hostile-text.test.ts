import { execFileSync } from "node:child_process";
import { afterEach, describe, expect, it } from "vitest";
import { renderHtml, renderText, type Catalogue } from "@assay/report";
import { fileURLToPath } from "node:url";
import { evaluate, loadChallenge } from "@assay/bench/evaluation";
import { openBrowser } from "../../../packages/report/test/browser.ts";
import { removeSubmissions, submissionOf } from "../../../packages/bench/test/evaluation/evaluating.ts";

const loginSystem = fileURLToPath(new URL("../../../challenges/login-system", import.meta.url));
const only = ["sign-up", "log-in", "health", "log-in-reply", "commits", "readme", "tests"];
const hostile =
  '"><img src=x onerror="window.intruded=1"><script>window.intruded=1</script><h1 id=planted>\u001b[2J\u001b]0;owned\u0007';

afterEach(removeSubmissions);

describe("what a submission says", () => {
  it.each(["spoken", "spoken-last-words"])(
    "%s: is text in the report and on the terminal, never markup or a command",
    async (program) => {
      const path = await submissionOf(program, { name: hostile, description: hostile }, { "README.md": hostile });
      const git = (...argv: string[]) =>
        execFileSync("git", ["-c", "user.name=x", "-c", "user.email=x", "-C", path, ...argv], { stdio: "ignore" });
      git("init");
      git("add", ".");
      git("commit", "-m", hostile);
      const { checks } = await loadChallenge(loginSystem);
      const known = only.filter((id) => checks.some((check) => check.id === id));
      const { result } = await evaluate({ path, challengeFolder: loginSystem, only: known, seed: 7 });
      expect(JSON.stringify(result)).toContain("window.intruded");

      const catalogue: Catalogue = Object.fromEntries(
        checks.map(({ id, words, technical }) => [id, { words, technical }]),
      );
      expect(renderText(result, catalogue, { language: "en" })).not.toMatch(
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/,
      );
      const browser = await openBrowser();
      try {
        const { page, requests } = await browser.open(renderHtml(result, catalogue, { language: "en" }));
        expect(await page.locator("#planted, img[src=x]").count()).toBe(0);
        expect(await page.evaluate(() => "intruded" in globalThis)).toBe(false);
        expect(requests).toEqual([]);
      } finally {
        await browser.close();
      }
    },
  );
});
