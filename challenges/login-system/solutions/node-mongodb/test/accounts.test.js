import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { accountStore } from "../src/accounts.js";
import { openDatabase, prepareDatabase } from "../src/database.js";
import { sessionStore } from "../src/sessions.js";

const url = process.env.TEST_DATABASE_URL;
const skip = url ? false : "set TEST_DATABASE_URL to a MongoDB database that may be emptied";

describe("accounts in a real database", { skip }, () => {
  let database;
  let accounts;
  let sessions;
  before(async () => {
    database = openDatabase(url);
    await database.users.deleteMany({});
    await database.sessions.deleteMany({});
    await prepareDatabase(database, new AbortController().signal);
    accounts = accountStore(database);
    sessions = sessionStore(database);
  });
  after(() => database?.close());

  const as = (token) => ({ get: () => `Bearer ${token}` });

  it("one email makes one account, however many ask at once", async () => {
    const sameEmail = Array.from({ length: 8 }, (_none, number) => ({
      email: "one@x.y",
      name: `${number}`,
      passwordHash: "h",
    }));
    const made = await Promise.all(sameEmail.map((account) => accounts.create(account)));
    assert.equal(made.filter(Boolean).length, 1);
  });

  it("a password change ends every log-in of before", async () => {
    const account = await accounts.create({ email: "two@x.y", name: "Two", passwordHash: "h" });
    const old = await sessions.start(account);
    assert.equal((await sessions.authenticate(as(old))).account.email, "two@x.y");
    const changed = await accounts.changePassword(account, "h2");
    await assert.rejects(sessions.authenticate(as(old)), { status: 401 });
    assert.equal(await accounts.changePassword(account, "h3"), null);
    await sessions.authenticate(as(await sessions.start(changed)));
  });

  it("a reset token works once, and a newer one replaces it", async () => {
    await accounts.create({ email: "three@x.y", name: "Three", passwordHash: "h" });
    const older = await accounts.startReset("three@x.y");
    const token = await accounts.startReset("three@x.y");
    assert.equal(await accounts.hasReset("three@x.y", older), false);
    const uses = await Promise.all([1, 2, 3].map((number) => accounts.finishReset("three@x.y", token, `h${number}`)));
    assert.equal(uses.filter(Boolean).length, 1);
    assert.equal(await accounts.startReset("nobody@x.y"), undefined);
  });
});
