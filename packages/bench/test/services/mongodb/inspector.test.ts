import { setTimeout as sleep } from "node:timers/promises";
import { BSON, type Db } from "mongodb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { binaryHere, buildsWithin, runMongodb, type RunningMongodb } from "./running-mongodb.ts";

const binary = await binaryHere();
const missing = typeof binary === "string" ? ` (skipped: ${binary})` : "";
const hour = 3_600_000;

describe.skipIf(typeof binary === "string")(`MongoDB's inspector${missing}`, { timeout: buildsWithin }, () => {
  let running: RunningMongodb;
  let db: Db;
  beforeEach(async () => {
    if (typeof binary !== "string") running = await runMongodb(binary);
    db = (await running.connect()).db();
  });
  afterEach(() => running.close());

  const placesOf = async (text: string): Promise<string[]> =>
    (await running.inspector.find(text)).map(({ table, column }) => `${table} ${column}`);

  test("a text is found wherever it stands, whatever its case, in texts, lists, names and bytes", async () => {
    await db.collection("users").insertOne({
      email: "Bat@shop.example",
      profile: { names: ["Ana", "the Zoë"], notes: JSON.stringify({ animal: "narwhal" }) },
      picture: new BSON.Binary(Buffer.from("..quokka..")),
      tries: { numbat: 3 },
    });
    await db.collection("log").insertMany([{ line: Buffer.from("narwhal").toString("hex") }, { line: "nothing" }]);
    expect(await placesOf("bat@SHOP")).toEqual(["users email"]);
    expect(await placesOf("Zoë")).toEqual(["users profile.names.1"]);
    expect(await placesOf("QUOKKA")).toEqual(["users picture"]);
    expect(await placesOf("numbat")).toEqual(["users tries.numbat"]);
    expect(await placesOf("narwhal")).toEqual(["log line", "users profile.notes"]);
    expect(await placesOf("wombat")).toEqual([]);
    expect(await running.inspector.countMentions("narwhal")).toEqual({ log: 1, users: 1 });
    expect((await running.inspector.find("quokka"))[0]?.row).toMatchObject({
      email: "Bat@shop.example",
      profile: { names: ["Ana", "the Zoë"] },
      picture: `\\x${Buffer.from("..quokka..").toString("hex")}`,
    });
  });

  test("rows written are those inserted or changed, also a moment after the answer", async () => {
    const users = db.collection("users");
    await users.insertMany([{ email: "old@x" }, { email: "same@x" }]);
    const { result, rows } = await running.inspector.written(async () => {
      await users.updateOne({ email: "old@x" }, { $set: { note: "new" } });
      setTimeout(() => void users.insertOne({ email: "late@x" }), 15);
      return "done";
    });
    expect(result).toBe("done");
    expect(rows.map(({ table, row }) => [table, row["email"]])).toEqual([
      ["users", "old@x"],
      ["users", "late@x"],
    ]);
    expect(await running.inspector.rows()).toHaveLength(3);
  });

  test("moments are moved back, however they are kept, and stay what they were", async () => {
    const now = Date.now();
    const seconds = Math.floor(now / 1_000);
    const sessions = db.collection("sessions");
    await sessions.insertOne({
      createdAt: new Date(now),
      expires: { ms: now, long: BSON.Long.fromNumber(now), s: seconds, text: new Date(now).toISOString() },
      list: [new Date(now), "kept", 12],
      born: new Date("1980-01-01"),
    });
    await sessions.insertOne({ other: new Date(now) });
    const [row] = (await running.inspector.rows()).filter((ref) => "list" in ref.row);
    if (row === undefined) throw new Error("no row");
    expect(await running.inspector.moveBack([row], hour)).toEqual({ moved: 6 });
    const typed = db.collection("sessions", { promoteValues: false });
    const aged = await typed.findOne({ list: { $exists: true } });
    expect(aged).toMatchObject({
      createdAt: new Date(now - hour),
      list: [new Date(now - hour), "kept", { value: 12 }],
      born: new Date("1980-01-01"),
    });
    const { ms, long, s, text } = aged?.["expires"] as Record<string, unknown>;
    expect([Number(ms), String(long), Number(s), text]).toEqual([
      now - hour,
      String(now - hour),
      seconds - 3_600,
      new Date(now - hour).toISOString(),
    ]);
    expect(long).toBeInstanceOf(BSON.Long);
    expect(await sessions.findOne({ other: { $exists: true } })).toMatchObject({ other: new Date(now) });
  });

  test("writers wait until all have read, and readers go on", async () => {
    const users = db.collection("users");
    await users.insertOne({ email: "first@x" });
    const signUp = async (email: string): Promise<void> => {
      if ((await users.findOne({ email })) === null) await users.insertOne({ email });
    };
    const { waiting } = await running.inspector.holdingWrites(
      () => Promise.all([signUp("a@x"), signUp("a@x"), signUp("a@x")]),
      { untilWaiting: 3 },
    );
    expect(waiting).toBe(3);
    // Without an index nothing stops them, so the race is certain.
    expect(await users.countDocuments({ email: "a@x" })).toBe(3);
    const one = await running.inspector.holdingWrites(() => db.collection("others").insertOne({ a: 1 }), {
      tables: ["users"],
    });
    expect(one.waiting).toBe(0);
  });

  test("writers are let go after the longest time, and when what runs breaks", async () => {
    const { waiting } = await running.inspector.holdingWrites(() => db.collection("users").insertOne({ a: 1 }), {
      atMostMs: 200,
    });
    expect(waiting).toBe(1);
    await expect(running.inspector.holdingWrites(() => Promise.reject(new Error("it broke")))).rejects.toThrow(
      "it broke",
    );
    await db.collection("users").insertOne({ a: 2 });
    expect(await db.collection("users").countDocuments()).toBe(2);
  });

  test("indexes are told, and which of them hold to something", async () => {
    await db.collection("users").createIndexes([{ key: { email: 1 }, unique: true }, { key: { name: 1, at: -1 } }]);
    expect(await running.inspector.constraints()).toEqual([
      { table: "users", name: "_id_", definition: "UNIQUE INDEX (_id)" },
      { table: "users", name: "email_1", definition: "UNIQUE INDEX (email)" },
      { table: "users", name: "name_1_at_-1", definition: "INDEX (name, at)" },
    ]);
  });

  test("what the server was asked is told, with its values apart, and what it refused", async () => {
    const users = db.collection<{ _id: number; email?: string }>("users");
    await users.insertOne({ _id: 1 });
    await sleep(5);
    const since = running.now();
    await users.find({ email: "it's", $or: [{ _id: 2 }, { _id: { $gt: 3 } }] }).toArray();
    await users.insertOne({ _id: 1 }).catch(() => undefined);
    await users
      .find({ $where: "this.email == 'a'" })
      .toArray()
      .catch(() => undefined);
    const statements = await running.inspector.statements(since);
    expect(statements.map(({ text }) => text)).toEqual([
      "find users filter {'email': ?, '$or': [{'_id': ?}, {'_id': {'$gt': ?}}]}",
      "insert users documents [{'_id': ?}] ordered ?",
      "find users filter {'$where': this.email == 'a'}",
    ]);
    expect(statements[0]?.parameters).toContain("it's");
    expect(statements[1]?.error).toBe("11000");
    expect(statements.every(({ at, durationMs = -1 }) => at >= since && at <= running.now() && durationMs >= 0)).toBe(
      true,
    );
  });

  test("open connections are counted", async () => {
    expect(await running.inspector.connections()).toBeGreaterThan(0);
  });
});
