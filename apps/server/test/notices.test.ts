import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { renderHtml } from "@assay/report";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aResult } from "../../../packages/report/test/builders.ts";
import { openOffice, type Office } from "./office.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** Names of packages that a folder's code imports, other than ours and Node's, where more than types are. */
function importedIn(folder: string): readonly string[] {
  const files = readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" }).filter((name) =>
    /(?<!\.d)\.tsx?$/.test(name),
  );
  const names = files.flatMap((name) =>
    [
      ...readFileSync(`${root}${folder}/${name}`, "utf8").matchAll(
        /^(?:import|export) (?!type )[^;]*?from "([^.][^"]*)";/gm,
      ),
    ].map(([, specifier = ""]) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? ""),
  );
  return [...new Set(names)].filter((name) => !name.startsWith("@assay") && !name.startsWith("node:")).sort();
}

const namedIn = (notices: string): readonly string[] =>
  [...notices.matchAll(/^## (\S+) - \S+ \(/gm)].map(([, name = ""]) => name);

test("the pages link to the notices of all that is bundled with them, and the server serves them", async () => {
  const answer = await fetch(`${office.url}/licenses.txt`);
  expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
    200,
    "text/plain; charset=utf-8",
    "public, max-age=0",
  ]);
  const notices = await answer.text();
  const imported = importedIn("apps/web/src");
  expect(imported).toContain("react");
  expect(imported.filter((name) => !namedIn(notices).includes(name))).toEqual([]);
  // Of what these need in turn, too, and with the words of the licenses.
  expect(namedIn(notices).length).toBeGreaterThan(imported.length);
  expect(notices).toContain("Permission is hereby granted, free of charge");
  expect(readFileSync(`${root}apps/web/src/shell/frame.tsx`, "utf8")).toContain('href="/licenses.txt"');
});

test("what is bundled to write reports has its notices beside it, and a report itself holds no code but ours", () => {
  const notices = readFileSync(`${root}packages/report/dist/licenses.txt`, "utf8");
  const imported = importedIn("packages/report/src");
  expect(imported).toContain("react-dom");
  expect(imported.filter((name) => !namedIn(notices).includes(name))).toEqual([]);
  const page = renderHtml(aResult([]), {}, { language: "en" });
  const scripts = [...page.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, text = ""]) => text.trim());
  const ours = new Set(
    readdirSync(`${root}packages/report/src/page`)
      .filter((name) => name.endsWith(".js"))
      .flatMap((name) => readFileSync(`${root}packages/report/src/page/${name}`, "utf8").split("\n"))
      .map((line) => line.replace(/^export /, "").trim()),
  );
  const lines = scripts.flatMap((script) => script.split("\n").map((line) => line.trim()));
  expect(lines.length).toBeGreaterThan(20);
  // Around it stands a block, and a line that calls it.
  expect(lines.filter((line) => !ours.has(line) && !/^[{}]$|^\w+\(\);$/.test(line))).toEqual([]);
  expect(page).not.toMatch(/react-dom|@mantine/);
});
