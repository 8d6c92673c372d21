import type { Locator, Page } from "playwright-core";
import { jargonIn } from "../../../packages/bench/test/challenge/jargon.ts";
import { readingGradeOf, wordsOf } from "../../../packages/bench/test/challenge/reading-grade.ts";

/**
 * Somebody who has never hired, and knows nothing of the order of the pages: at each it reads what can be seen, says what
 * it has to say where it is asked, and presses the one main button; where there is none, the first thing that mentions
 * what it wants.
 */
export interface Walker {
  /** By words of the question or of the field's label: what it would say. */
  readonly says: readonly (readonly [asked: RegExp, answer: string])[];
  /** What it looks for, where no button is the main one. */
  readonly wants: readonly RegExp[];
  /** What it said itself, and names: not the page's own words. */
  readonly own: readonly string[];
}

export interface Step {
  readonly heading: string;
  readonly did: string;
  /** What can't be read in the eighth year, or has to be looked up. */
  readonly hard: readonly string[];
}

/** One page: what was read there, and what was done. Undefined where nothing could be done. */
export async function step(page: Page, { says, wants, own }: Walker, said: Set<string>): Promise<Step | undefined> {
  const dialog = page.getByRole("dialog");
  const scope = (await dialog.count()) > 0 ? dialog.last() : page.locator("main");
  const heading = (await scope.getByRole("heading").first().textContent()) ?? "";
  const hard = hardIn(await scope.innerText(), own);
  const done = (did: string): Step => ({ heading, did, hard });
  const asked = says.find(([question]) => question.test(heading));
  const answer = asked === undefined ? undefined : scope.getByRole("button", { name: asked[1], exact: true });
  if (answer !== undefined && (await answer.count()) > 0) {
    await answer.click();
    return done(`answered ${asked?.[1] ?? ""}`);
  }
  for (const [label, text] of says) await tell(scope, label, text, said);
  const main = scope.locator(".mantine-Button-root[data-variant=filled]:visible:not(:disabled)");
  const count = await main.count();
  if (count > 1)
    throw new Error(`${heading} has ${String(count)} main buttons: ${(await main.allTextContents()).join(", ")}`);
  if (count === 1) {
    const text = (await main.textContent()) ?? "";
    await main.click();
    return done(`pressed ${text}`);
  }
  for (const want of wants) {
    const found = scope
      .getByRole("link", { name: want })
      .or(scope.getByRole("button", { name: want }))
      .first();
    if ((await found.count()) === 0) continue;
    const text = (await found.textContent()) ?? "";
    await found.click();
    return done(`took ${text}`);
  }
  return undefined;
}

/** Types or ticks, once. */
async function tell(scope: Locator, label: RegExp, text: string, said: Set<string>): Promise<void> {
  const key = `${String(label)} ${text}`;
  if (said.has(key)) return;
  const group = scope.getByRole("radiogroup", { name: label });
  if ((await group.count()) > 0) {
    await group.getByLabel(text, { exact: true }).check();
    said.add(key);
    return;
  }
  const field = scope.getByRole("textbox", { name: label }).first();
  if ((await field.count()) === 0 || (await field.inputValue()) !== "") return;
  await field.fill(text);
  said.add(key);
}

/** Each line is a sentence of its own, as the eye has it. */
function hardIn(text: string, own: readonly string[]): readonly string[] {
  const plain = own.reduce((rest, mine) => rest.replaceAll(mine, "it"), text);
  const lines = plain.split("\n").map((line) => line.trim());
  const sentences = lines
    .filter((line) => wordsOf(line).length > 0)
    .map((line) => (/[.?!:;…]["”’)]*$/.test(line) ? line : `${line}.`));
  const grade = readingGradeOf(sentences.join(" "));
  return [...jargonIn(plain), ...(grade < 8 ? [] : [`grade ${grade.toFixed(1)}`])];
}
