import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe holds to be serious, with where it is. */
export async function seriousIn(page: Page): Promise<readonly string[]> {
  // A colour on its way from light to dark is neither.
  await page.evaluate(async () => {
    const moving = document.getAnimations().map(({ finished }) => finished.catch(() => undefined));
    await Promise.race([Promise.all(moving), new Promise((resolve) => setTimeout(resolve, 1_000))]);
  });
  await page.evaluate(axe);
  const found = await page.evaluate<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>(
    "axe.run()",
  );
  return found.violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
