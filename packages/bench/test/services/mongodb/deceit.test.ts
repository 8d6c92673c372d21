import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BSON, type Db } from "mongodb";
import type { OpenInspector } from "../../../src/services/open-inspector.ts";
import { binaryHere, runMongodb, type RunningMongodb } from "./running-mongodb.ts";

/** What a submission that controls its own database does to be misread. */

const binary = await binaryHere();
const missing = typeof binary === "string" ? ` (skipped: ${binary})` : "";

describe.skipIf(typeof binary === "string")(`MongoDB's inspector is not deceived${missing}`, () => {
  let running: RunningMongodb;
  let inspector: OpenInspector;
  let db: Db;
  beforeEach(async () => {
    if (typeof binary === "string") return;
    running = await runMongodb(binary);
    ({ inspector } = running);
    db = (await running.connect()).db("app");
  });
  afterEach(() => running.close());

  async function placesOf(text: string): Promise<string[]> {
    return (await inspector.find(text)).map(({ table, column }) => `${table} ${column}`);
  }

  test("by patterns, and by names of what holds nothing", async () => {
    await db
      .collection<Readonly<Record<string, unknown>>>("users")
      .insertMany([{ password: /quokka in a pattern/ }, { "quokka as a name": {} }]);
    expect(await placesOf("quokka in a pattern")).toEqual(["users password"]);
    expect(await placesOf("quokka as a name")).toEqual(["users quokka as a name"]);
  });

  test("by names of indexes and collections", async () => {
    await db.collection("users").insertOne({ email: "a@x" });
    await db.collection("users").createIndex({ email: 1 }, { name: "quokka in an index" }, {});
    await db.collection("quokka_collection").insertOne({ x: new BSON.Int32(1) });
    expect(await placesOf("quokka in an index")).toEqual(["users indexes.1.name"]);
    expect((await inspector.find("quokka_collection")).map(({ table }) => table)).toContain("quokka_collection");
  });

  test("by a collection full of documents before the others", async () => {
    await db.collection("a_decoy").insertOne({ x: -1 });
    const { rows } = await inspector.written(async () => {
      await db.collection("a_decoy").insertMany(Array.from({ length: 12_000 }, (_, x) => ({ x })));
      await db.collection("users").insertOne({ password: "5f4dcc3b5aa765d61d8327deb882cf99" });
    });
    expect(rows.filter(({ table }) => table === "users")).toHaveLength(1);
    expect(inspector.takeHidden()).toMatchObject([{ how: "size", place: "a_decoy" }]);
  });
});
