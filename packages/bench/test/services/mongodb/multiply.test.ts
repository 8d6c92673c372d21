import { BSON, type Db } from "mongodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { binaryHere, buildsWithin, runMongodb, type RunningMongodb } from "./running-mongodb.ts";

const binary = await binaryHere();
const missing = typeof binary === "string" ? ` (skipped: ${binary})` : "";

describe.skipIf(typeof binary === "string")(
  `copies of documents in MongoDB${missing}`,
  { timeout: buildsWithin },
  () => {
    let running: RunningMongodb;
    let db: Db;
    beforeAll(async () => {
      if (typeof binary !== "string") running = await runMongodb(binary);
      db = (await running.connect()).db();
    });
    afterAll(() => running.close());

    async function copied(act: () => Promise<unknown>, times = 50) {
      const { rows } = await running.inspector.written(act);
      return running.inspector.multiply(rows, times);
    }

    test("names, emails and digests are made new wherever they stand", async () => {
      const [users, sessions] = [db.collection("users"), db.collection<{ _id: string; userId: unknown }>("sessions")];
      await users.createIndexes([{ key: { email: 1 }, unique: true }]);
      const made = await copied(async () => {
        const { insertedIds } = await users.insertMany([
          { email: "Anna.1@shop.example", name: "Anna", tries: 1, uuid: new BSON.UUID() },
          { email: "bo@shop.example", name: "Bo", tries: 1, uuid: new BSON.UUID() },
        ]);
        await sessions.insertMany([
          { _id: "digest-of-a-token-1", userId: insertedIds[0] },
          { _id: "digest-of-a-token-2", userId: insertedIds[1] },
        ]);
      });
      expect(made).toMatchObject({ made: 50 });
      const all = await users.find().toArray();
      expect(all).toHaveLength(102);
      expect(new Set(all.map(({ email }) => String(email))).size).toBe(102);
      expect(
        all.every(
          ({ _id, name, tries }) =>
            _id instanceof BSON.ObjectId && ["Anna", "Bo"].includes(String(name)) && tries === 1,
        ),
      ).toBe(true);
      expect(new Set(all.map(({ uuid }) => String(uuid))).size).toBe(102);
      const names = new Set(all.map(({ _id }) => _id.toHexString()));
      const owners = (await sessions.find().toArray()).map(({ userId }) => String(userId));
      expect(new Set(owners)).toEqual(names);
    });

    test("what can't be made new is said, and nothing is changed", async () => {
      const [people, places] = [db.collection("people"), db.collection<{ _id: unknown }>("places")];
      const reason = "nothing makes another value of the unique key places (_id)";
      const numbered = (): Promise<unknown> => places.insertOne({ _id: 1 });
      expect(await copied(() => people.insertOne({ email: "cy@shop.example" }).then(numbered))).toMatchObject({
        made: 0,
        reason,
      });
      expect(await people.countDocuments()).toBe(1);
      const named = (): Promise<unknown> => places.insertOne({ _id: { shop: 1, name: 2 } });
      const refused = await copied(() => people.insertOne({ email: "dee@shop.example" }).then(named));
      expect(refused.reason).toMatch(/duplicate/i);
      expect([await people.countDocuments(), await places.countDocuments()]).toEqual([2, 2]);
    });

    test("a hundred thousand accounts are copied in one go and are no statements of the submission's", async () => {
      const many = db.collection("many");
      await many.createIndexes([{ key: { email: 1 }, unique: true }]);
      const { rows } = await running.inspector.written(() =>
        many.insertMany(Array.from({ length: 10 }, (_, n) => ({ email: `${n}@shop.example`, hash: "x".repeat(97) }))),
      );
      const since = running.now();
      expect(await running.inspector.multiply(rows, 9_999)).toMatchObject({ made: 9_999 });
      expect(await running.inspector.statements(since)).toEqual([]);
      expect((await many.findOne({ email: "3000200@shop.example" }))?.["hash"]).toHaveLength(97);
      expect(await many.estimatedDocumentCount()).toBe(100_000);
    }, 120_000);
  },
);
