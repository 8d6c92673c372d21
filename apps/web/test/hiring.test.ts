import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hirerAt, roleWith, workOf, type Hirer } from "./hirer.ts";
import { isSound } from "./sound.ts";

let hirer: Hirer;
let page: Page;
beforeAll(async () => {
  hirer = await hirerAt();
  ({ page } = hirer);
}, 120_000);
afterAll(() => hirer.close());

const column = (stage: string) => page.locator(`[data-stage="${stage}"]`);

test("a role is made, people are pasted into it, and a wrong line is told before anybody is added", async () => {
  await page.goto(`${hirer.url}/`);
  await page.getByRole("link", { name: "New role" }).first().click();
  await page.getByLabel("What is the job called?").fill("Backend developer");
  await page.getByLabel("What does the task pay?").fill("€150");
  await page.getByRole("button", { name: "Make the role" }).click();
  await page.getByRole("link", { name: "Add people" }).first().click();
  const list = page.getByLabel("Paste a list");
  await list.fill("name,email\nHana Suzuki,hana at x");
  await page.getByRole("button", { name: "Show who is in it" }).click();
  await page.getByText("Please look at line 2 of the table.").waitFor();
  await list.fill("name,email,source\nHana Suzuki,hana@x.example,Upwork\nLuca Moretti,luca@x.example,Fiverr");
  await page.getByRole("button", { name: "Show who is in it" }).click();
  await page.getByRole("cell", { name: "Fiverr" }).waitFor();
  await page.getByRole("button", { name: "Add these 2 people" }).click();
  await page.getByText("2 people were added.").waitFor();
  await page.getByLabel("Name").fill("Grace Mensah");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByText("One person was added.").waitFor();
  await page.getByRole("link", { name: "Back to Backend developer" }).click();
  await expect.poll(() => column("added").getByRole("listitem").count()).toBe(3);
});

test("a role is changed, closed once that was meant, and opened again", async () => {
  const { role } = await roleWith(hirer, ["Hana Suzuki"]);
  await page.goto(`${hirer.url}/roles/${role}/edit`);
  await page.getByLabel("What is the job called?").fill("Backend developer, part time");
  const days = page.getByLabel("How many days do they have?");
  await days.fill("999999999");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Type a whole number from 1 to 90.").waitFor();
  expect(await days.inputValue()).toBe("999999999");
  await days.fill("14");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Backend developer, part time" }).waitFor();
  await page.getByRole("button", { name: "Close role" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Close it" }).click();
  await page.getByText("closed on").waitFor();
  await page.getByRole("button", { name: "Open again" }).click();
  await page.getByText("open since").waitFor();
});

describe("a card", () => {
  test("is moved by the keyboard alone, is heard of, and is back with one press", async () => {
    const { role, applications } = await roleWith(hirer, ["Hana Suzuki"]);
    const stage = async () => (await hirer.ask("GET", `/applications/${String(applications[0])}`)).stage as string;
    await page.goto(`${hirer.url}/roles/${role}`);
    await page.getByRole("button", { name: "Drag Hana Suzuki with the arrow keys" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Hana Suzuki is over “Added”.").waitFor({ state: "attached" });
    await page.keyboard.press("ArrowRight");
    await page.getByText("Hana Suzuki is over “Invited”.").waitFor({ state: "attached" });
    await page.keyboard.press("ArrowRight");
    await page.getByText("Hana Suzuki is over “Working on it”.").waitFor({ state: "attached" });
    await page.keyboard.press("Enter");
    await column("working").getByText("Hana Suzuki").waitFor();
    await expect.poll(stage).toBe("working");
    await page.getByRole("button", { name: "Undo" }).click();
    await column("added").getByText("Hana Suzuki").waitFor();
    await expect.poll(stage).toBe("added");
  });

  test("is moved by its menu, and dragged by a pointer", async () => {
    const { role } = await roleWith(hirer, ["Luca Moretti", "Ana Souza"]);
    await page.goto(`${hirer.url}/roles/${role}`);
    await page.getByRole("button", { name: "Move Luca Moretti to another stage" }).click();
    await page.getByRole("menuitem", { name: "Interview" }).click();
    await column("interview").getByText("Luca Moretti").waitFor();
    const card = page.locator(".card", { hasText: "Ana Souza" });
    // Once it lies still and nothing lies over it: the menu closes, and the card takes the place of the one that left.
    await card.hover({ position: { x: 40, y: 20 } });
    const [from, to] = [await card.boundingBox(), await column("decided").boundingBox()];
    if (from === null || to === null) throw new Error("nothing is drawn");
    await page.mouse.down();
    await page.mouse.move(from.x + 80, from.y + 30, { steps: 4 });
    await page.mouse.move(to.x + to.width / 2, to.y + 60, { steps: 8 });
    await page.getByText("Ana Souza is over “Decided”.").waitFor({ state: "attached" });
    await page.mouse.up();
    await column("decided").getByText("Ana Souza").waitFor();
    expect(page.url()).toContain(`/roles/${role}`);
  });

  test("goes back by itself when the server refuses its move", async () => {
    const { role } = await roleWith(hirer, ["Elif Demir"]);
    await page.goto(`${hirer.url}/roles/${role}`);
    await page.route("**/stage", (route) => route.abort());
    await page.getByRole("button", { name: "Move Elif Demir to another stage" }).click();
    await page.getByRole("menuitem", { name: "Decided" }).click();
    await page.getByText("Assay can’t be reached.").waitFor();
    await column("added").getByText("Elif Demir").waitFor();
    await page.unroute("**/stage");
  });

  test("stands in the order of code names, wherever it was moved last", async () => {
    const { role, applications } = await roleWith(hirer, ["A", "B", "C", "D"]);
    for (const application of applications.toReversed()) {
      await hirer.ask("PUT", `/applications/${application}/stage`, { stage: "interview" });
    }
    const { cards } = await hirer.ask("GET", `/roles/${role}/board`);
    const inOrder = [...cards].sort((one, other) => (one.code_name < other.code_name ? -1 : 1));
    await page.goto(`${hirer.url}/roles/${role}`);
    await column("interview").getByRole("listitem").first().waitFor();
    expect(await column("interview").locator(".card-name").allTextContents()).toEqual(
      inOrder.map(({ name }: { name: string }) => name),
    );
  });
});

test("where no link would open, the task is one file, and taking it invites", async () => {
  const { applications } = await roleWith(hirer, ["Hana Suzuki"]);
  await page.goto(`${hirer.url}/candidates/${String(applications[0])}`);
  expect(await page.getByRole("button", { name: "Invite" }).count()).toBe(0);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download the file" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("act-task.zip");
  await expect.poll(() => page.getByLabel("Stage").inputValue()).toBe("invited");
});

test("a question is answered on the candidate’s page, and no longer needs anybody", async () => {
  const { role, applications } = await roleWith(hirer, ["Grace Mensah"]);
  const application = String(applications[0]);
  const { link } = await hirer.ask("POST", `/applications/${application}/invite`, {});
  const bearer = { authorization: `Bearer ${String(link).split("#")[1] ?? ""}`, "content-type": "application/json" };
  const asked = await fetch(`${hirer.url}/api/v1/portal/messages`, {
    ...{ method: "POST", headers: bearer, body: JSON.stringify({ text: "May people have more than one email?" }) },
  });
  expect(asked.status).toBe(201);
  await page.goto(`${hirer.url}/`);
  await page.getByText("“May people have more than one email?”").waitFor();
  await page.getByRole("link", { name: "Answer" }).click();
  await page.getByLabel("Your answer to Grace Mensah").fill("No: one is enough.");
  await page.getByRole("button", { name: "Send" }).click();
  await page.locator(".thread").getByText("No: one is enough.").waitFor();
  const { needs } = await hirer.ask("GET", "/home");
  expect(needs.filter(({ role_id }: { role_id: string }) => role_id === role)).toEqual([]);
});

test("a request for another way needs an answer, which moves the due date, reaches the open page and can be undone", async () => {
  const { role, applications } = await roleWith(hirer, ["Noor Haddad"]);
  const application = String(applications[0]);
  const { link } = await hirer.ask("POST", `/applications/${application}/invite`, {});
  const bearer = { authorization: `Bearer ${String(link).split("#")[1] ?? ""}`, "content-type": "application/json" };
  await fetch(`${hirer.url}/api/v1/portal/more-time`, {
    ...{ method: "POST", headers: bearer, body: JSON.stringify({ text: "May I show it in a call instead?" }) },
  });
  const theirs = await hirer.open();
  await theirs.goto(String(link));
  await theirs.getByText("We’ve passed this on. The answer will appear here.").waitFor();
  await page.goto(`${hirer.url}/`);
  const need = page.locator(".needs li").filter({ hasText: "“May I show it in a call instead?”" });
  await need.getByRole("link", { name: "Answer" }).press("Enter");
  await page.getByRole("heading", { name: "Requests for more time or another way" }).waitFor();
  await page.getByLabel("More days").fill("5");
  await page.getByLabel("Your reply to Noor Haddad").fill("Yes: Monday at ten.");
  await page.getByRole("button", { name: "Give 5 more days" }).press("Enter");
  await page.getByText("5 more days to finish.").waitFor();
  await theirs.getByText("Yes: Monday at ten.").waitFor();
  await theirs.getByText("You have 5 more days.").waitFor();
  const { needs } = await hirer.ask("GET", "/home");
  expect(needs.filter(({ role_id }: { role_id: string }) => role_id === role)).toEqual([]);
  await page.getByRole("button", { name: "Undo this answer" }).press("Enter");
  await page.getByRole("button", { name: "Send reply" }).waitFor();
  await theirs.getByText("We’ve passed this on. The answer will appear here.").waitFor();
});

test(
  "work that is dropped in is run while one watches, ends in its report, and the card says so",
  { timeout: 200_000 },
  async () => {
    const { role, applications } = await roleWith(hirer, ["Piotr Nowak"]);
    const application = String(applications[0]);
    await page.goto(`${hirer.url}/candidates/${application}`);
    await page.locator('input[type="file"]').setInputFiles({ ...(await workOf("honest")), name: "shop.docx" });
    await page.getByText("It must be a .zip or a .tar.gz").waitFor();
    await page.locator('input[type="file"]').setInputFiles(await workOf("honest"));
    await page.getByText("shop.zip is in. It is being tested.").waitFor();
    await page.getByRole("link", { name: "Watch" }).click();
    await page.getByText("The report is ready.").waitFor({ timeout: 150_000 });
    await page.locator(".live-feed li", { hasText: "Passed" }).first().waitFor();
    await page.getByText("Installed").first().waitFor({ state: "attached" });
    await page.getByRole("link", { name: "Open the report" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByText("Piotr Nowak").first().waitFor();

    // What is folded is found by its address, and opened for paper.
    await page
      .getByRole("link", { name: "How the verdict is made" })
      .or(page.locator('a[href="#rules"]'))
      .first()
      .click();
    await expect.poll(() => page.locator("#rules").evaluate((fold) => (fold as HTMLDetailsElement).open)).toBe(true);
    const closed = page.locator('.report details[data-print="open"]:not([open])');
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    expect(await closed.count()).toBe(0);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    expect(await page.getByRole("button", { name: /^Print/ }).count()).toBe(1);
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("button", { name: "Print or save as PDF" }).count()).toBe(0);
    await page.emulateMedia({ media: null });

    // The report's own rules end with it.
    const footerBefore = await page.evaluate(() => getComputedStyle(document.body).overflowWrap);
    await page.goto(`${hirer.url}/roles/${role}`);
    await column("report").locator(".verdict").waitFor();
    expect(await page.evaluate(() => getComputedStyle(document.body).overflowWrap)).toBe(footerBefore);
  },
);

test("a run is stopped once that was meant, and can run again", { timeout: 200_000 }, async () => {
  const { applications } = await roleWith(hirer, ["Sam Keller", "Hana Suzuki"]);
  const [application = "", before = ""] = applications;
  // Others who are first give the time to look.
  await page.goto(`${hirer.url}/candidates/${before}`);
  for (const count of [1, 2, 3]) {
    await page.locator('input[type="file"]').setInputFiles(await workOf("honest"));
    await expect.poll(() => page.locator(".runs > li").count()).toBe(count);
  }
  await page.goto(`${hirer.url}/candidates/${application}`);
  await page.locator('input[type="file"]').setInputFiles(await workOf("honest"));
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("dialog", { name: "Stop the test of Sam Keller’s work?" }).waitFor();
  await page.getByRole("button", { name: "Stop it" }).click();
  await page.locator(".runs").getByText("Stopped").waitFor();
  await page.getByRole("button", { name: "Run again" }).click();
  await page.locator(".runs .verdict").first().waitFor({ timeout: 150_000 });
});

test("an address of a repository in our own network is told beside its field, and stays there", async () => {
  const { applications } = await roleWith(hirer, ["Noor Haddad"]);
  await page.goto(`${hirer.url}/candidates/${String(applications[0])}`);
  const address = "https://127.0.0.1:1/shop.git";
  const field = page.getByLabel("Or give the address of a git repository");
  await field.fill(address);
  await page.getByRole("button", { name: "Fetch and test it" }).click();
  await page.getByText("must be on the public internet").first().waitFor();
  expect(await field.inputValue()).toBe(address);
});

test("a report is there with less than 250 kB of script, compressed", { timeout: 200_000 }, async () => {
  const { applications } = await roleWith(hirer, ["Ana Souza"]);
  const application = String(applications[0]);
  await page.goto(`${hirer.url}/candidates/${application}`);
  await page.locator('input[type="file"]').setInputFiles(await workOf("honest"));
  await page.getByRole("link", { name: "Open the report" }).waitFor({ timeout: 150_000 });
  const [{ id }] = await hirer.ask("GET", `/applications/${application}/evaluations`);
  const fresh = await hirer.open();
  const scripts: Promise<Buffer>[] = [];
  fresh.on("response", (response) => {
    if (response.url().endsWith(".js")) scripts.push(response.body());
  });
  await fresh.goto(`${hirer.url}/evaluations/${String(id)}`);
  await fresh.locator(".report h1").waitFor();
  const sizes = (await Promise.all(scripts)).map((script) => gzipSync(script).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(sizes.length).toBeGreaterThan(2);
  expect(total).toBeLessThan(250_000);
  await fresh.context().close();
});

test("where no mail is sent, who forgot the password is told where the link is, and the page is sound", async () => {
  const forgetful = await hirer.open();
  await forgetful.context().clearCookies();
  await forgetful.goto(`${hirer.url}/reset-password`);
  await forgetful.getByText("This Assay sends no mail.").waitFor();
  await forgetful.getByLabel("Email").fill("nobody@marlow.example.com");
  await forgetful.getByRole("button", { name: "Print the link" }).click();
  await forgetful.getByText("Now look into the window in which Assay was started").waitFor();
  await forgetful.context().close();
  await isSound(hirer, `${hirer.url}/reset-password`, { name: "forgot" });
});
