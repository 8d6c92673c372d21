import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seriousIn } from "../../../packages/report/test/axe.ts";
import { hirerAt, roleWith, type Hirer } from "./hirer.ts";

let hirer: Hirer;
beforeAll(async () => {
  hirer = await hirerAt();
});
afterAll(() => hirer.close());

const brand = (page: Page) => page.getByRole("link", { name: /^Assay/ });

test.each([
  ["/candidates/nope", "Page not found"],
  ["/roles/nope", "Page not found"],
  ["/nothing-like-this", "Page not found"],
  ["/join", "Open your invitation link"],
])("%s says what is true, inside the frame", async (path, heading) => {
  const page = await hirer.open({ width: 390 });
  await page.goto(`${hirer.url}${path}`);
  await page.getByRole("heading", { name: heading }).waitFor();
  expect(await brand(page).count()).toBe(1);
  expect(await seriousIn(page)).toEqual([]);
  await page.context().close();
});

test("an address within a page scrolls there, also where the page is loaded after it", async () => {
  const { applications } = await roleWith(hirer, ["Hana Suzuki"]);
  const page = await hirer.open({ width: 390 });
  await page.goto(`${hirer.url}/candidates/${String(applications[0])}#questions`);
  const heading = page.getByRole("heading", { name: "Questions and answers" });
  await heading.waitFor();
  await expect.poll(() => heading.evaluate((there) => there.getBoundingClientRect().top)).toBeLessThan(200);
  await page.context().close();
});

test("a file that is too large is refused before any of it is sent", async () => {
  const { applications } = await roleWith(hirer, ["Hana Suzuki"]);
  const page = await hirer.open();
  let isSent = false;
  await page.route("**/submissions", (route) => {
    isSent = true;
    return route.abort();
  });
  await page.goto(`${hirer.url}/candidates/${String(applications[0])}`);
  const input = page.locator('input[type="file"]');
  await input.waitFor({ state: "attached" });
  await input.evaluate((field: HTMLInputElement) => {
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(101 * 1_048_576)], "shop.zip"));
    field.files = files.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await page.getByText("shop.zip is 101 MB. The limit is 100 MB.").waitFor();
  expect(isSent).toBe(false);
  await page.context().close();
});

test("a page whose programs can’t be loaded says that Assay can’t be reached, inside the frame", async () => {
  const page = await hirer.open();
  await page.goto(`${hirer.url}/`);
  await page.getByRole("link", { name: "New role" }).waitFor();
  await page.route("**/*", (route) => route.abort());
  await page.getByRole("link", { name: "What will it cost?" }).click();
  await page.getByText("Assay can’t be reached.").first().waitFor();
  expect(await brand(page).count()).toBe(1);
  await page.unroute("**/*");
  await page.route("**/assets/**", (route) => route.fulfill({ status: 404, body: "" }));
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByText("Assay was updated. Reload the page to go on.").waitFor();
  await page.unroute("**/assets/**");
  await page.getByRole("button", { name: "Reload page" }).press("Enter");
  await page.getByRole("heading", { name: "Settings" }).waitFor();
  await page.context().close();
});
