import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { identify } from "../../src/submission/identify.ts";
import { install } from "./installing.ts";

// Slow: it downloads from the machine's own registry and compiles, as a candidate's first install does.
let room: string;
beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), "assay-native-"));
  await chmod(room, 0o755);
  process.env["ASSAY_CACHE"] = join(room, "cache");
});
afterAll(() => rm(room, { recursive: true, force: true }));

const uses = {
  bcrypt: `const bcrypt = require("bcrypt"); if (!bcrypt.compareSync("a", bcrypt.hashSync("a", 4))) throw new Error("wrong");`,
  "better-sqlite3": `const row = new (require("better-sqlite3"))(":memory:").prepare("select 1 + 1 as two").get(); if (row.two !== 2) throw new Error("wrong");`,
  argon2: `require("argon2").hash("a").then((hash) => { if (!hash.startsWith("$argon2id$")) throw new Error("wrong"); });`,
};

/**
 * An older release whose ready-made part is a download that our sandbox does not reach, and today's, which brings it along.
 * Not better-sqlite3's older one: it compiles all of SQLite for minutes, and shows nothing that the other two don't.
 */
const versions = { bcrypt: ["5", "*"], "better-sqlite3": ["*"], argon2: ["0.31", "*"] } as const;
const cases = Object.entries(uses).flatMap(([name, use]) =>
  versions[name as keyof typeof uses].map((version) => [name, version, use] as const),
);

test.each(cases)("%s@%s installs in the sandbox and works there", { timeout: 400_000 }, async (name, version, use) => {
  const directory = join(room, `${name}-${version === "*" ? "latest" : version}`);
  await mkdir(directory);
  const manifest = { name: "shop", version: "1.0.0", dependencies: { [name]: version } };
  await writeFile(join(directory, "package.json"), JSON.stringify(manifest));
  await writeFile(join(directory, "server.js"), use);
  const fact = await install({ directory }, await identify(directory), { sandbox: "bubblewrap" });
  expect(fact.commands).toMatchObject([{ argv: ["npm", "install"], exit: 0 }]);
  if (version !== "*") {
    expect(fact.refusedHosts).toHaveLength(1);
    expect(fact.commands[0]?.lastLines.join("\n")).toContain("gyp info ok");
  }
  const running = { language: "node", installCommands: [["node", "server.js"]] } as const;
  expect(await install({ directory }, running, { sandbox: "bubblewrap" })).toMatchObject({ commands: [{ exit: 0 }] });
});
