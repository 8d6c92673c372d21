import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import type { Live } from "../src/live/live-state.ts";

// The words are chosen by the address, which a browser has.
vi.stubGlobal("location", { search: "" });
vi.stubGlobal("sessionStorage", { getItem: () => null });
const { Feed } = await import("../src/live/answers.tsx");
const { learn, Speaking } = await import("../src/words/words.tsx");
const { enMore } = await import("../src/words/en-more.ts");
learn(enMore);
const { nothingYet } = await import("../src/live/live-state.ts");

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
