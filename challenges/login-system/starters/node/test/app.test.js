import assert from "node:assert/strict";
import { it } from "node:test";
import { buildApp } from "../src/app.js";

it("says that it is not healthy while its database is away", async () => {
  const database = { query: () => Promise.reject(new Error("away")) };
  const reply = await buildApp({ database }).inject("/health");
  assert.equal(reply.statusCode, 503);
});
