import { MongoServerError, type IndexDescription } from "mongodb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { binaryHere, buildsWithin, runMongodb, type RunningMongodb } from "./running-mongodb.ts";

const binary = await binaryHere();
const missing = typeof binary === "string" ? ` (skipped: ${binary})` : "";

describe.skipIf(typeof binary === "string")(`MongoDB's server${missing}`, { timeout: buildsWithin }, () => {
  let running: RunningMongodb;
  beforeEach(async () => {
    if (typeof binary !== "string") running = await runMongodb(binary);
  });
  afterEach(() => running.close());

  const codeOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => (error instanceof MongoServerError ? error.code : error),
    );

  test("says what it is", () => {
    expect(running.database.version).toMatch(/^(MongoDB \d+\.\d+\.\d+|FerretDB 1\.24\.0 \(in place of MongoDB\))$/);
  });

  test("its user needs the password, owns one database and is no administrator", async () => {
    await expect(running.connect({ password: "wrong" })).rejects.toThrow(/Authentication failed/);
    const client = await running.connect();
    expect(await codeOf(client.db().collection("users").insertOne({ a: 1 }))).toBeUndefined();
    const forbidden = [
      client.db().command({ createUser: "other", pwd: "other", roles: [] }),
      client.db().command({ updateUser: "app", pwd: "another" }),
      client.db("admin").command({ usersInfo: 1 }),
      client.db("admin").command({ getParameter: "*" }),
      client.db("admin").command({ shutdown: 1 }),
      client.db("admin").collection("system.users").find().toArray(),
      client.db("other").collection("users").insertOne({ a: 1 }),
    ];
    expect(await Promise.all(forbidden.map(codeOf))).toEqual(forbidden.map(() => 13));
    expect(await client.db().collection("users").countDocuments()).toBe(1);
  });

  test("a second value in a unique index is MongoDB's own error, in every way of writing", async () => {
    const users = (await running.connect()).db().collection<{ email: string; at?: number }>("users");
    await users.createIndexes([{ key: { email: 1 }, unique: true }]);
    await users.insertMany([{ email: "a@x" }, { email: "b@x" }]);
    const told = {
      code: 11000,
      keyPattern: { email: 1 },
      keyValue: { email: "a@x" },
      message: expect.stringContaining("E11000 duplicate key error collection: app.users index: email_1") as unknown,
    };
    await expect(users.insertOne({ email: "a@x" })).rejects.toMatchObject(told);
    await expect(users.updateOne({ email: "b@x" }, { $set: { email: "a@x" } })).rejects.toMatchObject(told);
    await expect(
      users.findOneAndUpdate({ email: "b@x" }, { $set: { email: "a@x" } }, { upsert: true }),
    ).rejects.toMatchObject(told);
    expect(await codeOf(users.updateOne({ email: "c@x" }, { $set: { at: 1 } }, { upsert: true }))).toBeUndefined();
    expect(await users.countDocuments()).toBe(3);
  });

  test("a document is read and changed in one step", async () => {
    const tokens = (await running.connect()).db().collection<{ used: boolean; uses: number }>("tokens");
    await tokens.insertOne({ used: false, uses: 0 });
    const uses = await Promise.all(
      Array.from({ length: 20 }, () => tokens.updateOne({ used: false }, { $set: { used: true }, $inc: { uses: 1 } })),
    );
    expect(uses.filter(({ modifiedCount }) => modifiedCount === 1)).toHaveLength(1);
    await Promise.all(Array.from({ length: 20 }, () => tokens.updateOne({}, { $inc: { uses: 1 } })));
    expect(await tokens.findOne()).toMatchObject({ uses: 21 });
  });

  test("a write that nobody waits for is done, and the connection goes on", async () => {
    const client = await running.connect({ maxPoolSize: 1 });
    const users = client.db().collection("users");
    for (let number = 0; number < 5; number += 1) await users.insertOne({ number }, { writeConcern: { w: 0 } });
    expect((await users.find().toArray()).map(({ number }) => number as number)).toEqual([0, 1, 2, 3, 4]);
  });

  test("an index may say when its documents expire; a transaction is refused as by a server that stands alone", async () => {
    const client = await running.connect();
    const sessions = client.db().collection("sessions");
    expect(await sessions.createIndexes([{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }])).toEqual(["expiresAt_1"]);
    const session = client.startSession();
    const transaction = session.withTransaction(() => sessions.insertOne({ a: 1 }, { session }));
    await expect(transaction).rejects.toThrow(/retryable writes|Transaction numbers/);
    expect(await sessions.countDocuments()).toBe(0);
    expect(await running.database.lacks?.()).toEqual([]);
  });

  test("indexes may be asked for again, as each start of an app does", async () => {
    const users = (await running.connect()).db().collection("users");
    const indexes: IndexDescription[] = [
      { key: { email: 1 }, unique: true },
      { key: { at: 1 }, expireAfterSeconds: 60 },
      { key: { name: 1 } },
    ];
    for (let start = 0; start < 3; start += 1) {
      expect(await users.createIndexes(indexes)).toEqual(["email_1", "at_1", "name_1"]);
    }
    expect(await users.createIndexes([...indexes, { key: { more: 1 } }])).toContain("more_1");
    expect((await users.listIndexes().toArray()).length).toBe(5);
  });

  test("a client that says goodbye asks for nothing that is lacking", async () => {
    const client = await running.connect();
    await client.db().collection("users").insertOne({ a: 1 }, { session: client.startSession() });
    await client.close();
    expect(await (await running.connect()).db("admin").command({ refreshSessions: [] })).toMatchObject({ ok: 1 });
    expect(await running.database.lacks?.()).toEqual([]);
  });

  test.runIf(typeof binary !== "string" && binary.kind === "ferretdb")(
    "what FerretDB lacks is told, so that nobody is blamed for it",
    async () => {
      const users = (await running.connect()).db().collection("users");
      const collation = { locale: "en", strength: 2 };
      expect(await codeOf(users.createIndexes([{ key: { email: 1 }, unique: true, collation }]))).toBe(238);
      expect(await running.database.lacks?.()).toEqual([expect.stringContaining("collation")]);
    },
  );
});
