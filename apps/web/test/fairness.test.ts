import { sql } from "kysely";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase, type Database } from "../../../packages/store/src/index.ts";
import { ownServer } from "../../../packages/store/test/own.ts";
import { hirerAt, roleWith, type Hirer } from "./hirer.ts";
import { isSound } from "./sound.ts";

let hirer: Hirer;
let own: Awaited<ReturnType<typeof ownServer>>;
let database: Database;
let link: string;
let application: string;

beforeAll(async () => {
  own = await ownServer();
  database = openDatabase(own.server.url);
  hirer = await hirerAt({ DATABASE_URL: own.server.url });
  const { applications } = await roleWith(hirer, ["Hana Suzuki"]);
  application = String(applications[0]);
  ({ link } = await hirer.ask("POST", `/applications/${application}/invite`, {}));
}, 120_000);
afterAll(async () => {
  await database.destroy();
  await hirer.close();
  await own.remove();
});

const settings = () => `${hirer.url}/settings/fairness`;
const data = ["Ruth Marlow", "Hana Suzuki", "Backend developer", "Marlow & Fern"];

async function portal(page: Page): Promise<void> {
  await page.goto(link);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

async function answers(): Promise<readonly object[]> {
  const rows = await database.selectFrom("fairness_answer").select("answers").execute();
  return rows.map((row) => row.answers);
}

describe("fairness over time", () => {
  test("is off, and turned on only after a country was chosen and its law was read", async () => {
    const { page } = hirer;
    await page.goto(settings());
    await page.getByText("It is off. Nobody is asked.").waitFor();
    const turnOn = page.getByRole("button", { name: "Turn it on" });
    expect(await turnOn.isDisabled()).toBe(true);
    await page.getByLabel("Where do you hire?").selectOption({ label: "Another country" });
    await page.getByText("We have not read the law there.").waitFor();
    await page.getByLabel("Where do you hire?").selectOption({ label: "United Kingdom" });
    await page.getByRole("link", { name: /Data Protection Act 2018/ }).waitFor();
    expect(await turnOn.isDisabled()).toBe(true);
    await page.getByLabel("I have read this, and we may ask").check();
    await turnOn.click();
    await page.getByText(/It is on since .* Ruth Marlow turned it on for: United Kingdom\./).waitFor();
    await page.getByText("This is not a bias audit.").waitFor();
    expect(await page.getByText("Not enough yet.").count()).toBe(3);
  });

  test("asks a candidate after the work was handed in, with “Prefer not to say” first and chosen", async () => {
    const page = await hirer.open();
    // The page is kept up to date, so it is never idle. What decides comes with the page itself.
    const requests: string[] = [];
    page.on("request", (request) => requests.push(new URL(request.url()).pathname));
    await portal(page);
    expect(requests).toContain("/api/v1/portal");
    expect(requests).not.toContain("/api/v1/portal/fairness");
    expect(await page.getByText("One more thing, if you like").count()).toBe(0);
    await database
      .updateTable("application")
      .set({ submitted_at: sql<Date>`now()` })
      .where("id", "=", application)
      .execute();
    await page.reload();
    await page.getByRole("link", { name: "Read what it is" }).click();
    const gender = page.getByRole("radiogroup", { name: "Gender" });
    const first = gender.getByRole("radio").first();
    await first.waitFor();
    expect(await first.isChecked()).toBe(true);
    expect(await gender.locator("label").first().textContent()).toBe("Prefer not to say");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Nothing is kept. That is fine.").waitFor();
    expect(await answers()).toEqual([]);
    // By keyboard, one further than what comes first.
    await first.focus();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("button", { name: "Send" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Thank you. That is all.").waitFor();
    expect(await answers()).toEqual([{ gender: "woman" }]);
    await page.reload();
    await first.waitFor();
    expect(await first.isChecked()).toBe(true);
    await page.context().close();
  });

  test("shows the owner counts with four fifths and with what chance does, and is not a bias audit", async () => {
    const { id } = await database.selectFrom("organization").select("id").executeTakeFirstOrThrow();
    const counts = [
      ["woman", true, 3],
      ["woman", false, 17],
      ["man", true, 9],
      ["man", false, 15],
      ["another", false, 2],
    ] as const;
    for (const [answer, is_selected, shown] of counts) {
      const values = { organization_id: id, question: "gender", answer, is_selected, shown };
      await database.insertInto("fairness_count").values(values).execute();
    }
    const page = await hirer.open();
    await page.goto(settings());
    const table = page.getByRole("table", { name: "Gender" });
    await table.getByText("3 of 20, 15%").waitFor();
    await table.getByText("9 of 24, 38%").waitFor();
    await table.getByText("40% of it: below four fifths").waitFor();
    await table.getByText("In 17 of 100 such rounds").waitFor();
    expect(await table.getByText("another way").count()).toBe(0);
    await page.getByText("We never say that ours is free of bias.").waitFor();
    await page.context().close();
  });

  test("has sound pages", { timeout: 240_000 }, async () => {
    await isSound(hirer, settings(), { name: "fairness-on", data });
    await isSound(hirer, link.replace("/task#", "/task/fairness#"), { name: "task-fairness", data });
    await hirer.ask("PUT", "/fairness", { on: false, forget: false });
    const choose = (page: Page) => page.getByLabel("Where do you hire?").selectOption("united-kingdom");
    await isSound(hirer, settings(), { name: "fairness-off", ready: choose, data });
  });

  test("deletes all that was said once an owner confirms it", async () => {
    const page = await hirer.open();
    await page.goto(settings());
    await page.getByRole("button", { name: "Delete all answers" }).click();
    await page.getByText("You can’t undo this.").waitFor();
    expect(await answers()).toHaveLength(1);
    await page.getByRole("button", { name: "Delete all of it" }).click();
    await page.getByText("It is off, and all that was said is deleted.").waitFor();
    expect(await answers()).toEqual([]);
    await page.context().close();
  });
});
