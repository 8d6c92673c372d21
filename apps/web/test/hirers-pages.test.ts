import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../../packages/bench/test/free-port.ts";
import { en } from "../src/words/en.ts";
import { en as reportsEn } from "../../../packages/report/src/words/en.ts";
import { seriousIn } from "../../../packages/report/test/axe.ts";
import { hirerAt, roleWith, workOf, type Hirer } from "./hirer.ts";
import { isHereInSight, textsOn, tooWideIn } from "./on-a-page.ts";

let hirer: Hirer;
/** Every page of a hirer, by what it is called here. */
let pages: Readonly<Record<string, string>>;
/** What people and machines made, which no catalogue has. */
let data: readonly string[];

beforeAll(async () => {
  // Under a name that others could open: the ways in are those of a server.
  const port = await freePort();
  hirer = await hirerAt({ ASSAY_PORT: String(port), ASSAY_URL: `http://assay.example.com:${String(port)}` });
  const names = ["Hana Suzuki", "Maximiliane Wolkenstein-Hohenfels", "Noor Haddad"];
  const { role, applications } = await roleWith(hirer, names);
  await roleWith(hirer, ["Hana Suzuki"]);
  const [first = "", second = "", third = ""] = applications;
  const { link } = await hirer.ask("POST", `/applications/${first}/invite`, {});
  const bearer = { authorization: `Bearer ${String(link).split("#")[1] ?? ""}`, "content-type": "application/json" };
  const question = "May people have more than one email?";
  await fetch(`${hirer.local}/api/v1/portal/messages`, {
    ...{ method: "POST", headers: bearer, body: JSON.stringify({ text: question }) },
  });
  await hirer.page.goto(`${hirer.url}/candidates/${second}`);
  await hirer.page.locator('input[type="file"]').setInputFiles(await workOf("honest"));
  await hirer.page.getByRole("link", { name: "Open the report" }).waitFor({ timeout: 150_000 });
  const [{ id: evaluation }] = await hirer.ask("GET", `/applications/${second}/evaluations`);
  await hirer.ask("PUT", `/applications/${third}/stage`, { stage: "interview" });
  pages = {
    ...{ home: "/", "new role": "/roles/new", role: `/roles/${role}`, "edit role": `/roles/${role}/edit` },
    ...{ "add people": `/roles/${role}/add`, candidate: `/candidates/${second}`, invited: `/candidates/${first}` },
    ...{ report: `/evaluations/${String(evaluation)}`, live: `/evaluations/${String(evaluation)}/live` },
  };
  const { cards } = await hirer.ask("GET", `/roles/${role}/board`);
  const words: Record<string, { words: { title: string } }> = await hirer.ask("GET", "/challenges/act/catalogue");
  data = [
    ...Object.values(words).map((check) => check.words.title),
    ...cards.flatMap((card: { name: string; code_name: string }) => [card.name, card.code_name]),
    ...["Backend developer", "Act", question, "Ruth Marlow"],
  ];
}, 300_000);
afterAll(() => hirer.close());

const names = [
  ...["home", "new role", "role", "edit role", "add people", "candidate", "invited", "report", "live"],
] as const;

async function shown(name: string, look: Parameters<Hirer["open"]>[0], query = ""): Promise<Page> {
  const page = await hirer.open(look);
  await page.goto(`${hirer.url}${pages[name] ?? ""}${query}`);
  await page.locator("main h1").first().waitFor();
  // What comes after the first answer: boards, words of checks, events.
  await page.waitForLoadState("networkidle").catch(() => undefined);
  return page;
}

describe.each(["light", "dark"] as const)("in the %s", (scheme) => {
  test.each(names)("axe finds nothing serious on the page %s", async (name) => {
    const page = await shown(name, { scheme });
    expect(await seriousIn(page)).toEqual([]);
    await page.context().close();
  });
});

test.each(names)(
  "the page %s fits on a phone, also with longer words, and says nothing outside the catalogue",
  async (name) => {
    const page = await shown(name, { width: 390 }, "?language=pseudo");
    await page.getByText("⟦").first().waitFor();
    expect(await tooWideIn(page)).toEqual([]);
    expect(await isHereInSight(page)).toBe(true);
    const texts = await textsOn(page);
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.filter((text) => !text.includes("⟦") && !isData(text))).toEqual([]);
    await page.context().close();
  },
);

/** Names, addresses, moments by `Intl`, and what checks are called. */
function isData(text: string): boolean {
  if (data.some((one) => text === one)) return true;
  if (/^[\w.+-]+@[\w.-]+$/.test(text)) return true;
  const moment = /^(\d{1,2} [A-Z][a-z]+( \d{4})?( at \d{2}:\d{2})?|\d{2}:\d{2}|[A-Z][a-z]+day|now|.+ ago)$/;
  return moment.test(text);
}

test("a small phone shows a candidate's and a role's page without scrolling sideways", async () => {
  for (const name of ["home", "role", "candidate"]) {
    const page = await shown(name, { width: 320 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(320);
    await page.context().close();
  }
});

test("where others can open it, somebody is invited by a link that is shown once and can be copied", async () => {
  const { applications } = await roleWith(hirer, ["Luca Moretti"]);
  const page = await hirer.open();
  await page.goto(`${hirer.url}/candidates/${String(applications[0])}`);
  await page.getByRole("button", { name: "Invite" }).click();
  expect(await seriousIn(page)).toEqual([]);
  await page.getByRole("button", { name: "Show me the link" }).click();
  const link = await page.getByLabel("The link").inputValue();
  expect(link).toMatch(new RegExp(`^${hirer.url}/task#[\\w-]{43}$`));
  await page.getByRole("button", { name: "Copy" }).waitFor();
  expect(await seriousIn(page)).toEqual([]);
  await page.getByRole("button", { name: "Done" }).click();
  await expect.poll(() => page.getByLabel("Stage").inputValue()).toBe("invited");
  const token = link.split("#")[1] ?? "";
  const answer = await fetch(`${hirer.local}/api/v1/portal`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(200);
  await page.context().close();
});

test("the menu of a card has nothing serious for axe, and every target is large enough for a thumb", async () => {
  const page = await shown("role", { width: 390 });
  await page.getByRole("button", { name: /^Move Hana Suzuki/ }).click();
  await page.getByRole("menuitem", { name: "Interview" }).waitFor();
  expect(await seriousIn(page)).toEqual([]);
  await page.keyboard.press("Escape");
  const small = await page.locator("main button:visible, main a.mantine-Button-root:visible").evaluateAll((targets) =>
    targets
      .map(
        (target) =>
          ({ text: target.textContent, ...target.getBoundingClientRect().toJSON() }) as DOMRect & { text: string },
      )
      .filter(({ width, height }) => Math.min(width, height) < 43.5)
      .map(({ text, width, height }) => `${text} ${String(width)}×${String(height)}`),
  );
  expect(small).toEqual([]);
  await page.context().close();
});

test("verdicts and outcomes are called as the report calls them", () => {
  const own = en as Readonly<Record<string, string>>;
  const verdicts = Object.entries(reportsEn).filter(
    ([key]) => /^verdict\.[a-z-]+$/.test(key) && own[key] !== undefined,
  );
  expect(verdicts.length).toBe(7);
  for (const [key, text] of verdicts) expect(own[key], key).toBe(text);
  for (const outcome of ["pass", "fail", "not-established", "not-applicable", "our-error"] as const) {
    expect(own[`outcome.${outcome}`]).toBe(reportsEn[`standing.${outcome}`]);
  }
});
