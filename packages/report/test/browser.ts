import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { chromiumHere } from "./chromium.ts";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface OpenReport {
  readonly page: Page;
  /** Addresses that the page asked for, besides itself. */
  readonly requests: readonly string[];
}

export interface Browser {
  open(text: string, look?: { width?: number; scheme?: "light" | "dark" }, kind?: "html" | "svg"): Promise<OpenReport>;
  close(): Promise<void>;
}

/** The system's Chromium with a fresh profile of its own, which is removed afterwards. */
export async function openBrowser(): Promise<Browser> {
  const directory = mkdtempSync(join(tmpdir(), "assay-report-"));
  const context: BrowserContext = await chromium.launchPersistentContext(join(directory, "profile"), {
    executablePath: chromiumHere(),
    headless: true,
    args: flags,
  });
  let count = 0;
  return {
    async open(text, { width = 1280, scheme = "light" } = {}, kind = "html") {
      const file = join(directory, `report-${count++}.${kind}`);
      writeFileSync(file, text);
      const own = pathToFileURL(file).href;
      const page = await context.newPage();
      const requests: string[] = [];
      page.on("request", (request) => {
        if (request.url().split("#")[0] !== own) requests.push(request.url());
      });
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      await page.goto(own);
      return { page, requests };
    },
    async close() {
      await context.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
