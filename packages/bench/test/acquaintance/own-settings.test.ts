import { expect, it } from "vitest";
import { setUpOf } from "../../src/acquaintance/set-up.ts";

const setUpFrom = (files: Readonly<Record<string, string>>) =>
  setUpOf(Object.entries(files).map(([path, text]) => ({ path, text })));

it("the package `config` names variables, and its files' addresses are only what is taken without them", () => {
  const files = {
    "config/custom-environment-variables.json":
      '{ "db": "APP_STORE", "jwt": { "key": "SHOP_SECRET" }, "port": { "__name": "SHOP_DB_PORT" } }',
    "config/default.json":
      '{ "db": "mongodb://shop:password@127.0.0.1:27017/shop", "jwt": { "key": "x" }, "port": "3001" }',
  };
  const { written, doubts } = setUpFrom(files);
  expect(written["environment"]).toEqual({
    APP_STORE: "${DATABASE_URL}",
    SHOP_DB_PORT: "${PORT}",
    SHOP_SECRET: "${AUTH_SECRET}",
  });
  expect(doubts).toEqual([]);
  const alone = setUpOf([{ path: "config/default.json", text: files["config/default.json"] }]);
  expect(alone.doubts).toHaveLength(1);
});
