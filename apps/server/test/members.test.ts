import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createOTP } from "@better-auth/utils/otp";
import { client, openOffice, type Client, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
beforeAll(async () => {
  office = await openOffice();
  mine = await office.organization();
});
afterAll(() => office.close());

let invited = 0;
const password = "quite a long one";

async function joined(access: string): Promise<{ readonly email: string; readonly id: string }> {
  const email = `new-${String(++invited)}@marlow.example.com`;
  const { body } = await mine.people.owner.ask("POST", "/invitations", { email, access });
  const token = String(body.link).split("#")[1];
  await client(office.url).ask("POST", "/join", { token, name: "Robin Lane", password });
  const { body: members } = await mine.people.owner.ask("GET", "/members");
  return members.find((member: { email: string }) => member.email === email);
}

let addresses = 0;

/** From an address of its own: from one, log-ins are limited. */
async function logIn(email: string, words = password): Promise<{ readonly status: number; readonly who: Client }> {
  const headers = { "x-forwarded-for": `203.0.113.${String(++addresses)}` };
  const answer = await client(office.url, headers).ask("POST", "/api/auth/sign-in/email", { email, password: words });
  const cookie = answer.headers
    .getSetCookie()
    .map((set) => set.split(";")[0])
    .join("; ");
  return { status: answer.status, who: client(office.url, { ...headers, cookie }) };
}

describe("an invitation", () => {
  test("brings somebody in by its link, once, with the access that it says", async () => {
    const email = "Robin@Marlow.example.com";
    const { owner } = mine.people;
    const { status, body } = await owner.ask("POST", "/invitations", { email, access: "reviewer" });
    expect([status, body.mailed]).toEqual([201, false]);
    const token = String(body.link).split("#")[1];
    expect((await client(office.url).ask("POST", "/join/look", { token })).body).toEqual({
      organization: "Marlow & Fern",
      email: "robin@marlow.example.com",
      access: "reviewer",
    });
    const join = { token, name: "Robin Lane", password };
    const both = await Promise.all([1, 2].map(() => client(office.url).ask("POST", "/join", join)));
    expect(both.map((answer) => answer.status).sort()).toEqual([201, 401]);

    const { who } = await logIn("robin@marlow.example.com");
    expect((await who.ask("GET", "/me")).body).toMatchObject({
      person: { name: "Robin Lane" },
      organization: { id: mine.id },
      access: "reviewer",
    });
    expect((await owner.ask("GET", "/invitations")).body).toEqual([]);
    expect((await owner.ask("POST", "/invitations", { email, access: "owner" })).status).toBe(409);
  });

  test("can be withdrawn, and is void when the same person is invited again", async () => {
    const { owner } = mine.people;
    const invite = async () =>
      (await owner.ask("POST", "/invitations", { email: "kim@marlow.example.com", access: "reader" })).body;
    const first = await invite();
    const second = await invite();
    const look = (link: string) => client(office.url).ask("POST", "/join/look", { token: link.split("#")[1] });
    expect((await look(first.link)).body).toMatchObject({ code: "link-not-valid" });
    expect((await look(second.link)).status).toBe(200);
    expect((await owner.ask("DELETE", `/invitations/${String(second.id)}`)).status).toBe(204);
    expect((await look(second.link)).status).toBe(401);
    expect((await owner.ask("DELETE", `/invitations/${String(second.id)}`)).status).toBe(404);
  });

  test("that is old opens nothing", async () => {
    const { body } = await mine.people.owner.ask("POST", "/invitations", {
      email: "late@marlow.example.com",
      access: "reader",
    });
    await office.parts.database
      .updateTable("verification")
      .set({ expiresAt: new Date(Date.now() - 1_000) })
      .where("value", "=", body.id)
      .execute();
    const token = String(body.link).split("#")[1];
    expect((await client(office.url).ask("POST", "/join", { token, name: "Late", password })).status).toBe(401);
  });

  test("is never kept as it is", async () => {
    const { body } = await mine.people.owner.ask("POST", "/invitations", {
      email: "secret@marlow.example.com",
      access: "reader",
    });
    const token = String(body.link).split("#")[1] ?? "";
    const kept = await office.parts.database.selectFrom("verification").selectAll().execute();
    expect(token.length).toBeGreaterThan(40);
    expect(JSON.stringify(kept)).not.toContain(token);
  });
});

describe("a member", () => {
  test("can be given another access, at once", async () => {
    const { id, email } = await joined("reader");
    const { who } = await logIn(email);
    const role = { title: "Backend", challenge: "login-system" };
    expect((await who.ask("POST", "/roles", role)).status).toBe(403);
    const changed = await mine.people.owner.ask("PUT", `/members/${id}/access`, { access: "recruiter" });
    expect(changed.status).toBe(204);
    expect((await who.ask("POST", "/roles", role)).status).toBe(201);
  });

  test("who is removed is out at once, by session and by token, and can come back", async () => {
    const { id, email } = await joined("recruiter");
    const { who } = await logIn(email);
    const { body: held } = await who.ask("POST", "/tokens", { name: "a program" });
    const program = client(office.url, { authorization: `Bearer ${String(held.token)}` });
    expect((await program.ask("GET", "/me")).status).toBe(200);

    expect((await mine.people.owner.ask("DELETE", `/members/${id}`)).status).toBe(204);
    expect((await who.ask("GET", "/me")).status).toBe(401);
    expect((await program.ask("GET", "/me")).status).toBe(401);
    expect((await mine.people.owner.ask("DELETE", `/members/${id}`)).status).toBe(404);

    const { body } = await mine.people.owner.ask("POST", "/invitations", { email, access: "reader" });
    const token = String(body.link).split("#")[1];
    const again = { token, name: "Robin Lane", password: "another long one" };
    expect((await client(office.url).ask("POST", "/join", again)).status).toBe(201);
    const back = await logIn(email, again.password);
    expect((await back.who.ask("GET", "/me")).body).toMatchObject({ access: "reader", person: { id } });
    expect((await logIn(email)).status).toBe(401);
    expect((await program.ask("GET", "/me")).status).toBe(401);
  });

  test("who is the last owner stays, also when two owners remove each other at the same moment", async () => {
    const alone = await office.organization("Two owners");
    const { owner, recruiter } = alone.people;
    for (const [method, path, body] of [
      ["DELETE", `/members/${owner.id}`, undefined],
      ["PUT", `/members/${owner.id}/access`, { access: "reader" }],
    ] as const) {
      expect((await owner.ask(method, path, body)).body).toMatchObject({ code: "not-now" });
    }
    await owner.ask("PUT", `/members/${recruiter.id}/access`, { access: "owner" });
    const both = await Promise.all([
      owner.ask("DELETE", `/members/${recruiter.id}`),
      recruiter.ask("DELETE", `/members/${owner.id}`),
    ]);
    // Who was removed first may be told so by the log-in.
    expect(both.filter(({ status }) => status === 204)).toHaveLength(1);
    const owners = await office.parts.database
      .selectFrom("member")
      .select("userId")
      .where("organizationId", "=", alone.id)
      .where("role", "=", "owner")
      .execute();
    expect(owners).toHaveLength(1);
  });

  test("changes are in the audit log, with who made them", async () => {
    const { id } = await joined("reader");
    await mine.people.owner.ask("PUT", `/members/${id}/access`, { access: "reviewer" });
    await mine.people.owner.ask("DELETE", `/members/${id}`);
    const rows = await office.parts.database
      .selectFrom("audit")
      .select(["action", "actor", "details"])
      .where("subject", "=", id)
      .orderBy("at")
      .execute();
    expect(rows).toEqual([
      { action: "member.joined", actor: id, details: { access: "reader" } },
      { action: "member.changed", actor: mine.people.owner.id, details: { from: "reader", to: "reviewer" } },
      { action: "member.removed", actor: mine.people.owner.id, details: {} },
    ]);
  });
});

describe("an account", () => {
  test("lists its sessions, and ends one elsewhere", async () => {
    const { email } = await joined("reader");
    const [here, there] = [(await logIn(email)).who, (await logIn(email)).who];
    const { body: sessions } = await here.ask("GET", "/sessions");
    expect(sessions).toHaveLength(2);
    expect((await there.ask("GET", "/me")).status).toBe(200);
    expect((await here.ask("DELETE", "/sessions")).status).toBe(204);
    expect((await there.ask("GET", "/me")).status).toBe(401);
    expect((await here.ask("GET", "/me")).status).toBe(200);
  });

  test("changes its password, which ends its other sessions", async () => {
    const { email } = await joined("reader");
    const [here, there] = [(await logIn(email)).who, (await logIn(email)).who];
    const wrong = { currentPassword: "not this one", newPassword: "a new long one", revokeOtherSessions: true };
    expect((await here.ask("POST", "/api/auth/change-password", wrong)).status).toBe(400);
    const right = { ...wrong, currentPassword: password };
    expect((await here.ask("POST", "/api/auth/change-password", right)).status).toBe(200);
    expect((await there.ask("GET", "/me")).status).toBe(401);
    expect((await logIn(email)).status).toBe(401);
    expect((await logIn(email, right.newPassword)).status).toBe(200);
  });

  test("with a second factor asks for the digits of its app at the log-in", async () => {
    const { id, email } = await joined("reader");
    const { who: here } = await logIn(email);
    const { body } = await here.ask("POST", "/api/auth/two-factor/enable", { password });
    const secret = new URL(body.totpURI).searchParams.get("secret") ?? "";
    const digits = () => createOTP(decoded(secret)).totp();
    const verified = await here.ask("POST", "/api/auth/two-factor/verify-totp", { code: await digits() });
    expect(verified.status).toBe(200);

    const { who: halfway, status } = await logIn(email);
    expect(status).toBe(200);
    expect((await halfway.ask("GET", "/me")).status).toBe(401);
    const bad = await halfway.ask("POST", "/api/auth/two-factor/verify-totp", { code: "000000" });
    expect(bad.status).toBe(401);
    const good = await halfway.ask("POST", "/api/auth/two-factor/verify-totp", { code: await digits() });
    expect(good.status).toBe(200);
    const listed = await mine.people.owner.ask("GET", "/members");
    expect(listed.body.find((member: { id: string }) => member.id === id)).toMatchObject({ second_factor: true });
  });
});

/** Apps are handed secrets in base 32. */
function decoded(base32: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...base32].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const bytes = bits.match(/.{8}/g)?.map((byte) => parseInt(byte, 2)) ?? [];
  return Buffer.from(bytes).toString();
}

describe("a password that was forgotten, where no mail is sent", () => {
  test("is chosen anew by a link that is printed where it runs, and who asks learns nothing of who is there", async () => {
    const { email } = await joined("reader");
    const { printed } = office;
    expect(printed).toEqual([]);
    const ask = (address: string) =>
      client(office.url).ask("POST", "/api/auth/request-password-reset", { email: address, redirectTo: "/" });
    expect((await client(office.url).ask("GET", "/password-reset")).body).toEqual({ link_goes: "where-it-runs" });
    const [nobody, somebody] = [await ask("nobody@marlow.example.com"), await ask(email)];
    expect([somebody.status, somebody.text]).toEqual([nobody.status, nobody.text]);
    await expect.poll(() => printed.length).toBe(1);
    expect(printed[0]).toContain(`for ${email}.`);
    const token = /\/api\/auth\/reset-password\/([A-Za-z0-9]+)\?/.exec(printed[0] ?? "")?.[1];
    // Opened in a browser, it leads to the page.
    const link = /http:\S+\/api\/auth\/reset-password\/\S+/.exec(printed[0] ?? "")?.[0] ?? "";
    const opened = await fetch(link, { redirect: "manual" });
    expect([opened.status, opened.headers.get("location")]).toEqual([302, `${office.url}/?token=${String(token)}`]);
    const newPassword = "a much newer one";
    const set = () => client(office.url).ask("POST", "/api/auth/reset-password", { token, newPassword });
    expect([(await set()).status, (await set()).status]).toEqual([200, 400]);
    expect((await logIn(email, newPassword)).status).toBe(200);
  });
});
