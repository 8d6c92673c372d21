import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seriousIn } from "../../../packages/report/test/axe.ts";
import { hirerAt, roleWith, type Hirer } from "./hirer.ts";

let hirer: Hirer;
beforeAll(async () => {
  hirer = await hirerAt();
});
afterAll(() => hirer.close());

const days = (page: Page) => page.getByLabel("How many days do they have?");
const called = (page: Page) => page.getByLabel("What is the job called?");

async function editing(role: string): Promise<Page> {
  const page = await hirer.open();
  await page.goto(`${hirer.url}/roles/${role}/edit`);
  await called(page).waitFor();
  return page;
}

test("what another window saved is shown field by field, and either can be kept", async () => {
  const { role } = await roleWith(hirer, ["Hana Suzuki"]);
  const [first, second] = [await editing(role), await editing(role)];
  await called(first).fill("Backend developer, part time");
  await days(first).fill("14");
  await called(second).fill("Backend engineer");
  await second.getByLabel("Who decides?").fill("Ada Brook");
  await first.getByRole("button", { name: "Save" }).press("Enter");
  await first.getByRole("heading", { name: "Backend developer, part time" }).waitFor();
  await second.getByRole("button", { name: "Save" }).press("Enter");
  await second.getByRole("heading", { name: "Someone else saved this role" }).waitFor();
  await second.getByText("Saved: 14").waitFor();
  expect(await seriousIn(second)).toEqual([]);
  expect(await second.getByRole("button", { name: "Save role" }).isDisabled()).toBe(true);
  await second.getByLabel("Yours: Backend engineer").press("Space");
  await second.getByRole("button", { name: "Save role" }).press("Enter");
  await second.getByRole("heading", { name: "Backend engineer" }).waitFor();
  expect(await hirer.ask("GET", `/roles/${role}`)).toMatchObject({
    ...{ title: "Backend engineer", days: 14, decider: "Ada Brook" },
  });
});

test("leaving a form that is not saved asks first, and what was typed outlives a reload", async () => {
  const { role } = await roleWith(hirer, ["Hana Suzuki"]);
  const page = await editing(role);
  await called(page).fill("Half a thought");
  await page.getByRole("link", { name: "Settings" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
  await dialog.getByRole("button", { name: "Keep editing" }).press("Enter");
  expect(await called(page).inputValue()).toBe("Half a thought");
  page.on("dialog", (asked) => void asked.accept());
  await page.reload();
  await page.getByText("We kept what you typed here last time. It isn’t saved yet.").waitFor();
  expect(await called(page).inputValue()).toBe("Half a thought");
  await page.getByRole("link", { name: "Settings" }).press("Enter");
  await dialog.getByRole("button", { name: "Discard changes" }).press("Enter");
  await page.getByRole("heading", { name: "Settings" }).waitFor();
  await page.goto(`${hirer.url}/roles/${role}/edit`);
  await expect.poll(() => called(page).inputValue()).toBe("Backend developer");
});

test("an answer that was typed while Assay can’t be reached is there after a reload", async () => {
  const { applications } = await roleWith(hirer, ["Grace Mensah"]);
  const page = await hirer.open();
  const answer = page.getByLabel("Your answer to Grace Mensah");
  await page.goto(`${hirer.url}/candidates/${String(applications[0])}`);
  await page.route("**/messages", (route) => route.abort());
  await answer.fill("No: one is enough.");
  await page.getByRole("button", { name: "Send", exact: true }).press("Enter");
  await page.getByText("Assay can’t be reached.").waitFor();
  await page.unroute("**/messages");
  await page.reload();
  await answer.waitFor();
  expect(await answer.inputValue()).toBe("No: one is enough.");
});
