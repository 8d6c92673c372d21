import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { figureSources } from "../../../packages/hiring/src/index.ts";
import { currencies } from "../src/cost/currencies.ts";
import { hirerAt, roleWith, type Hirer } from "./hirer.ts";
import { isSound } from "./sound.ts";

let hirer: Hirer;
let role: string;
interface Card {
  readonly id: string;
  readonly code_name: string;
  readonly name: string;
}
let cards: readonly Card[];
/** What people wrote, and codes of currencies, which no catalogue has. */
let data: readonly string[];

const similar = { text: "A shop for a garden centre", evidence: "https://garden.example.com" };
const rates = [45, 22, 62] as const;

beforeAll(async () => {
  hirer = await hirerAt();
  ({ role } = await roleWith(hirer, ["Jonas Weber", "Sam Keller", "Noor Haddad"]));
  ({ cards } = await hirer.ask("GET", `/roles/${role}/board`));
  for (const [at, amount] of rates.entries()) {
    await hirer.ask("PATCH", `/applications/${String(cards[at]?.id)}/told-facts`, {
      rate: { amount, currency: "USD", per: "hour" },
      ...(at === 1 ? {} : { stars: { value: at === 0 ? 5 : 4.9, count: at === 0 ? 6 : 212, where: "Upwork" } }),
      ...(at === 2 ? { similar_work: similar } : {}),
    });
  }
  data = [
    ...[...currencies, "Backend developer", "Ruth Marlow", similar.text, similar.evidence, "Upwork"],
    ...cards.flatMap(({ name, code_name }) => [name, code_name]),
  ];
}, 120_000);
afterAll(() => hirer.close());

const compare = (): string => `/compare?people=${cards.map(({ id }) => id).join(",")}`;

describe("what will it cost?", () => {
  test("answers with a range, what it rests on, and what nobody knows; the address keeps what was chosen", async () => {
    const { page } = hirer;
    await page.goto(`${hirer.url}/`);
    await page.getByRole("link", { name: "What will it cost?" }).click();
    await page.getByText("Choose a place, and the range stands here.").waitFor();
    await page.getByLabel("Where do they work?").selectOption({ label: "United States" });
    await page.getByText("$90 to $140 an hour").waitFor();
    await page.getByLabel("How do you hire?").selectOption({ label: "As an employee" });
    await page.getByText("$140,000 to $220,000 a year").waitFor();
    await page.getByText("that is $198,000 to $313,000 a year").waitFor();
    expect(await page.getByText(figureSources["annual-pay"].source, { exact: true }).isVisible()).toBe(true);
    await page.getByText("Where this number comes from: what an employer pays on top").click();
    expect(await page.getByText(figureSources["employer-overhead"].source).isVisible()).toBe(true);
    await page.getByLabel("What is to be built?").selectOption({ label: "Data that is hard to keep right" });
    await page.getByText("we found no figure").waitFor();
    await page.reload();
    await page.getByText("$140,000 to $220,000 a year").waitFor();
    expect(await page.getByLabel("What is to be built?").inputValue()).toBe("complex-data");
  });

  test("says where there is no figure, and shows what employees are paid beside it, as that", async () => {
    const { page } = hirer;
    await page.goto(`${hirer.url}/cost?region=nordics&form=contract`);
    await page.getByText("We have no figure for contracts there.").waitFor();
    await page.getByText("$67,000 to $99,000 a year").waitFor();
    expect(await page.locator(".cost-answer").first().textContent()).not.toContain("an hour");
  });

  test("names every source on paper, also what is folded on the screen", async () => {
    const page = await hirer.open();
    await page.goto(`${hirer.url}/cost?region=united-states&form=employment&work=ai&one=22&other=62`);
    const ids = ["annual-pay", "ai-work", "employer-overhead", "speed-spread"] as const;
    const named = (id: (typeof ids)[number]) => page.getByText(figureSources[id].source, { exact: true });
    for (const id of ids) await named(id).waitFor({ state: "attached" });
    expect(await named("ai-work").isVisible()).toBe(false);
    await page.emulateMedia({ media: "print" });
    for (const id of ids) expect(await named(id).isVisible(), id).toBe(true);
    await page.context().close();
  });

  test("shows by keyboard alone how much faster the dearer must be", async () => {
    const page = await hirer.open();
    await page.goto(`${hirer.url}/cost`);
    await page.getByLabel("At least").focus();
    await page.keyboard.type("90");
    await page.keyboard.press("Tab");
    await page.keyboard.type("60");
    await page.getByText("must not be less than").waitFor();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("160");
    await page.keyboard.press("Tab");
    await page.keyboard.type("22");
    await page.keyboard.press("Tab");
    await page.keyboard.type("62");
    await page.getByText("How many hours cost the same as 160 hours of the first").waitFor();
    await page.getByText("57 hours: would have to be 2.8 times as fast as the first").waitFor();
    await page.getByText("$5,580 to $9,920").waitFor();
    await page.getByText("Assay never predicts a person’s hours").waitFor();
    const bar = page.getByRole("img", { name: "The second: 57 hours cost as much as 160 hours of the first" });
    expect(await bar.count()).toBe(1);
    await page.context().close();
  });

  test("within a role keeps the hours for all, and what it may cost", async () => {
    const page = await hirer.open();
    await page.goto(`${hirer.url}/roles/${role}`);
    await page.goto(`${hirer.url}/roles/${role}/cost`);
    await page.getByLabel("At least").fill("90");
    await page.getByText("Say both").waitFor();
    await page.getByLabel("At most").fill("160");
    await page.getByLabel("What may it cost?").fill("about 6,000 dollars");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("The hours are saved.").waitFor();
    expect(await hirer.ask("GET", `/roles/${role}`)).toMatchObject({ hours_low: 90, hours_high: 160 });
    await page.reload();
    await expect.poll(() => page.getByLabel("At most").inputValue()).toBe("160");
    await page.context().close();
  });
});

describe("what we were told", () => {
  test("is written down on the candidate's page, and shown as it was said", async () => {
    const page = await hirer.open();
    const { applications: more } = await roleWith(hirer, ["Luca Moretti"]);
    await page.goto(`${hirer.url}/candidates/${String(more[0])}`);
    const part = page.getByRole("region", { name: "What you were told" });
    await part.getByRole("button", { name: "Write down what you were told" }).click();
    await part.getByLabel("Stars, from 0 to 5").fill("4.9");
    await part.getByRole("button", { name: "Save" }).click();
    await part.getByText("Say how many reviews the stars come from.").waitFor();
    // Nothing typed is changed, and nothing out of range is kept.
    const typed = { "Stars, from 0 to 5": "47", "From how many reviews?": "-5", Rate: "99999999999999" };
    for (const [label, text] of Object.entries(typed)) {
      await part.getByLabel(label, { exact: true }).fill("");
      await part.getByLabel(label, { exact: true }).pressSequentially(text);
      expect(await part.getByLabel(label, { exact: true }).inputValue(), label).toBe(text);
    }
    await part.getByRole("button", { name: "Save" }).click();
    await part.getByText("Type a number from 0 to 5, with 1 digit after the point at most.").waitFor();
    await part.getByText("Type a whole number from 0 to 10,000,000.").waitFor();
    await part.getByText("Type a number from 0.01 to 100,000,000").waitFor();
    expect(await part.getByLabel("Stars, from 0 to 5").inputValue()).toBe("47");
    await part.getByLabel("Stars, from 0 to 5").fill("4.9");
    await part.getByLabel("From how many reviews?").fill("212");
    await part.getByLabel("Rate", { exact: true }).fill("38.5");
    await part.getByLabel("Currency").selectOption("EUR");
    await part.getByLabel("Work like this, done before").fill(similar.text);
    await part.getByLabel("What shows it").fill(similar.evidence);
    await part.getByRole("button", { name: "Save" }).click();
    await part.getByText("4.9 from 212 reviews").waitFor();
    await part.getByText("€38.50 an hour").waitFor();
    expect(await part.getByRole("link", { name: similar.evidence }).getAttribute("rel")).toContain("nofollow");
    await part.getByText("Ask about it").click();
    await part.getByText("Which part of it was yours, and who did the rest?").waitFor();
    await page.context().close();
  });

  test("stands apart side by side, with the same hours for all and the one picture", async () => {
    const page = await hirer.open();
    await hirer.ask("PUT", `/roles/${role}/cost`, { hours: { low: 90, high: 160 }, budget: "" });
    await page.goto(`${hirer.url}${compare()}`);
    const told = page.getByRole("table", { name: "What we were told" });
    await told.getByText("4.9 from 212 reviews").waitFor();
    await told.getByText("So few say little").waitFor();
    const cost = page.getByRole("region", { name: "Cost to done" });
    for (const sum of ["$4,050 to $7,200", "$1,980 to $3,520", "$5,580 to $9,920"]) {
      expect(await cost.getByText(sum).count(), sum).toBe(1);
    }
    // In the order of their code names, whatever they cost.
    const names = await cost.locator(".same-cost-who b").allTextContents();
    expect(names).toEqual(cards.map(({ name }) => name));
    await page.context().close();
  });
});

const us = "region=united-states&form=employment&work=ai&one=22&other=62&low=90&high=160";

const paths: readonly (readonly [string, () => string])[] = [
  ["cost-empty", () => "/cost"],
  ["cost", () => `/cost?${us}`],
  ["cost-no-figure", () => "/cost?region=nordics"],
  ["role-cost", (): string => `/roles/${role}/cost?${us}`],
  ["candidate-told", (): string => `/candidates/${String(cards[2]?.id)}`],
  ["compare-told", compare],
];

test.each(paths)("the page %s is sound", { timeout: 120_000 }, async (name, path) => {
  // The server's own sentence: why they can't be compared yet.
  const { why_not } = await hirer.ask("GET", `/comparisons?applications=${cards.map(({ id }) => id).join(",")}`);
  await isSound(hirer, `${hirer.url}${path()}`, {
    ...{ name, data: [...data, String(why_not)] },
    ready: (page) => page.getByRole("heading", { name: /Cost to done|What you were told/ }).waitFor(),
  });
});
