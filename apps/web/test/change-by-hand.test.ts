import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hirerAt, roleWith, workOf, type Hirer } from "./hirer.ts";
import { isSound } from "./sound.ts";

let hirer: Hirer;
/** Found on Upwork; the work was tested. */
let grace: string;

beforeAll(async () => {
  // Nobody else can open this machine: what is asked of somebody goes out by hand.
  hirer = await hirerAt();
  const { role } = await roleWith(hirer, ["Noor Haddad"]);
  const people = [{ name: "Grace Mensah", source: "Upwork" }];
  [grace] = (await hirer.ask("POST", `/roles/${role}/candidates`, { people })).added;
  await hirer.page.goto(`${hirer.url}/candidates/${grace}`);
  await hirer.page.locator('input[type="file"]').setInputFiles(await workOf("honest"));
  await hirer.page.getByRole("link", { name: "Open the report" }).waitFor({ timeout: 200_000 });
}, 400_000);
afterAll(() => hirer.close());

test("a change is asked for once its pay is agreed on, and goes out as one file that says how to send it back", async () => {
  const { page } = hirer;
  await page.goto(`${hirer.url}/candidates/${grace}/walk-through`);
  await page.getByRole("button", { name: "Ask for the change" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("You get “Act twice” as one file").waitFor();
  expect(await dialog.getByText("on the candidate’s page").count()).toBe(0);
  await dialog.getByText("The task pays €150. That was for the task alone").waitFor();
  await dialog.getByText("Upwork allows no unpaid work, and this change is work too.").waitFor();
  const askFor = dialog.getByRole("button", { name: "Ask, and get the file" });
  expect(await askFor.isDisabled()).toBe(true);
  await dialog.getByLabel("We agreed on a price for the change on Upwork").check();
  await dialog.getByLabel("Days for it").fill("31");
  await dialog.getByText("Type a whole number from 1 to 30.").waitFor();
  expect(await askFor.isDisabled()).toBe(true);
  await dialog.getByLabel("Days for it").fill("3");
  await askFor.click();
  const text = await dialog.getByLabel("The text to send with the file").inputValue();
  expect(text).toContain("It pays [what the change pays].");
  expect(text).not.toMatch(/\*\*|##/);
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download the file" }).click();
  expect((await download).suggestedFilename()).toBe("twice-change.zip");
  const names = execFileSync("unzip", ["-Z1", await (await download).path()], { encoding: "utf8" });
  expect(names.trim().split("\n").toSorted()).toEqual(
    ["README.txt", "change.md", "contract.yaml"].map((name) => `twice-change/${name}`).toSorted(),
  );
  await dialog.getByRole("button", { name: "Done" }).click();
  // It can be taken again while it is awaited.
  const part = page.getByRole("region", { name: "1. Follow-up change" });
  await part.getByRole("button", { name: "Download the file" }).waitFor();
  await part.getByText("If the change came to you, drop the .zip").waitFor();
});

test("the page with the file to send is sound", async () => {
  const data = ["Grace Mensah", "Backend developer", "Ruth Marlow", "Act twice", "Act", "€150", "Upwork"];
  // Of the tests' own challenge.
  data.push("Twice", ": what was sent comes back, also the second time.");
  data.push("Follows it line by line.", "It works.", "Says that there is none.", "Makes one up.");
  await isSound(hirer, `${hirer.url}/candidates/${grace}/walk-through`, { name: "own-work-by-hand", data });
});
