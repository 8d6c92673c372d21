import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createOTP } from "@better-auth/utils/otp";
import { chromium, type Browser, type Page } from "playwright-core";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumHere } from "../../../packages/report/test/chromium.ts";
import { seriousIn } from "../../../packages/report/test/axe.ts";
import { serve, type Served } from "./served.ts";

const owner = { name: "Ada Brook", email: "ada@marlow.example.com", password: "a long and good one" };

let served: Served;
let browser: Browser;
let page: Page;
let mail: SMTPServer;
const letters: string[] = [];
const folder = mkdtemp(join(tmpdir(), "assay-settings-"));

beforeAll(async () => {
  mail = new SMTPServer({
    // Names of addresses are asked of the network, which there may not be.
    disableReverseLookup: true,
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      let letter = "";
      stream.setEncoding("utf8").on("data", (part: string) => (letter += part));
      stream.on("end", () => {
        letters.push(letter.replaceAll(/=\r\n/g, "").replaceAll("=3D", "="));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => mail.listen(0, "127.0.0.1", resolve));
  const { port } = mail.server.address() as { readonly port: number };
  served = await serve({ SMTP_URL: `smtp://127.0.0.1:${String(port)}` });
  browser = await chromium.launch({
    executablePath: chromiumHere(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  page = await opened();
  page.setDefaultTimeout(10_000);
  await page.goto(served.welcome);
  await page.getByLabel("Your company").fill("Marlow & Fern");
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("Email").fill(owner.email);
  await page.getByLabel(/^Password/).fill(owner.password);
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByRole("link", { name: "Settings" }).waitFor();
});
afterAll(async () => {
  // Each by itself: one that takes its time must not keep the others from ending.
  await Promise.all([browser.close(), served.stop(), new Promise<void>((resolve) => mail.close(resolve))]);
  await rm(await folder, { recursive: true, force: true });
}, 120_000);

/** Somebody's own browser. */
async function opened(width = 1280, colorScheme: "light" | "dark" = "light"): Promise<Page> {
  const context = await browser.newContext({
    ...{ viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" },
    // From an address of their own: from one, log-ins are limited.
    extraHTTPHeaders: { "x-forwarded-for": `203.0.113.${String(++people)}` },
  });
  return context.newPage();
}
let people = 0;

async function part(name: string): Promise<void> {
  await page.goto(`${served.url}/settings`);
  await page.getByRole("navigation", { name: "Parts of the settings" }).getByRole("link", { name }).click();
  await page.getByRole("heading", { name, level: 2 }).waitFor();
}

async function logIn(who: Page, email: string, password: string): Promise<void> {
  await who.goto(`${served.url}/log-in`);
  await who.getByLabel("Email").fill(email);
  await who.getByLabel(/^Password/).fill(password);
  await who.getByRole("button", { name: "Log in" }).click();
}

describe("an owner", () => {
  test("invites somebody by a link, who makes an account with it and is listed", { timeout: 90_000 }, async () => {
    await part("People");
    // From this address the link opens on this computer alone.
    const warning = page.getByRole("note").filter({ hasText: "Nobody else can open the link" });
    expect(await warning.textContent()).toContain("They can make their account with it here, at this computer.");
    await page.getByLabel("Email").fill("robin@marlow.example.com");
    await page.getByLabel("May do", { exact: true }).selectOption("Recruiter");
    await page.getByRole("button", { name: "Invite" }).click();
    const link = await page.getByLabel("Link for robin@marlow.example.com").inputValue();
    expect(letters.join("\n")).toContain("Ada Brook invites you to Marlow & Fern on Assay");

    const robin = await opened();
    await robin.goto(link);
    await robin.getByRole("heading", { name: "Join Marlow & Fern" }).waitFor();
    expect(await seriousIn(robin)).toEqual([]);
    await robin.getByLabel("Your name").fill("Robin Lane");
    await robin.getByLabel(/^Password/).fill("another long one");
    await robin.getByRole("button", { name: "Make my account" }).click();
    await robin.getByRole("link", { name: "Settings" }).click();
    await robin.getByRole("heading", { name: "My account" }).waitFor();
    expect(await robin.getByRole("link", { name: "People" }).count()).toBe(0);

    await page.reload();
    await page.getByLabel("What Robin Lane may do").selectOption("Reader");
    await page.getByText("Robin Lane is now: Reader.").waitFor();
    await page.getByRole("button", { name: "Log Robin Lane out everywhere" }).click();
    await page.getByText("Robin Lane is logged out everywhere.").waitFor();
    expect(await page.getByRole("button", { name: "Log Ada Brook out everywhere" }).count()).toBe(0);
    await page.getByRole("button", { name: "Remove Robin Lane" }).click();
    const sure = page.getByRole("dialog");
    expect(await sure.getByRole("button", { name: "Remove" }).isDisabled()).toBe(true);
    await sure.getByLabel("Type Robin Lane to go on").fill("Robin Lane");
    await sure.getByRole("button", { name: "Remove" }).click();
    await page.getByText("Robin Lane was removed.").waitFor();
    await robin.reload();
    await robin.getByRole("heading", { name: "Log in" }).waitFor();
    await robin.context().close();
  });

  test("is told why the last owner stays", async () => {
    await part("People");
    await page.getByLabel("What Ada Brook may do").selectOption("Reader");
    await page.getByText("There must always be an owner.").waitFor();
  });

  test("makes a token that works, sees it once, and ends it", async () => {
    await part("Programs");
    await page.getByLabel("What is it for?").fill("Nightly export");
    await page.getByRole("button", { name: "Make a token" }).click();
    const token = await page.getByLabel("The token for Nightly export").inputValue();
    const asked = () =>
      fetch(`${served.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } }).then(({ status }) => status);
    expect(await asked()).toBe(200);
    await page.getByRole("button", { name: "Done" }).click();
    expect(await page.content()).not.toContain(token);
    await page.getByRole("button", { name: "End the token Nightly export" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "End it" }).click();
    await page.getByText("opens nothing any more").waitFor();
    expect(await asked()).toBe(401);
  });

  test("is told what is wrong with a webhook's address, beside it, and loses nothing typed", async () => {
    await part("Webhooks");
    await page.getByLabel("Address").fill("http://127.0.0.1:1/hook");
    await page.getByRole("button", { name: "Add the address" }).click();
    await page.getByText("must start with https://").waitFor();
    expect(await page.getByLabel("Address").inputValue()).toBe("http://127.0.0.1:1/hook");
    await page.getByLabel("Address").fill("https://hooks.example.com/assay");
    await page.getByRole("button", { name: "Add the address" }).click();
    expect(await page.getByLabel("The secret that signs").inputValue()).toMatch(/^whsec_/);
  });

  test("says how long a role's data is kept, and what the law there asks for", async () => {
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    await fetch(`${served.url}/api/v1/roles`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json" },
      body: JSON.stringify({ title: "Kept role", challenge: "login-system" }),
    });
    await part("Keeping and deleting");
    await page.getByLabel("Whose law counts for Kept role").selectOption("United States");
    await page.getByText("The law there asks for 12 months at least.").waitFor();
    const months = page.getByLabel("Months for Kept role");
    await months.fill("-3");
    await page.getByText("Type a whole number from 1 to 60.").waitFor();
    await months.blur();
    expect(await months.inputValue()).toBe("-3 months");
    expect(await page.getByRole("button", { name: "Save for Kept role" }).isDisabled()).toBe(true);
    await months.fill("12");
    await page.getByRole("button", { name: "Save for Kept role" }).click();
    await page.getByText("Kept role: kept for 12 months.").waitFor();
    await page.reload();
    expect(await page.getByLabel("Whose law counts for Kept role").inputValue()).toBe("united-states");
  });

  test(
    "downloads everything kept about a candidate, and deletes it once the name is typed",
    { timeout: 90_000 },
    async () => {
      const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
      const ask = async (path: string, body?: object) => {
        const answer = await fetch(`${served.url}/api/v1${path}`, {
          method: body === undefined ? "GET" : "POST",
          headers: { cookie, "content-type": "application/json" },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        return (await answer.json()) as { readonly id: string; readonly added: readonly string[] };
      };
      const { id } = await ask("/roles", { title: "Left role", challenge: "login-system" });
      const { added } = await ask(`/roles/${id}/candidates`, { people: [{ name: "Jonas Weber" }] });
      await page.goto(`${served.url}/candidates/${added[0] ?? ""}`);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "Download everything about Jonas Weber" }).click(),
      ]);
      expect(
        readFileSync(await download.path())
          .subarray(0, 2)
          .toString(),
      ).toBe("PK");
      await page.getByRole("button", { name: "Delete now: Jonas Weber" }).click();
      const sure = page.getByRole("dialog");
      await sure.getByLabel("Type Jonas Weber to go on").fill("Jonas Weber");
      await sure.getByRole("button", { name: "Delete for good" }).click();
      await page.getByText("Jonas Weber was deleted.").waitFor();
      expect(page.url()).toBe(`${served.url}/roles/${id}`);
    },
  );

  test("reads what was changed, and takes it along as a table", async () => {
    await part("What was changed");
    await page.getByRole("cell", { name: "token.revoked" }).first().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "As a table" }).click(),
    ]);
    expect(readFileSync(await download.path(), "utf8")).toContain("Ada Brook");
  });
});

describe("everybody", () => {
  test("sees where they are logged in, and ends it elsewhere", { timeout: 90_000 }, async () => {
    const elsewhere = await opened();
    await logIn(elsewhere, owner.email, owner.password);
    await elsewhere.getByRole("link", { name: "Settings" }).waitFor();
    await part("My account");
    await page.getByRole("button", { name: "Log out everywhere else" }).click();
    await page.getByText("It is logged out.").waitFor();
    await elsewhere.reload();
    await elsewhere.getByRole("heading", { name: "Log in" }).waitFor();
    await elsewhere.context().close();
  });

  test("who forgot the password sets a new one by the mail's link", { timeout: 90_000 }, async () => {
    const forgetful = await opened();
    await forgetful.goto(`${served.url}/log-in`);
    await forgetful.getByRole("link", { name: "Forgot the password?" }).click();
    // The page before it asks for an email too.
    const send = forgetful.getByRole("button", { name: "Send me the link" });
    await send.waitFor();
    await forgetful.getByLabel("Email").fill(owner.email);
    await send.click();
    await forgetful.getByText("Look into your mail.").waitFor();
    const inLetter = () => /http:\S+\/api\/auth\/reset-password\/\S+/.exec(letters.join("\n"))?.[0];
    await expect.poll(inLetter, { timeout: 20_000 }).toBeDefined();
    const link = inLetter() ?? "";
    await forgetful.goto(link);
    owner.password = "yet another long one";
    await forgetful.getByLabel("New password").fill(owner.password);
    expect(await seriousIn(forgetful)).toEqual([]);
    await forgetful.getByRole("button", { name: "Set the password" }).click();
    await forgetful.getByText("Log in with it.").waitFor();
    await logIn(forgetful, owner.email, owner.password);
    await forgetful.getByRole("link", { name: "Settings" }).waitFor();
    await forgetful.context().close();
    // That ended all sessions.
    await page.reload();
    await logIn(page, owner.email, owner.password);
    await page.getByRole("link", { name: "Settings" }).waitFor();
  });

  test("sets up a second step with an app, and is asked for its digits from then on", { timeout: 90_000 }, async () => {
    await part("My account");
    await page.getByRole("button", { name: "Set it up" }).click();
    await page.getByLabel("Your password, to go on").fill("not this one");
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByText("The password now is not right.").waitFor();
    await page.getByLabel("Your password, to go on").fill(owner.password);
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("img", { name: "A square to scan with your app" }).waitFor();
    const secret = decoded(await page.getByLabel("Or type this into the app").inputValue());
    await page.getByLabel("The six digits that the app shows now").fill(await createOTP(secret).totp());
    await page.getByRole("button", { name: "Turn it on" }).click();
    await page.getByText("Keep these codes in a safe place.").waitFor();
    const backupCode = await page.locator(".settings-once code").first().innerText();

    const elsewhere = await opened();
    await logIn(elsewhere, owner.email, owner.password);
    await elsewhere.getByLabel("The six digits from your app").fill(await createOTP(secret).totp());
    await elsewhere.getByRole("button", { name: "Log in" }).click();
    await elsewhere.getByRole("link", { name: "Settings" }).waitFor();
    await elsewhere.context().close();

    for (const opens of [true, false]) {
      const withoutPhone = await opened();
      await logIn(withoutPhone, owner.email, owner.password);
      await withoutPhone.getByLabel("The six digits from your app").fill(backupCode);
      await withoutPhone.getByRole("button", { name: "Log in" }).click();
      if (opens) await withoutPhone.getByRole("link", { name: "Settings" }).waitFor();
      else await withoutPhone.getByText("These digits are not right").waitFor();
      await withoutPhone.context().close();
    }
  });
});

const looks = [
  { width: 1280, scheme: "light" },
  { width: 390, scheme: "dark" },
] as const;

test.each(looks)(
  "axe finds nothing serious in any part, and nothing scrolls sideways, at $width in $scheme",
  { timeout: 120_000 },
  async ({ width, scheme }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    for (const id of ["account", "people", "keeping", "audit", "programs", "webhooks"]) {
      await page.goto(`${served.url}/settings/${id}`);
      await page.getByRole("heading", { level: 2 }).waitFor();
      await page.waitForLoadState("networkidle");
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), id).toBe(true);
      const pictures = process.env["ASSAY_PICTURES"];
      if (pictures !== undefined) {
        await page.screenshot({ path: join(pictures, `${id}-${String(width)}-${scheme}.png`), fullPage: true });
      }
      expect(await seriousIn(page), id).toEqual([]);
    }
  },
);

/** Apps are handed secrets in base 32. */
function decoded(base32: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...base32].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2))).toString();
}
