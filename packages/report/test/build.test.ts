import { expect, test } from "vitest";
import { built } from "./built.ts";
import { usualCatalogue } from "./usual-challenge.ts";
import { cases } from "./cases.ts";

test("two builds are the same to the byte, take seconds, and write the same report", async () => {
  const started = performance.now();
  const [one, other] = [await built(), await built()];
  expect(performance.now() - started).toBeLessThan(30_000);
  expect(other.text).toBe(one.text);
  const result = cases["gave-way"] as (typeof cases)[string];
  const options = { language: "en" } as const;
  const html = one.report.renderHtml(result, usualCatalogue, options);
  expect(html).toBe(other.report.renderHtml(result, usualCatalogue, options));
  expect(html).toContain("<!doctype html>");
  // A message channel of React's browser form would keep the command line from ending.
  expect(one.text).not.toContain("new MessageChannel");
});
