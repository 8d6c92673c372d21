import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { byCookie, client, openOffice, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
/** A mail server that takes connections, and never says a word. */
const sockets = new Set<Socket>();
const mute = createServer((socket) => sockets.add(socket.on("error", () => undefined)));
beforeAll(async () => {
  await new Promise((resolve) => mute.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = mute.address() as AddressInfo;
  office = await openOffice({ mail: { url: `smtp://127.0.0.1:${String(port)}`, from: "Assay <assay@example.com>" } });
  mine = await office.organization();
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  mute.close();
  await office.close();
});

const right = "a long and good one";
const accountOf = async (id: string) =>
  office.parts.database.selectFrom("user").select(["email", "name"]).where("id", "=", id).executeTakeFirstOrThrow();
const emailOf = async (id: string) => (await accountOf(id)).email;

let addresses = 0;
/** From an address of its own, as guesses are limited for each too. */
const from = (headers: Readonly<Record<string, string>> = {}) =>
  client(office.url, { ...headers, "x-forwarded-for": `198.51.100.${String(++addresses % 250)}` });
const logIn = (email: string, password: string, headers?: Readonly<Record<string, string>>) =>
  from(headers).ask("POST", "/api/auth/sign-in/email", { email, password });

test("guesses at one account are limited wherever they come from, and its owner still gets in from where they were", async () => {
  const email = await emailOf(mine.people.owner.id);
  const before = await logIn(email, right);
  const device = before.headers.getSetCookie().find((set) => set.startsWith("assay.device="));
  expect(device).toMatch(/HttpOnly; SameSite=Lax/);
  const statuses: number[] = [];
  for (let tries = 0; tries < 15; tries++)
    statuses.push((await logIn(email.toUpperCase(), `wrong ${String(tries)}`)).status);
  expect(statuses).toEqual([...Array<number>(10).fill(401), ...Array<number>(5).fill(429)]);
  const refused = await logIn(email, right);
  expect([refused.status, refused.body.code]).toEqual([429, "too-many-guesses"]);
  expect(refused.body.message).toMatch(/in \d+ minutes|in a minute/);

  const cookie = device?.split(";")[0] ?? "";
  expect((await logIn(email, right, { cookie })).status).toBe(200);
  // Someone else's, or one that was made up, is none.
  const another = await emailOf(mine.people.reader.id);
  const theirs = (await logIn(another, right)).headers.getSetCookie().find((set) => set.startsWith("assay.device="));
  expect((await logIn(email, right, { cookie: theirs?.split(";")[0] ?? "" })).status).toBe(429);
  expect((await logIn(email, right, { cookie: `${cookie.slice(0, -3)}abc` })).status).toBe(429);
  // It comes back with time, for all servers and after restarts.
  await office.parts.database
    .updateTable("guess_budget")
    .set(({ eb }) => ({ spent: eb("spent", "-", 1) }))
    .execute();
  expect((await logIn(email, right)).status).toBe(200);
});

test("an email without an account is limited in the same way", async () => {
  const statuses: number[] = [];
  for (let tries = 0; tries < 12; tries++)
    statuses.push((await logIn("nobody@marlow.example.com", "wrong one")).status);
  expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
});

test("many guesses at the same moment don't get past", async () => {
  const email = await emailOf(mine.people.recruiter.id);
  const statuses = (await Promise.all(Array.from({ length: 20 }, (_, at) => logIn(email, `wrong ${String(at)}`)))).map(
    ({ status }) => status,
  );
  expect(statuses.filter((status) => status === 401)).toHaveLength(10);
});

test("a stolen session allows no more guesses of the password", async () => {
  const ruth = await byCookie(office, mine.people.reviewer);
  const statuses: number[] = [];
  for (let tries = 0; tries < 12; tries++) {
    const body = { currentPassword: `wrong ${String(tries)}`, newPassword: "three words and a half" };
    statuses.push((await from(ruth.headers).ask("POST", "/api/auth/change-password", body)).status);
  }
  expect(statuses).toEqual([...Array<number>(10).fill(400), 429, 429]);
});

test("a link for a new password is answered at once, whether there is such an account or the mail server says anything", async () => {
  const ask = (email: string) => from().ask("POST", "/api/auth/request-password-reset", { email });
  const emails = [await emailOf(mine.people.reader.id), "nobody-at-all@marlow.example.com"];
  const answers = [await ask(emails[0] ?? ""), await ask(emails[1] ?? "")];
  expect(answers.map(({ status, text }) => [status, text])).toEqual(Array(2).fill([200, '{"status":true}']));
  await expect.poll(() => sockets.size, { timeout: 20_000 }).toBeGreaterThan(0);
  for (const email of emails) {
    const statuses: number[] = [];
    for (let tries = 0; tries < 6; tries++) statuses.push((await ask(email)).status);
    expect(statuses, email).toEqual([200, 200, 200, 200, 429, 429]);
  }
});

test("passwords that many people use, or that name their owner, are refused", async () => {
  const ruth = await byCookie(office, mine.people.reader);
  const { email, name } = await accountOf(mine.people.reader.id);
  const change = (newPassword: string) =>
    from(ruth.headers).ask("POST", "/api/auth/change-password", { currentPassword: right, newPassword });
  for (const common of [
    "password123",
    "P@ssw0rd1234",
    "qwertyuiop",
    "1234567890",
    "iloveyou2020",
    "aaaaaaaaaaaa",
    email,
    "AssayAssay",
    `${name.replaceAll(" ", "")}1`,
    `${name}2026!`,
  ]) {
    const { status, body } = await change(common);
    expect([status, body.code], common).toEqual([400, "common-password"]);
  }
  const owner = {
    token: "x".repeat(30),
    name: "Ruth Marlow",
    email: "ruth@marlow.example.com",
    organization: "Marlow & Fern",
  };
  const welcome = await from().ask("POST", "/welcome", { ...owner, password: "Ruth Marlow" });
  expect([welcome.status, welcome.body.code]).toEqual([400, "common-password"]);
  const { status, text } = await change("three words and a half");
  expect(status, text).toBe(200);
});
