import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Feed } from "../src/live/answers.tsx";
import { nothingYet, type Live } from "../src/live/live-state.ts";
import { enMore } from "../src/words/en-more.ts";
import { learn, Speaking } from "../src/words/words.tsx";

learn(enMore);

test("what failed is named by what would be right, beside the word that it failed", () => {
  const live: Live = {
    ...nothingYet,
    state: "done",
    answered: [{ check: "two-copies", stands: "fail", at: 1, tries: 2 }],
  };
  const words = { title: "Two copies act as one", titleWhenFailed: "Two copies do not know of each other" };
  const catalogue = { "two-copies": { kind: "proof", words } } as never;
  const page = renderToStaticMarkup(
    createElement(Speaking, { children: createElement(Feed, { live, catalogue, now: 2 }) }),
  );
  expect(page).toContain("Two copies act as one");
  expect(page).toContain("Failed");
  expect(page).not.toContain("do not know of each other");
});
