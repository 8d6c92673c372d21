import assert from "node:assert/strict";
import type { Db, MongoClient } from "mongodb";
import { cacheFolder } from "../../../../src/services/cache-folder.ts";
import { findMongodb } from "../../../../src/services/mongodb/binaries.ts";
import { runMongodb, type RunningMongodb } from "../../../services/mongodb/running-mongodb.ts";
import { allRefused, isFound, keptWord, type DatabaseRow } from "./database-row.ts";

type Trick = (database: Db, client: MongoClient, running: RunningMongodb) => Promise<void>;

const row = (id: string, tries: string, trick: Trick): DatabaseRow => ({
  id,
  tries,
  async attempt() {
    const running = await runMongodb(await findMongodb(cacheFolder()));
    try {
      const client = await running.connect();
      await client.db().collection("kept").insertOne({ word: keptWord });
      await trick(client.db(), client, running);
      await isFound(running.inspector);
    } finally {
      await running.close();
    }
  },
});

type Command = Readonly<Record<string, unknown>>;
const refusedIn =
  (name: string | undefined, ...commands: readonly Command[]): Trick =>
  (_database, client) =>
    allRefused(commands, (command) => client.db(name).command(command));

/** Asks for what may take for ever, and goes away: what it costs must end with it. */
const endless =
  (...commands: readonly Command[]): Trick =>
  async (database, _client, running) => {
    const impatient = await running.connect({ socketTimeoutMS: 1_500 });
    for (const command of commands)
      await impatient
        .db()
        .command(command)
        .catch(() => undefined);
    await impatient.close(true);
    assert.equal(await database.collection("kept").countDocuments(), 1);
  };

export const mongodbRows: readonly DatabaseRow[] = [
  row(
    "administration",
    "asks for what governs the server",
    refusedIn(
      "admin",
      { shutdown: 1, force: true },
      { usersInfo: 1 },
      { getParameter: "*" },
      { setParameter: 1, logLevel: 5 },
      { getLog: "global" },
      { fsync: 1, lock: true },
      { logRotate: 1 },
      { setFeatureCompatibilityVersion: "5.0" },
      { replSetInitiate: {} },
      { getCmdLineOpts: 1 },
      { currentOp: 1 },
      { killAllSessions: [] },
      { hostInfo: 1 },
    ),
  ),
  row(
    "users-made",
    "makes users and roles, and gives itself more",
    refusedIn(
      undefined,
      { createUser: "other", pwd: "other", roles: [] },
      { updateUser: "app", pwd: "another" },
      { updateUser: "app", roles: [{ role: "root", db: "admin" }] },
      { grantRolesToUser: "app", roles: [{ role: "root", db: "admin" }] },
      { createRole: "boss", privileges: [], roles: [] },
      { dropAllUsersFromDatabase: 1 },
    ),
  ),
  row("other-databases-read", "reads and writes other databases", async (_database, client) => {
    const forbidden = [
      () => client.db("admin").collection("system.users").find().toArray(),
      () => client.db("local").collection("startup_log").find().toArray(),
      () => client.db("config").collection("system.sessions").find().toArray(),
      () => client.db("other").collection("users").insertOne({ a: 1 }),
      () =>
        client
          .db()
          .collection("kept")
          .aggregate([{ $out: { db: "other", coll: "x" } }])
          .toArray(),
      () =>
        client
          .db()
          .collection("kept")
          .aggregate([{ $merge: { into: { db: "other", coll: "x" } } }])
          .toArray(),
      () =>
        client
          .db()
          .collection("kept")
          .aggregate([{ $lookup: { from: { db: "admin", coll: "system.users" }, pipeline: [], as: "u" } }])
          .toArray(),
    ];
    await allRefused(forbidden, (attempt) => attempt());
  }),
  row(
    "scripts-without-end",
    "runs scripts in the server that never end: $where, $function, $accumulator, mapReduce",
    endless(
      { find: "kept", filter: { $where: "while (true) {}" } },
      {
        aggregate: "kept",
        pipeline: [
          { $project: { a: { $function: { body: "function () { while (true) {} }", args: [], lang: "js" } } } },
        ],
        cursor: {},
      },
      { mapReduce: "kept", map: "function () { while (true) {} }", reduce: "function () {}", out: { inline: 1 } },
    ),
  ),
  row(
    "patterns-without-end",
    "asks by a regular expression that takes for ever",
    endless(
      { find: "kept", filter: { word: { $regex: "^(([a-z])+.)+[A-Z]([a-z])+$" } } },
      { find: "kept", filter: { word: { $regex: `${"(".repeat(20_000)}${")".repeat(20_000)}` } } },
    ),
  ),
  row("deep-documents", "keeps documents of thousands of documents in documents", async (database) => {
    let deep: Record<string, unknown> = { a: 1 };
    for (let at = 0; at < 5_000; at++) deep = { a: deep };
    await database
      .collection("kept")
      .insertOne(deep)
      .catch(() => undefined);
    let fair: Record<string, unknown> = { a: 1 };
    for (let at = 0; at < 90; at++) fair = { a: fair };
    await database
      .collection("fair")
      .insertOne(fair)
      .catch(() => undefined);
  }),
  row("names-of-ours", "keeps collections and members whose names the inspector itself uses", async (database) => {
    for (const name of ["system.views", "__proto__", "constructor", "a.b.c", "$cmd", "assay_inspector"])
      await database
        .collection(name)
        .insertOne({ __proto__: 1, ["constructor"]: keptWord })
        .catch(() => undefined);
    await database
      .createCollection("view", { viewOn: "kept", pipeline: [{ $project: { word: "nothing" } }] })
      .catch(() => undefined);
  }),
  row(
    "broken-messages",
    "sends lengths that lie, and documents that end in the middle",
    async (_database, _client, running) => {
      const { connect } = await import("node:net");
      for (const bytes of [
        Buffer.from([0xff, 0xff, 0xff, 0x7f, 1, 0, 0, 0, 0, 0, 0, 0, 0xdd, 7, 0, 0]),
        Buffer.from([0, 0, 0, 0]),
        Buffer.from([0xff, 0xff, 0xff, 0xff, ...Array.from({ length: 60 }, () => 0xff)]),
        Buffer.from([26, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0xdd, 7, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0x7f, 0]),
      ]) {
        const socket = connect(running.database.socketPath ?? "");
        socket.on("error", () => undefined);
        socket.write(bytes);
        await new Promise((resolve) => setTimeout(resolve, 100));
        socket.destroy();
      }
    },
  ),
];
