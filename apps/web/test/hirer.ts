import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { zipOf } from "../../../packages/bench/test/evaluation/zip-of.ts";
import { chromiumHere } from "../../../packages/report/test/chromium.ts";
import { serve, type Served } from "./served.ts";

const challenges = fileURLToPath(new URL("../../server/test/challenges", import.meta.url));

export const owner = { name: "Ruth Marlow", email: "ruth@marlow.example.com", password: "a long and good one" };

export interface Look {
  readonly width?: number;
  readonly scheme?: "light" | "dark";
}

/** A whole server with one worker and a challenge that takes seconds, and its owner at a browser. */
export interface Hirer {
  /** As the browser knows it. */
  readonly url: string;
  /** The same, for requests without a browser. */
  readonly local: string;
  readonly page: Page;
  /** The owner at another window. */
  open(look?: Look): Promise<Page>;
  /**
   * The owner at the one window that is used over and over, and stays open: as good as new, with nothing kept there but what
   * the owner keeps. It has the programs of the pages already, so that a page costs a fifth of what it does in a new one.
   */
  again(look?: Look): Promise<Page>;
  /** Asks the API as the owner, without a page. */
  ask(method: string, path: string, body?: unknown): Promise<any>;
  close(): Promise<void>;
}

export async function hirerAt(environment: Readonly<Record<string, string>> = {}): Promise<Hirer> {
  const served: Served = await serve({ ASSAY_CHALLENGES: challenges, ASSAY_WORKERS: "1", ...environment });
  const browser: Browser = await chromium.launch({
    executablePath: chromiumHere(),
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
      "--host-resolver-rules=MAP assay.example.com 127.0.0.1",
    ],
  });
  const url = new URL(served.welcome).origin;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(served.welcome);
  await page.getByLabel("Your company").fill("Marlow & Fern");
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("Email").fill(owner.email);
  await page.locator('input[type="password"]').fill(owner.password);
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByRole("link", { name: "New role" }).waitFor();
  const open = async ({ width = 1280, scheme = "light" }: Look = {}) => {
    const other = await browser.newContext({
      ...{ viewport: { width, height: 844 }, colorScheme: scheme, reducedMotion: "reduce" },
      storageState: await context.storageState(),
      extraHTTPHeaders: fromElsewhere(),
    });
    return other.newPage();
  };
  let used: Page | undefined;
  return {
    ...{ url, local: localOf(served, url), page, open },
    async again({ width = 1280, scheme = "light" } = {}) {
      used ??= await open();
      await used.context().setExtraHTTPHeaders(fromElsewhere());
      // A picture from the same server runs nothing, and what is kept for the pages can be set from there.
      await used.goto(`${url}/mark.svg`);
      const { cookies, origins } = await context.storageState();
      await used.context().clearCookies();
      await used.context().addCookies(cookies);
      await used.evaluate(
        (kept) => {
          sessionStorage.clear();
          localStorage.clear();
          for (const { name, value } of kept) localStorage.setItem(name, value);
        },
        origins.find(({ origin }) => origin === url)?.localStorage ?? [],
      );
      await used.setViewportSize({ width, height: 844 });
      await used.emulateMedia({ colorScheme: scheme, media: null });
      return used;
    },
    async ask(method, path, body) {
      const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`);
      const answer = await fetch(`${localOf(served, url)}/api/v1${path}`, {
        method,
        headers: { cookie: cookies.join("; "), ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path} was answered with ${await answer.text()}`);
      return answer.json();
    },
    async close() {
      await browser.close();
      await served.stop();
    },
  };
}

/** A role and who is in it, in the order in which they are named. */
export async function roleWith(
  { ask }: Hirer,
  names: readonly string[],
): Promise<{ readonly role: string; readonly applications: readonly string[] }> {
  const { id } = await ask("POST", "/roles", {
    ...{ title: "Backend developer", challenge: "act", decider: owner.name, pays: "€150" },
  });
  const { added } = await ask("POST", `/roles/${String(id)}/candidates`, { people: names.map((name) => ({ name })) });
  return { role: id as string, applications: added as string[] };
}

/** One of the bench's small programs, as a zip that runs for real. */
export async function workOf(program: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  return { name: "shop.zip", mimeType: "application/zip", buffer: await zipOf(program) };
}

let windows = 0;

/** An address of their own: what one may ask in a minute from one address is limited. */
function fromElsewhere(): Record<string, string> {
  return { "x-forwarded-for": `203.0.113.${String(++windows % 256)}` };
}

/** Names that only the browser resolves are served on loopback. */
function localOf(served: Served, url: string): string {
  return `${new URL(served.url).protocol}//127.0.0.1:${new URL(url).port}`;
}
