import type { Page } from "playwright-core";
import { expect } from "vitest";
import { seriousIn } from "../../../packages/report/test/axe.ts";
import type { Hirer } from "./hirer.ts";
import { isHereInSight, textsOn, tooWideIn } from "./on-a-page.ts";

const shots = process.env["ASSAY_SHOTS"];

const looks = [
  { width: 1280, scheme: "light" },
  { width: 1280, scheme: "dark" },
  { width: 390, scheme: "light" },
  { width: 390, scheme: "dark" },
] as const;

/**
 * Nothing serious is wrong with a page, on a screen and on a phone, by day and by night; with longer words it still fits on a
 * phone, and says nothing that is outside of the catalogue. `ASSAY_SHOTS` names a folder for pictures of it.
 *
 * @param ready waits for what makes the page whole
 * @param data texts that people wrote, beside what is marked as not to be translated; where it is not given, it is not looked
 *   for what is outside of the catalogue
 */
export async function isSound(
  { again }: Pick<Hirer, "again">,
  url: string,
  {
    name,
    ready,
    data,
  }: { readonly name: string; readonly ready?: (page: Page) => Promise<unknown>; readonly data?: readonly string[] },
): Promise<void> {
  const shown = async (width: number, address: string) => {
    const page = await again({ width });
    await page.goto(address);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle").catch(() => undefined);
    return page;
  };
  const seen = await shown(looks[0].width, url);
  await ready?.(seen);
  for (const { width, scheme } of looks) {
    const where = `${name} at ${String(width)}, ${scheme}`;
    await seen.emulateMedia({ colorScheme: scheme });
    // The controls follow a moment after the page's own colours.
    await seen.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor({ state: "attached" });
    await seen.setViewportSize({ width, height: 844 });
    expect(await seriousIn(seen), where).toEqual([]);
    expect(await tooWideIn(seen), where).toEqual([]);
    if (shots !== undefined) {
      const path = `${shots}/${name}-${String(width)}-${scheme}.png`;
      await seen.screenshot({ path, fullPage: true });
    }
  }
  const [before = "", after] = url.split("#");
  const pseudo = `${before}${before.includes("?") ? "&" : "?"}language=pseudo${after === undefined ? "" : `#${after}`}`;
  const page = await shown(390, pseudo);
  await page.getByText("⟦").first().waitFor();
  expect(await tooWideIn(page), `${name} with longer words`).toEqual([]);
  expect(await isHereInSight(page), `${name}: where one is`).toBe(true);
  const texts = data === undefined ? [] : await textsOn(page);
  expect(
    texts.filter((text) => !text.includes("⟦") && data?.includes(text) !== true && !isMoment(text)),
    `${name}: outside of the catalogue`,
  ).toEqual([]);
}

function isMoment(text: string): boolean {
  return /^(\d{1,2} [A-Z][a-z]+( \d{4})?( at \d{2}:\d{2})?|\d{2}:\d{2}|[A-Z][a-z]+day|now|.+ ago)$/.test(text);
}
