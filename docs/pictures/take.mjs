/** Takes the README's pictures, light and dark, of the top of a report: `node docs/pictures/take.mjs REPORT.html [FOLDER]`. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [report, folder = import.meta.dirname] = process.argv.slice(2);
if (report === undefined) throw new Error("Give the report.html of a run.");

const profile = mkdtempSync(join(tmpdir(), "assay-pictures-"));
// Root cannot use Chromium's own sandbox; the page is ours and asks for nothing.
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.ASSAY_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
  viewport: { width: 1120, height: 760 },
});
try {
  const page = await context.newPage();
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.goto(pathToFileURL(resolve(report)).href);
    await page.screenshot({ path: join(folder, `report-${colorScheme}.png`) });
  }
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
