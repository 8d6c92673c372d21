import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { needsDatabase, startMailServer, startService } from "./service.js";

describe("the service", needsDatabase, () => {
  let service;
  before(async () => (service = await startService({ copies: 2 })));
  after(() => service?.close());

  let count = 0;
  function someone() {
    count += 1;
    return {
      email: `person${count}@example.com`,
      password: `Long-enough-${count}`,
      name: `Person ${count}`,
      from: `198.51.100.${count}`,
    };
  }
  const signUp = ({ from, ...body }) => service.ask("POST", "/signup", { body, from });
  const logIn = ({ email, password, from }, options) =>
    service.ask("POST", "/login", { body: { email, password }, from, ...options });
  async function loggedIn() {
    const person = someone();
    await signUp(person);
    return { ...person, token: (await logIn(person)).body.token };
  }
  async function mailTo(email, number = 1) {
    for (let tries = 0; tries < 100; tries += 1) {
      const found = service.mails.filter((mail) => mail.to.includes(email));
      if (found.length >= number) return found[number - 1].text;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no mail number ${number} to ${email}`);
  }
  const tokenIn = (text) => /\?token=([\w-]+)/.exec(text)[1];

  it("signs up, logs in and says who that is, on every copy", async () => {
    const person = someone();
    const signedUp = await signUp(person);
    assert.equal(signedUp.status, 201);
    assert.deepEqual(Object.keys(signedUp.body.user), ["id", "email", "name", "bio"]);
    const { body } = await logIn(person);
    const me = await service.ask("GET", "/me", { token: body.token, copy: 1 });
    assert.deepEqual(me.body, signedUp.body.user);
  });

  it("makes one account of one email, whatever its case, however many ask at once", async () => {
    const person = someone();
    const spellings = [person.email, person.email.toUpperCase(), ` ${person.email} `];
    const replies = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        service.ask("POST", "/signup", { body: { ...person, email: spellings[index % 3] }, copy: index % 2 }),
      ),
    );
    assert.equal(replies.filter(({ status }) => status === 201).length, 1);
    assert.equal(replies.filter(({ status }) => status === 409).length, 23);
  });

  it("answers an unknown email and a wrong password alike", async () => {
    const person = await loggedIn();
    const wrong = await logIn({ ...person, password: "Wrong-password-1" });
    const unknown = await logIn({ ...someone(), password: "Wrong-password-1" });
    assert.deepEqual([wrong.status, wrong.body], [401, unknown.body]);
    assert.equal(unknown.status, 401);
  });

  it("keeps two changes to different fields at once", async () => {
    const person = await loggedIn();
    await Promise.all([
      service.ask("PATCH", "/me", { token: person.token, body: { name: "نور 🌙", role: "admin" } }),
      service.ask("PATCH", "/me", { token: person.token, body: { bio: "Line one\nLine two" } }),
    ]);
    const { body } = await service.ask("GET", "/me", { token: person.token });
    assert.deepEqual({ ...body, id: "" }, { id: "", email: person.email, name: "نور 🌙", bio: "Line one\nLine two" });
  });

  it("ends a log-in at log-out, and all others when the password changes", async () => {
    const person = await loggedIn();
    const other = (await logIn(person)).body.token;
    const third = (await logIn(person)).body.token;
    assert.equal((await service.ask("POST", "/logout", { token: third })).status, 204);
    assert.equal((await service.ask("GET", "/me", { token: third, copy: 1 })).status, 401);

    const change = (currentPassword) =>
      service.ask("POST", "/me/password", {
        token: person.token,
        body: { currentPassword, newPassword: "Another-word-9" },
      });
    assert.equal((await change("Not-the-password-1")).status, 403);
    assert.equal((await change(person.password)).status, 204);
    assert.equal((await service.ask("GET", "/me", { token: other })).status, 401);
    assert.equal((await service.ask("GET", "/me", { token: person.token })).status, 200);
    assert.equal((await logIn(person)).status, 401);
    assert.equal((await logIn({ ...person, password: "Another-word-9" })).status, 200);
  });

  it("resets a password once, by the newest mail only", async () => {
    const person = await loggedIn();
    const forgot = () => service.ask("POST", "/password/forgot", { body: { email: person.email } });
    const unknown = await service.ask("POST", "/password/forgot", { body: { email: someone().email } });
    const first = await forgot();
    assert.deepEqual([first.status, first.body], [unknown.status, unknown.body]);
    const older = tokenIn(await mailTo(person.email));
    await forgot();
    const newer = tokenIn(await mailTo(person.email, 2));

    const reset = (token, email = person.email) =>
      service.ask("POST", "/password/reset", { body: { email, token, newPassword: "Brand-new-word-1" } });
    assert.equal((await reset(older)).status, 400);
    assert.equal((await reset(newer, someone().email)).status, 400);
    const together = await Promise.all([reset(newer), reset(newer)]);
    assert.deepEqual(together.map(({ status }) => status).sort(), [204, 400]);
    assert.equal((await service.ask("GET", "/me", { token: person.token })).status, 401);
    assert.equal((await logIn({ ...person, password: "Brand-new-word-1" })).status, 200);
  });

  it("slows guessing, whatever the guesser claims, and lets the owner in from elsewhere", async () => {
    const person = await loggedIn();
    const statuses = [];
    for (let guess = 0; guess < 20; guess += 1) {
      const from = `10.0.0.${guess}, 203.0.113.77`;
      statuses.push((await logIn({ ...person, password: `Wrong-password-${guess}`, from })).status);
    }
    assert.equal(statuses[3], 401);
    assert.equal(statuses[19], 429);
    assert.equal((await logIn({ ...person, from: "203.0.113.77" })).status, 429);
    assert.equal((await logIn(person)).status, 200);
  });

  it("refuses what is not text, not JSON or too big, in its own words", async () => {
    const { token } = await loggedIn();
    const person = someone();
    const attempts = [
      service.ask("POST", "/signup", { body: { ...person, name: "a\0b" } }),
      service.ask("POST", "/signup", { raw: JSON.stringify({ ...person, name: "x" }).replace('"x"', '"\\ud800"') }),
      service.ask("POST", "/signup", { body: { ...person, name: 7 } }),
      service.ask("POST", "/signup", { body: { ...person, name: "n".repeat(201) } }),
      service.ask("POST", "/signup", { body: { ...person, password: "p".repeat(100_000) } }),
      service.ask("POST", "/signup", { raw: "{" }),
      service.ask("POST", "/signup", { raw: "" }),
      service.ask("POST", "/signup", { raw: '{"__proto__":{"role":"admin"}}' }),
      service.ask("POST", "/signup", { raw: "[".repeat(100_000) + "]".repeat(100_000) }),
      service.ask("POST", "/signup", { raw: "a=b", type: "text/plain" }),
      service.ask("POST", "/signup", { raw: "x".repeat(1_100_000) }),
      service.ask("GET", "/nowhere"),
      service.ask("PUT", "/me", { token }),
    ];
    const replies = await Promise.all(attempts);
    assert.deepEqual(
      replies.map(({ status }) => status),
      [400, 400, 400, 400, 400, 400, 400, 400, 400, 415, 413, 404, 404],
    );
    for (const { body } of replies) assert.equal(typeof body.error.message, "string");
  });

  it("survives a restart with its accounts and log-ins", async () => {
    const person = await loggedIn();
    await service.restart();
    assert.equal((await service.ask("GET", "/me", { token: person.token })).status, 200);
  });

  it("deletes an account with everything that belongs to it", async () => {
    const person = await loggedIn();
    assert.equal((await service.ask("DELETE", "/me", { token: person.token })).status, 204);
    assert.equal((await service.ask("GET", "/me", { token: person.token })).status, 401);
    assert.equal((await logIn(person)).status, 401);
  });

  it("answers while the mail server is down, and delivers when it is back", async () => {
    const person = await loggedIn();
    const { port } = service.mailServer;
    await service.mailServer.close();
    const started = Date.now();
    assert.equal((await service.ask("POST", "/password/forgot", { body: { email: person.email } })).status, 202);
    assert.ok(Date.now() - started < 1_000);
    service.mailServer = Object.assign(service.mailServer, await startMailServer(port));
    service.mails = service.mailServer.mails;
    assert.match(await mailTo(person.email), /\?token=/);
  });
});
