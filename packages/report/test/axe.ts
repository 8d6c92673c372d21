import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe holds to be serious, with where it is.
 *
 * @param part what is looked at, as a selector: the whole page, unless said
 */
export async function seriousIn(page: Page, part = "html"): Promise<readonly string[]> {
  // A colour on its way from light to dark is neither.
  await page.evaluate(async () => {
    const moving = document.getAnimations().map(({ finished }) => finished.catch(() => undefined));
    await Promise.race([Promise.all(moving), new Promise((resolve) => setTimeout(resolve, 1_000))]);
  });
  // A page's own policy lets no other script in, so axe comes through the debugger.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe);
  // Nothing is asked for of what is right, nor how to find a place again: that costs more than some rules do.
  const found = await page.evaluate<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>(
    `axe.run("${part}", { resultTypes: ["violations"], selectors: false })`,
  );
  return found.violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
