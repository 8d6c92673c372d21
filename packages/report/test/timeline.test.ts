import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousIn } from "./axe.ts";
import { openBrowser, type Browser } from "./browser.ts";
import { about, aCheck, aResult } from "./builders.ts";
import { usualCatalogue, usualChecks } from "./usual-challenge.ts";
import { built, type Built } from "./built.ts";
import { hostileText } from "./hostile.ts";
import { compared, pressures } from "./pressures.ts";

const options = { language: "en" } as const;
const looks = [
  { width: 1280, scheme: "light" },
  { width: 1280, scheme: "dark" },
  { width: 800, scheme: "light" },
  { width: 390, scheme: "light" },
  { width: 390, scheme: "dark" },
] as const;

let browser: Browser;
let report: Built["report"];
beforeAll(async () => {
  ({ report } = await built());
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

const resultOf = (name: keyof typeof pressures) =>
  aResult(
    [
      ...usualChecks(),
      aCheck("outage-under-load", "stable", {
        exhibits: about("database-outage"),
        outcome: "fail",
        severity: "serious",
      }),
    ],
    {
      pressure: pressures[name],
    },
  );
const pageOf = (name: keyof typeof pressures) => report.renderHtml(resultOf(name), usualCatalogue, options);
const comparisonOf = (results: Parameters<Built["report"]["renderComparison"]>[0]) => {
  const comparison = report.renderComparison(results, options);
  if (!("html" in comparison)) throw new Error(comparison.notComparable);
  return comparison.html;
};
/** What happened one by one: without numbers, the names of what was made to go wrong. */
const comparedNamesIn = (html: string) => {
  const table = html.slice(html.indexOf("What happened, one by one"));
  return [...table.matchAll(/<th scope="row">(?:\d+\. )?([^<]+)</g)].map(([, name]) => name);
};
/** A number and its unit are held together by a space of their own. */
const spaced = (text: string | null) => text?.replaceAll("\u00a0", " ");
const twoOfThem = () => [compared("noor", pressures["gave-way"]), compared("jonas", pressures.calm)];

/** Texts and numbered rings of a drawing that touch each other or leave it, as the browser sets them. */
function collisions(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const svg of document.querySelectorAll<SVGSVGElement>("svg.timeline:not(.sample)")) {
      const frame = svg.getBoundingClientRect();
      if (frame.width === 0) continue;
      // A number is within its own ring.
      const texts = [...svg.querySelectorAll("text:not(.number), .badge")].map((text) => ({
        text,
        box: text.getBoundingClientRect(),
      }));
      for (const [at, one] of texts.entries()) {
        const said = one.text.textContent || one.text.nextSibling?.textContent;
        if (one.box.left < frame.left - 1 || one.box.right > frame.right + 1) found.push(`${said} leaves the drawing`);
        for (const other of texts.slice(at + 1)) {
          const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
          const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
          // Lines of one text stand close.
          if (across > 0.5 && down > 3)
            found.push(`${said} × ${other.text.textContent || other.text.nextSibling?.textContent}`);
        }
      }
    }
    return found;
  });
}

/** @param part what axe looks at: the rest of the page has tests of its own */
async function sound(html: string, look: (typeof looks)[number], part: string): Promise<void> {
  const { page, requests } = await browser.open(html, look);
  await page.evaluate(
    (part) => document.querySelectorAll<HTMLDetailsElement>(`${part} details`).forEach((fold) => (fold.open = true)),
    part,
  );
  expect(await seriousIn(page, part)).toEqual([]);
  expect(requests).toEqual([]);
  await page.close();
}

describe.each(looks)("at $width in $scheme", (look) => {
  test("axe finds nothing serious in the section and in the comparison", async () => {
    await sound(pageOf("full"), look, "#pressure");
    await sound(comparisonOf(twoOfThem()), look, "body");
  });
});

describe.each([1280, 800, 390, 320])("at a width of %d", (width) => {
  test.each(Object.keys(pressures) as (keyof typeof pressures)[])(
    "of a run that is %s no text touches another, and nothing scrolls sideways",
    async (name) => {
      for (const html of [
        pageOf(name),
        comparisonOf([compared("a", pressures[name]), compared("b", pressures[name])]),
      ]) {
        const { page } = await browser.open(html, { width });
        expect(await collisions(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        await page.close();
      }
    },
  );
});

test("the picture, what is heard, the table and the list say the same counts", async () => {
  const { page } = await browser.open(pageOf("gave-way"));
  const said = await page.evaluate(() => ({
    heard: document.querySelector("#picture-wide-about")?.textContent ?? "",
    drawn: [...document.querySelectorAll(".picture-wide text")].map((text) => text.textContent),
    listed: document.querySelector(".incidents")?.textContent ?? "",
    total: [...document.querySelectorAll("#pressure tfoot td")].map((cell) => cell.textContent),
  }));
  expect(said.total.map(spaced)).toEqual(["–", "1,648", "1,413", "16", "219", "11.2 s"]);
  for (const count of ["1,648", "1,413", "219"]) expect(said.heard).toContain(count);
  expect(said.drawn.map(spaced)).toEqual(
    expect.arrayContaining([
      "198 visits failed",
      "16 told to try again",
      "21 visits failed",
      "longest wait: 11.2 s",
      "longest fair wait: 5 s",
      "up to 132",
    ]),
  );
  for (const part of [
    "100 of 100 visits failed",
    "98 more failed",
    "16 visits were told to try again",
    "14 of 20 visits failed",
  ]) {
    expect(said.heard).toContain(part);
    expect(said.listed).toContain(part);
  }
  await page.close();
});

test("a run whose incidents all fit names them; of the three drawings one is shown", async () => {
  for (const [width, shown] of [
    [1280, "picture-wide"],
    [900, "picture-middle"],
    [390, "picture-phone"],
  ] as const) {
    const { page } = await browser.open(pageOf("full"), { width });
    const seen = await page.evaluate(() => ({
      drawings: [...document.querySelectorAll<SVGElement>("#pressure svg[role=img]")]
        .filter((svg) => svg.getBoundingClientRect().width > 0)
        .map((svg) => svg.getAttribute("class")),
      names: [...document.querySelectorAll(".picture-wide .strong")].map((text) => text.textContent),
      numbers: document.querySelectorAll(`.picture-phone .badge`).length,
    }));
    expect(seen.drawings).toEqual([`timeline ${shown}`]);
    expect(seen.names.join(" ")).toContain("A storm of broken requests Very slow visitors Mail server down");
    expect(seen.numbers).toBe(11);
    await page.close();
  }
});

test("where nothing was sent nothing is drawn as answered, and the picture says so", async () => {
  const { page } = await browser.open(pageOf("gapped"));
  const drawn = await page.evaluate(() => ({
    runs: document.querySelector(".picture-wide .answered")?.getAttribute("d")?.split("M").length,
    silent: [...document.querySelectorAll(".picture-wide text")].filter((text) => text.textContent === "nothing sent")
      .length,
  }));
  // Seconds 1 to 19, 26 to 29 and 38 to 58.
  expect(drawn).toEqual({ runs: 3 + 1, silent: 2 });
  await page.close();
});

test("what failed and what was told to try again differ in more than colour", async () => {
  const { page } = await browser.open(pageOf("full"));
  const fills = await page.evaluate(() =>
    ["failed", "put-off"].map((kind) => {
      const id = /url\(#(.*)\)/.exec(document.querySelector(`.picture-wide .${kind}`)?.getAttribute("fill") ?? "")?.[1];
      return document.getElementById(id ?? "")?.getAttribute("patternTransform");
    }),
  );
  expect(fills).toEqual(["rotate(45)", "rotate(-45)"]);
  await page.close();
});

describe("the picture as a file of its own", () => {
  test("stands alone: its colours follow light and dark, it asks for nothing, no text touches another", async () => {
    for (const name of Object.keys(pressures) as (keyof typeof pressures)[]) {
      const svg = report.renderPressureSvg(resultOf(name), options) ?? "";
      const grounds = [];
      for (const scheme of ["light", "dark"] as const) {
        const { page, requests } = await browser.open(svg, { scheme }, "svg");
        expect(await collisions(page)).toEqual([]);
        grounds.push(await page.evaluate(() => getComputedStyle(document.querySelector(".ground") as Element).fill));
        expect(requests).toEqual([]);
        await page.close();
      }
      expect(grounds).toEqual(["rgb(251, 249, 245)", "rgb(23, 21, 18)"]);
    }
  });

  test("says in words what it shows, and whose it is", () => {
    const svg = report.renderPressureSvg(resultOf("gave-way"), options);
    expect(svg).toContain("jonas-login · Login system · 19 November 2026");
    expect(svg).toMatch(/<desc[^>]*>.*100 of 100 visits failed.*<\/desc>/);
  });

  test("is well formed whatever the submission is called, and holds no markup of its", async () => {
    const svg = report.renderPressureSvg(compared(`${hostileText}\ufffe]]>&`, pressures.calm), options) ?? "";
    const { page } = await browser.open(svg, {}, "svg");
    expect(
      await page.evaluate(() => [
        document.documentElement.localName,
        document.querySelectorAll("script, image, foreignObject, parsererror").length,
      ]),
    ).toEqual(["svg", 0]);
    await page.close();
  });

  test("is not made where there was no run under pressure", () => {
    expect(report.renderPressureSvg(aResult(usualChecks()), options)).toBeUndefined();
  });
});

describe("a comparison", () => {
  const namesIn = (html: string) => [...html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, name]) => name);

  test("stands in the order of the names, whatever the order given, and says so", () => {
    const [noor, jonas] = twoOfThem() as [ReturnType<typeof compared>, ReturnType<typeof compared>];
    const html = comparisonOf([noor, jonas]);
    expect(namesIn(html)).toEqual(["jonas", "noor"]);
    expect(comparisonOf([jonas, noor])).toBe(html);
    expect(html).toContain("The order is that of their names.");
  });

  test("tells two of the same name apart", () => {
    const html = comparisonOf([compared("shop", pressures.calm), compared("shop", pressures["gave-way"])]);
    expect(namesIn(html)).toEqual(["shop (1)", "shop (2)"]);
  });

  test("is on one time axis, with the incidents named once where they came at the same moments", async () => {
    const { page } = await browser.open(comparisonOf(twoOfThem()));
    const starts = await page.evaluate(() =>
      [...document.querySelectorAll(".compared .picture-wide")].map((svg) => ({
        names: svg.querySelectorAll(".badge").length,
        starts: [...svg.querySelectorAll(".start")].map((line) => Math.round(line.getBoundingClientRect().left)),
      })),
    );
    expect(starts.map(({ names }) => names)).toEqual([6, 0]);
    expect(starts[0]?.starts).toEqual(starts[1]?.starts);
    await page.close();
  });

  test.each([
    [
      "another version of the challenge",
      compared("b", pressures.calm, { challenge: { id: "login-system", title: "", version: "2.0.0" } }),
      /login-system 1\.0\.0 and login-system 2\.0\.0/,
    ],
    [
      "a machine of another class",
      compared("b", pressures.calm, { machine: { ...resultOf("calm").machine, cores: 8 } }),
      /2 cores, 8 GB, cgroup-v2 and 8 cores/,
    ],
    ["other incidents", compared("b", pressures.full), /Not the same things/],
  ] as const)("is refused with %s, saying why", (_, other, why) => {
    const comparison = report.renderComparison([compared("a", pressures.calm), other], options);
    expect("notComparable" in comparison && comparison.notComparable).toMatch(why);
  });

  test("leaves out for all what we had to repeat for one of them, and says so", () => {
    const { incidents, ...rest } = pressures.calm;
    const [first, ...later] = incidents;
    if (first === undefined) throw new Error("the run has no incident");
    const again = { ...rest, incidents: [{ ...first, lagged: true as const }, first, ...later] };
    const names = comparedNamesIn(comparisonOf([compared("a", pressures.calm), compared("b", pressures.calm)]));
    const html = comparisonOf([compared("a", pressures.calm), compared("b", again)]);
    expect(names.length).toBe(incidents.length);
    expect(comparedNamesIn(html)).toEqual(names.slice(1));
    expect(html).toMatch(/Left out: [^.]*\. Our computer was too busy for at least one of them/);
    expect(html).toContain(`We made the same ${String(later.length)} things go wrong for each.`);
  });

  test("makes no markup of a submission's name", async () => {
    const { page } = await browser.open(
      comparisonOf([compared(hostileText, pressures.calm), compared("b", pressures.calm)]),
    );
    expect(await page.evaluate(() => [document.querySelectorAll("script").length, "intruded" in window])).toEqual([
      1,
      false,
    ]);
    await page.close();
  });
});
