import { chmod, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@redis/client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AssayError } from "../../../src/errors/assay-error.ts";
import { users } from "../../../src/sandbox/users.ts";
import { findRedis, type RedisBinary } from "../../../src/services/redis/binaries.ts";
import { redisPlanFor, type RedisPlan } from "../../../src/services/redis/plan.ts";
import { redisIn, type CellRedis } from "../../../src/services/redis/redis.ts";
import { redisSocketIn } from "../../../src/services/redis/server.ts";
import type { StoreInspector } from "../../../src/services/store-inspector.ts";

const hour = 3_600_000;

async function binaryHere(): Promise<RedisBinary | string> {
  try {
    return await findRedis();
  } catch (error) {
    if (error instanceof AssayError && error.code === "redis-missing") return error.message;
    throw error;
  }
}

const binary = await binaryHere();
const missing = typeof binary === "string" ? ` (skipped: ${binary})` : "";

describe.skipIf(typeof binary === "string")(`Redis${missing}`, () => {
  let root: string;
  let plan: RedisPlan;
  let redis: CellRedis;
  let inspector: StoreInspector;
  let app: Awaited<ReturnType<typeof connect>>;
  const connect = (password: string) => connectAs({ username: "app", password });
  const connectAs = async (login: { readonly username?: string; readonly password?: string }) => {
    const socket = { path: redisSocketIn(join(root, "redis")), reconnectStrategy: false } as const;
    const client = createClient({ socket, ...login });
    client.on("error", () => undefined);
    await client.connect();
    return client;
  };
  beforeEach(async () => {
    if (typeof binary === "string") return;
    root = await mkdtemp("/tmp/assay-redis-");
    await chmod(root, 0o711);
    plan = redisPlanFor(binary);
    const user = users.database === undefined ? {} : { user: users.database };
    redis = await redisIn({ plan, directory: join(root, "redis"), ...user });
    inspector = await redis.openInspector();
    app = await connect(plan.passwords.application);
  });
  afterEach(async () => {
    app.destroy();
    await inspector.close();
    await redis.close();
    await rm(root, { recursive: true });
  });

  test("the submission's user needs its password and governs nothing", async () => {
    expect(redis.version).toMatch(/^(Redis|Valkey) \d+\./);
    await expect(connect("wrong")).rejects.toThrow(/WRONGPASS/);
    for (const command of [
      ["CONFIG", "GET", "*"],
      ["DEBUG", "SLEEP", "0"],
      ["MODULE", "LIST"],
      ["SHUTDOWN", "NOSAVE"],
      ["ACL", "LIST"],
      ["MONITOR"],
      ["SAVE"],
      ["REPLICAOF", "127.0.0.1", "1"],
      ["CLIENT", "KILL", "TYPE", "normal"],
    ]) {
      await expect(app.sendCommand(command)).rejects.toThrow(/NOPERM|not allowed/);
    }
    // What clients ask when they connect, and what apps do.
    expect(await app.sendCommand(["INFO"])).toContain("redis_version");
    await app.sendCommand(["EVAL", "return redis.call('SET', KEYS[1], 1)", "1", "counter"]);
    expect(await app.sendCommand(["KEYS", "*"])).toEqual(["counter"]);
  });

  test("a client that names no user needs the same password and has the same rights", async () => {
    await expect(connectAs({ password: "wrong" })).rejects.toThrow(/WRONGPASS/);
    await expect(connectAs({})).rejects.toThrow(/NOAUTH/);
    const client = await connectAs({ password: plan.passwords.application });
    await client.set("counter", "1");
    await expect(client.sendCommand(["CONFIG", "GET", "*"])).rejects.toThrow(/NOPERM|not allowed/);
    client.destroy();
  });

  test("an open one lets clients in without a password or with any, and they govern nothing", async () => {
    const open = await redisIn({
      plan,
      directory: join(root, "open"),
      isOpen: true,
      ...(users.database === undefined ? {} : { user: users.database }),
    });
    const socket = { path: redisSocketIn(join(root, "open")), reconnectStrategy: false } as const;
    for (const login of [{}, { password: "any" }, { username: "app", password: plan.passwords.application }]) {
      const client = createClient({ socket, ...login });
      client.on("error", () => undefined);
      await client.connect();
      await client.set("counter", "1");
      await expect(client.sendCommand(["ACL", "LIST"])).rejects.toThrow(/NOPERM|not allowed/);
      client.destroy();
    }
    await open.close();
  });

  test("a text is found in every kind of key, in its name too, and in every database", async () => {
    await app.set("session:1", JSON.stringify({ email: "Bat@shop.example" }));
    await app.hSet("user:1", { name: "the narwhal" });
    await app.lPush("jobs", "narwhal");
    await app.sAdd("names", "quokka");
    await app.zAdd("scores", { score: 1, value: "numbat" });
    await app.xAdd("events", "*", { what: "wombat" });
    await app.set("tries:bat@shop.example", "3");
    await app.select(3);
    await app.set("elsewhere", Buffer.from([0xff, ...Buffer.from("dingo"), 0xfe]));
    const placesOf = async (text: string): Promise<string[]> =>
      (await inspector.find(text)).map(({ table, column }) => `${table} ${column}`).sort();
    expect(await placesOf("bat@SHOP")).toEqual(["redis session value", "redis tries key"]);
    expect(await placesOf("narwhal")).toEqual(["redis user value", "redis value"]);
    expect(await placesOf("quokka")).toEqual(["redis value"]);
    expect(await placesOf("numbat")).toEqual(["redis value"]);
    expect(await placesOf("wombat")).toEqual(["redis value"]);
    expect(await placesOf("dingo")).toEqual(["redis value"]);
    expect(await placesOf("bilby")).toEqual([]);
    expect(await inspector.countMentions("bat@shop.example")).toEqual({ "redis session": 1, "redis tries": 1 });
  });

  test("keys written are those that are new, changed, or made to last longer", async () => {
    await app.set("same", "1", { expiration: { type: "PX", value: hour } });
    await app.set("longer", "1", { expiration: { type: "PX", value: hour } });
    await app.set("changed", "1");
    const { rows } = await inspector.written(async () => {
      await app.set("changed", "2");
      await app.set("new", "1");
      await app.pExpire("longer", 2 * hour);
    });
    expect(rows.map(({ row }) => row["key"]).toSorted()).toEqual(["changed", "longer", "new"]);
  });

  test("moments are moved back: a key's expiry, and moments in its value", async () => {
    const now = Date.now();
    await app.set("session:1", JSON.stringify({ at: now }), { expiration: { type: "PX", value: 2 * hour } });
    await app.set("token:1", "x", { expiration: { type: "PX", value: hour / 2 } });
    await app.hSet("user:1", { since: String(now), name: "Ana" });
    await app.zAdd("log", { score: now, value: "log-in" });
    await app.set("kept", "x");
    await app.set("beside", "x", { expiration: { type: "PX", value: hour / 2 } });
    const rows = (await inspector.rows()).filter(({ row }) => row["key"] !== "beside");
    expect(await inspector.moveBack(rows, hour)).toEqual({ moved: 5 });
    expect(await app.get("session:1")).toBe(JSON.stringify({ at: now - hour }));
    const left = await app.pTTL("session:1");
    expect(left).toBeGreaterThan(0.9 * hour);
    expect(left).toBeLessThanOrEqual(hour);
    expect(await app.exists("token:1")).toBe(0);
    expect(await app.hGet("user:1", "since")).toBe(String(now - hour));
    expect(await app.zScore("log", "log-in")).toBe(now - hour);
    expect(await app.exists(["kept", "beside"])).toBe(2);
  });

  describe("is not deceived", () => {
    const placesOf = async (text: string): Promise<string[]> =>
      (await inspector.find(text)).map(({ table, column }) => `${table} ${column}`);

    test("by the last element of a long list, set or stream", async () => {
      const filler = Array.from({ length: 3_000 }, (_, index) => `filler ${String(index)}`);
      await app.rPush("list:1", [...filler, "quokka in a list"]);
      await app.zAdd(
        "scores:1",
        [...filler, "quokka in scores"].map((value, score) => ({ value, score })),
      );
      for (const value of [...filler, "quokka in a stream"]) void app.xAdd("stream:1", "*", { value });
      await app.ping();
      expect(await placesOf("quokka in a list")).toEqual(["redis list value"]);
      expect(await placesOf("quokka in scores")).toEqual(["redis scores value"]);
      expect(await placesOf("quokka in a stream")).toEqual(["redis stream value"]);
      expect(inspector.takeHidden()).toEqual([]);
    });

    test("by thousands of keys in an earlier database", async () => {
      await app.eval("for i = 1, 12000 do redis.call('SET', 'decoy:' .. i, 'x') end");
      await app.select(3);
      await app.eval("for i = 1, 3000 do redis.call('SET', 'decoy:' .. i, 'x') end");
      await app.set("user:1", "quokka in another database");
      expect(await placesOf("quokka in another")).toEqual(["redis user value"]);
      expect(inspector.takeHidden()).toEqual([]);
    });

    test("by functions and names of groups", async () => {
      await app.xGroupCreate("stream:1", "quokka group", "$", { MKSTREAM: true });
      await app.functionLoad(
        "#!lua name=kept\nredis.register_function('tell', function() return 'quokka in code' end)",
      );
      expect(await placesOf("quokka group")).toEqual(["redis stream value"]);
      expect(await placesOf("quokka in code")).toEqual(["redis functions library_code"]);
    });

    test("by a script that runs for ever: that is reported as the submission's own", async () => {
      const endless = app.eval("while true do end").catch(() => undefined);
      await expect(inspector.find("anything")).rejects.toMatchObject({ hidden: { how: "locked", place: "Redis" } });
      const second = await connect(plan.passwords.application);
      await second.sendCommand(["SCRIPT", "KILL"]).catch(() => undefined);
      second.destroy();
      await Promise.race([endless, new Promise((resolve) => setTimeout(resolve, 500))]);
    });
  });
});
