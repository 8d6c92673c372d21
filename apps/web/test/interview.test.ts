import { fileURLToPath } from "node:url";
import { loadChallenge } from "@assay/bench/evaluation";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousIn } from "../../../packages/report/test/axe.ts";
import { hirerAt, owner, roleWith, workOf, type Hirer } from "./hirer.ts";
import { isSound } from "./sound.ts";

let hirer: Hirer;
let page: Page;
let role: string;
/** Whose work crashed, and who has not handed in. */
let hana: string;
let noor: string;
const shots = process.env["ASSAY_SHOTS"];
const question = "May people have more than one email?";

beforeAll(async () => {
  hirer = await hirerAt();
  ({ page } = hirer);
  const made = await roleWith(hirer, ["Hana Suzuki", "Noor Haddad"]);
  role = made.role;
  [hana = "", noor = ""] = made.applications;
  const { link } = await hirer.ask("POST", `/applications/${hana}/invite`, {});
  const bearer = { authorization: `Bearer ${String(link).split("#")[1] ?? ""}`, "content-type": "application/json" };
  await fetch(`${hirer.local}/api/v1/portal/messages`, {
    ...{ method: "POST", headers: bearer, body: JSON.stringify({ text: question }) },
  });
  const sent = await page.context().request.post(`${hirer.url}/api/v1/applications/${hana}/submissions`, {
    ...{ multipart: { file: await workOf("crash") }, headers: { origin: hirer.url } },
  });
  expect(sent.status()).toBe(201);
  await page.goto(`${hirer.url}/candidates/${hana}`);
  await page.getByRole("link", { name: "Open the report" }).waitFor({ timeout: 150_000 });
}, 300_000);
afterAll(() => hirer.close());

const interview = (application: string, at = "") =>
  `${hirer.url}/candidates/${application}/interview${at === "" ? "" : `?at=${at}`}`;
const heading = (name: string | RegExp) => page.getByRole("heading", { level: 2, name });
const kept = () => page.getByText("All you wrote is kept.").waitFor();
const steps = [
  ...["opening", "solves-problems", "explains-clearly", "check.answer", "their-questions", "explanations", "scorecard"],
];

describe("the kit of a role", () => {
  test("has five questions with what each point means, and says where its claims come from", async () => {
    await page.goto(`${hirer.url}/roles/${role}`);
    await page.getByRole("link", { name: "Interview kit" }).click();
    await heading("1. Solves problems 5 minutes").waitFor();
    expect(await page.getByText(/^“Tell me about a/).count()).toBe(5);
    expect(await page.locator(".anchors li").count()).toBe(25);
    const why = page.getByRole("region", { name: "Why ask like this?" });
    await why.getByText("0.42 against 0.19").waitFor();
    await why.locator("summary").first().click();
    await why.getByText("Sackett, Zhang, Berry & Lievens 2022").waitFor();
  });

  test("has nothing serious for axe, fits on a phone, and in longer words", async () => {
    await isSound(hirer, `${hirer.url}/roles/${role}/kit`, { name: "kit" });
  });

  test("has a rule that counts each the same, until other weights come with a reason", async () => {
    await page.goto(`${hirer.url}/roles/${role}/kit`);
    const rule = page.getByRole("region", { name: "How your points are put together" });
    await rule.getByText("Each of the five counts the same.", { exact: true }).waitFor();
    await rule.getByRole("button", { name: "Let some count more" }).click();
    await rule.getByLabel("How often Explains clearly counts").selectOption("counts twice");
    await rule.getByRole("textbox").fill("too short");
    await rule.getByRole("button", { name: "Set the rule" }).click();
    await rule.locator(".mantine-InputWrapper-error").waitFor();
    expect(await seriousIn(page)).toEqual([]);
    await rule.getByRole("textbox").fill("This job is mostly talking with the shops.");
    await rule.getByRole("button", { name: "Set the rule" }).click();
    await rule.getByText("The rule is set.").waitFor();
    await rule.getByText("This job is mostly talking with the shops.").waitFor();
    await rule.getByText(`Set by ${owner.name}`).waitFor();
  });
});

describe("a call", () => {
  test("shows one question at a time, and is led by keyboard alone", async () => {
    await page.goto(`${hirer.url}/candidates/${hana}`);
    await page.getByRole("link", { name: "Interview", exact: true }).click();
    await heading("Before you ask").waitFor();
    await page.keyboard.press("Control+Enter");
    const first = heading(/something you had built broke/);
    await first.waitFor();
    // Whoever listens to the page comes to the question at once.
    expect(await first.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("Tab");
    await page.keyboard.type("The shop was down for an hour.");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    expect(await page.getByRole("radio", { checked: true }).count()).toBe(1);
    await page.keyboard.press("ArrowDown");
    await kept();
    // On from within a field too, and back with what was written.
    await page.getByLabel("Your notes").press("Control+Enter");
    await heading(/trouble coming/).waitFor();
    expect(await page.getByRole("radio", { checked: true }).count()).toBe(0);
    await page.keyboard.press("Control+Shift+Enter");
    expect(await page.getByLabel("Your notes").inputValue()).toBe("The shop was down for an hour.");
    expect(await page.getByRole("radio", { checked: true }).inputValue()).toBe("2");
    await page.reload();
    expect(await page.getByLabel("Your notes").inputValue()).toBe("The shop was down for an hour.");
  });

  test("loses no word while Assay can't be reached, nor to another window", async () => {
    // Within the page: what it sends while it closes would get past a route, and past a network that is off.
    await page.addInitScript(() => {
      const fetching = window.fetch;
      window.fetch = (...request) =>
        sessionStorage.getItem("away") === null ? fetching(...request) : Promise.reject(new TypeError("away"));
    });
    await page.goto(interview(hana, "owns-the-outcome"));
    const notes = page.getByLabel("Your notes");
    await notes.waitFor();
    await page.evaluate(() => {
      sessionStorage.setItem("away", "yes");
    });
    await notes.fill("Wrote to every customer.");
    await page.getByText("Not kept yet").waitFor();
    await page.goto(`${hirer.url}/mark.svg`);
    await hirer.ask("PUT", `/applications/${hana}/interview/owns-the-outcome`, {
      ...{ text: "From the phone.", choice: "", seen: 0 },
    });
    await page.evaluate(() => {
      sessionStorage.removeItem("away");
    });
    await page.goto(interview(hana, "owns-the-outcome"));
    await kept();
    await expect
      .poll(async () => (await hirer.ask("GET", `/applications/${hana}/interview`)).mine)
      .toContainEqual(expect.objectContaining({ text: "From the phone.\n\nWrote to every customer." }));
  });

  test("has a clock for the part and the whole, which can pause and outlives a reload", async () => {
    await page.goto(interview(noor, "solves-problems"));
    const clock = page.getByRole("timer");
    expect(await clock.textContent()).toBe("This part: 5:00 left of 5 minutes. In all: 0:00 of 45:00.");
    await page.getByRole("button", { name: "Start the clock" }).click();
    await clock.getByText("4:58").waitFor();
    await page.reload();
    await clock.getByText(/4:5[0-7]/).waitFor();
    await page.getByRole("button", { name: "Pause" }).click();
    const then = await clock.textContent();
    await page.waitForTimeout(1_500);
    expect(await clock.textContent()).toBe(then);
    // Another part has its own time; the whole goes on.
    await page.getByRole("button", { name: "Next" }).click();
    await clock.getByText("5:00 left of 5 minutes").waitFor();
    expect(await clock.textContent()).not.toContain("In all: 0:00");
    await page.getByRole("button", { name: "Set it to zero" }).click();
    await clock.getByText("In all: 0:00 of 45:00.").waitFor();
  });

  test("asks about their own result, with a good and a weak answer, without opening the report", async () => {
    await page.goto(interview(hana, "check.answer"));
    await page.getByText("Their own result. This failed in the test").waitFor();
    await page.getByRole("heading", { name: "A good answer sounds like" }).waitFor();
    await page.getByLabel("Part of it").check();
    await kept();
    const { opened } = await hirer.ask("GET", `/applications/${hana}/scorecards`);
    expect(opened).toBe(false);
    await page.goto(interview(noor, "own-result"));
    await page.getByRole("article").getByText("There is no report yet").waitFor();
  });

  test("lists what they asked, and counts nothing", async () => {
    await page.goto(interview(hana, "their-questions"));
    await page.getByText(question).waitFor();
    await page.getByLabel("Asked in the call, one on each line").fill("Who is on call?\nHow do you test?");
    await kept();
    const text = (await page.locator("article.question").textContent()) ?? "";
    expect(text).not.toMatch(/\d/);
  });

  test.each(steps)("at %s has nothing serious for axe, fits on a phone, and in longer words", async (at) => {
    await isSound(hirer, interview(hana, at), { name: `call-${at}` });
  });
});

describe("on paper", () => {
  const pagesOf = async () => {
    const pdf = await page.pdf({ preferCSSPageSize: true });
    return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length;
  };
  /** Whether a sheet holds all that stands on it, and how much is left to write on, in lines. */
  const sheets = () =>
    page.locator(".sheet").evaluateAll((all) =>
      all.map((sheet) => ({
        isCut: sheet.scrollHeight > sheet.clientHeight + 1,
        lines: [...sheet.querySelectorAll(".sheet-lines")].map((one) => one.clientHeight),
      })),
    );

  test.each(["hana", "noor"] as const)("the interview is two sheets for %s", async (who) => {
    await page.goto(interview(who === "hana" ? hana : noor));
    await heading("Before you ask").waitFor();
    expect(await pagesOf()).toBe(2);
  });

  test("it is two sheets with space to write for the longest questions that a challenge has, six of them", async () => {
    const pack = await loadChallenge(fileURLToPath(new URL("../../../challenges/login-system", import.meta.url)));
    const length = ({ words: { ask, titleWhenFailed } }: (typeof pack.checks)[number]) =>
      ask.question.length + Math.max(ask.goodAnswer.length, ask.weakAnswer.length) + titleWhenFailed.length;
    const longest = pack.checks.toSorted((one, other) => length(other) - length(one)).slice(0, 9);
    await page.route("**/catalogue", (route) =>
      route.fulfill({ json: Object.fromEntries(longest.map((check) => [check.id, { words: check.words }])) }),
    );
    await page.route("**/interview", async (route) => {
      if (route.request().resourceType() === "document") return route.continue();
      const response = await route.fetch();
      const body = (await response.json()) as { result: { checks: object[] } };
      const [check] = body.result.checks;
      const checks = longest.map(({ id }) => ({ ...check, id, outcome: "fail", facts: {}, because: undefined }));
      return route.fulfill({ response, json: { ...body, result: { ...body.result, checks } } });
    });
    await page.goto(interview(hana));
    await heading("Before you ask").waitFor();
    expect(await pagesOf()).toBe(2);
    await page.emulateMedia({ media: "print" });
    // As wide as the paper between its margins.
    await page.setViewportSize({ width: 703, height: 900 });
    if (shots !== undefined) await page.screenshot({ path: `${shots}/sheets.png`, fullPage: true });
    const [stories, own] = await sheets();
    expect(own?.lines.length).toBe(7);
    for (const sheet of [stories, own]) {
      expect(sheet?.isCut).toBe(false);
      for (const space of sheet?.lines ?? []) expect(space).toBeGreaterThanOrEqual(26);
    }
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.unroute("**/catalogue");
    await page.unroute("**/interview");
  });
});

describe("scorecards", () => {
  test("are given at the end of the call, with the points that were tapped, and nobody else's in sight", async () => {
    await page.goto(interview(hana, "scorecard"));
    const solves = page.getByRole("radiogroup", { name: "Solves problems" });
    expect(await solves.getByRole("radio", { checked: true }).inputValue()).toBe("2");
    const others = ["Prevents problems", "Explains clearly", "Works with others", "Owns the outcome"];
    for (const subject of others) await page.getByRole("radiogroup", { name: subject }).getByLabel("4").check();
    await page.getByLabel("In your own words").fill("Knows the work.");
    await page.getByRole("button", { name: "Save my rating" }).click();
    await page.getByText("Your rating is saved.").waitFor();
    await page.getByRole("link", { name: "To your decision" }).click();
    await page.getByText("Nobody else has rated yet.").waitFor();
    await page.getByText("from one person alone").waitFor();
  });

  test("that are apart stand side by side, to talk about, and together as a range", async () => {
    const sam = await another("Sam Keller");
    const scores = {
      ...{ "solves-problems": 5, "prevents-problems": 4, "explains-clearly": 4, "works-with-others": 3 },
      "owns-the-outcome": 4,
    };
    await sam("PUT", `/applications/${hana}/interview/solves-problems`, {
      ...{ text: "Found it by looking at the clock.", choice: "5", seen: 0 },
    });
    await sam("PUT", `/applications/${hana}/rating`, { scores, note: "I would work with that." });
    await page.goto(`${hirer.url}/candidates/${hana}/decide`);
    const first = page.locator(".differences > li").first();
    await first.getByRole("heading", { name: /Solves problems.*Talk about this.*3 points apart/ }).waitFor();
    await first.getByText("Found it by looking at the clock.").waitFor();
    expect(await page.getByText("Talk about this").count()).toBe(1);
    await page.getByText("From 3.7 to 4 of 5: 2 people, each by the rule.").waitFor();
    await page.getByText("counts twice").waitFor();
    await page
      .getByLabel("What came of talking about it")
      .fill("We heard of two outages. The second was handled well.");
    await page.getByRole("button", { name: "Keep this" }).click();
    await page.getByText("It is kept.").waitFor();
  });

  test("side by side have nothing serious for axe, fit on a phone, and in longer words", async () => {
    await isSound(hirer, `${hirer.url}/candidates/${hana}/decide`, { name: "decide" });
  });

  test("before a decision one sees whether the report was opened and who rated, and nothing is chosen", async () => {
    await page.goto(`${hirer.url}/candidates/${hana}/decide`);
    const ticks = page.locator(".ticks");
    await ticks.getByText("You gave your points").waitFor();
    await ticks.getByText("Sam Keller gave points too").waitFor();
    await ticks.getByRole("link", { name: "Open the report first" }).click();
    await page.locator(".report h1").waitFor();
    await page.goto(`${hirer.url}/candidates/${hana}/decide`);
    await ticks.getByText("You opened the report").waitFor();
    expect(await page.getByRole("radiogroup", { name: "What do you decide?" }).getByRole("radio").count()).toBe(3);
    expect(await page.locator(".decision").getByRole("radio", { checked: true }).count()).toBe(0);
  });

  test("fix the rule of the role: the kit says so, and offers no other", async () => {
    await page.goto(`${hirer.url}/roles/${role}/kit`);
    await page.getByText(/From then on the rule stays as it is/).waitFor();
    expect(await page.getByRole("button", { name: "Change the rule" }).count()).toBe(0);
  });
});

/** Somebody who was invited, and asks the API as themselves. */
async function another(name: string): Promise<(method: string, path: string, body: object) => Promise<void>> {
  const email = "sam@marlow.example.com";
  const password = "another long and good one";
  const { link } = await hirer.ask("POST", "/invitations", { email, access: "reviewer" });
  const json = { "content-type": "application/json" };
  const post = (path: string, body: object) =>
    fetch(`${hirer.local}${path}`, { method: "POST", headers: json, body: JSON.stringify(body) });
  await post("/api/v1/join", { token: String(link).split("#")[1] ?? "", name, password });
  const entered = await post("/api/auth/sign-in/email", { email, password });
  const cookie = entered.headers
    .getSetCookie()
    .map((set) => set.split(";")[0])
    .join("; ");
  return async (method, path, body) => {
    const answer = await fetch(`${hirer.local}/api/v1${path}`, {
      ...{ method, headers: { ...json, cookie }, body: JSON.stringify(body) },
    });
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${await answer.text()}`);
  };
}
