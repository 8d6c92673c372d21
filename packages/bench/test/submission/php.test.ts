import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findProgram } from "../../src/sandbox/program.ts";
import { identify } from "../../src/submission/identify.ts";
import type { InstallFact } from "../../src/submission/install.ts";
import { install } from "./installing.ts";
import { phpToolchain, phpVersion } from "../../src/submission/languages/php-toolchain.ts";
import { zip } from "./archives.ts";

const here = await phpVersion().catch(() => undefined);

let shop: string;
beforeEach(async () => {
  shop = await mkdtemp(join(tmpdir(), "assay-php-"));
  await chmod(shop, 0o755);
});
afterEach(() => rm(shop, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string | object>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(shop, name)), { recursive: true });
    await writeFile(join(shop, name), typeof content === "string" ? content : JSON.stringify(content));
  }
}

describe("a project in PHP", () => {
  test.each([
    ["public/index.php", "public"],
    ["web/index.php", "web"],
    ["index.php", "."],
  ])("with %s is served from there, and nothing is installed", async (file, root) => {
    await write({ [file]: "<?php" });
    expect(await identify(shop)).toEqual({
      language: "php",
      manifest: file,
      lockFile: file,
      installCommands: [],
      startCommand: ["php-site", root],
      environment: {},
      database: "postgres",
      services: [],
    });
  });

  test.each([
    [["index.html", "login.php"], ".", "index.html"],
    [["api.php"], ".", "api.php"],
    [["public/index.html", "public/login.php"], "public", "public/index.html"],
  ])("whose pages are %j is served from %s where it is said to be in PHP", async (names, root, entry) => {
    await write(Object.fromEntries([...names, "config/a.php"].map((name) => [name, "<?php"])));
    await expect(identify(shop)).rejects.toMatchObject({ code: "not-a-backend" });
    const said = await identify(shop, "shop", { language: "php", environment: {} });
    expect(said).toMatchObject({ manifest: entry, startCommand: ["php-site", root] });
  });

  test("with a composer.json is installed by Composer", async () => {
    const require = { php: "^8.2", "ext-pdo": "*", "shop/greeting": "^1" };
    await write({
      "composer.json": { require, scripts: { test: "phpunit" } },
      "composer.lock": {},
      "web/index.php": "",
    });
    expect(await identify(shop)).toMatchObject({
      manifest: "composer.json",
      lockFile: "composer.lock",
      engines: "^8.2",
      testCommand: "composer test",
      installCommands: [expect.arrayContaining(["composer", "install", "--no-dev"]) as unknown],
      startCommand: ["php-site", "web"],
    });
  });

  test.each([
    ["ext-pdo_mysql", "mysql"],
    ["ext-pdo_pgsql", "postgres"],
    ["ext-pdo_sqlite", "sqlite"],
  ])("that asks for %s gets a database of that kind", async (extension, database) => {
    await write({ "composer.json": { require: { php: "^8.2", [extension]: "*" } }, "index.php": "" });
    expect(await identify(shop)).toMatchObject({ database, lockFile: "composer.json" });
  });

  test("whose lock file was left out, though it needs packages, has none", async () => {
    await write({ "composer.json": { require: { "shop/greeting": "^1" } }, "index.php": "" });
    expect((await identify(shop)).lockFile).toBeUndefined();
  });

  test("with pages that are built by Node is PHP all the same", async () => {
    await write({ "composer.json": {}, "public/index.php": "", "package.json": { scripts: { build: "vite build" } } });
    expect((await identify(shop)).language).toBe("php");
  });

  test("but only a page of a backend in Node is not", async () => {
    await write({ "public/index.php": "", "package.json": { scripts: { start: "node ." } } });
    expect((await identify(shop)).language).toBe("node");
  });

  test.each([
    ["web: vendor/bin/heroku-php-nginx -C site.conf htdocs/", ["php-site", "htdocs"]],
    ["web: heroku-php-apache2", ["php-site", "public"]],
    ["web: php -S 0.0.0.0:$PORT public/index.php", ["/bin/sh", "-c", "php -S 0.0.0.0:$PORT public/index.php"]],
  ])("starts as its Procfile says: %s", async (Procfile, startCommand) => {
    await write({ Procfile, "public/index.php": "" });
    expect((await identify(shop)).startCommand).toEqual(startCommand);
  });

  test("with nothing to serve, or a broken composer.json, gives one clear error", async () => {
    await write({ "composer.json": { require: [] } });
    await expect(identify(shop)).rejects.toMatchObject({ code: "no-start-command" });
    await write({ "composer.json": '{"require":', "index.php": "" });
    await expect(identify(shop)).rejects.toMatchObject({ code: "manifest-broken" });
  });
});

describe.skipIf(here?.nginx === undefined)(
  "the machine (skipped where PHP, php-fpm, nginx or Composer is missing)",
  () => {
    const without = (missing: RegExp) => (name: string) => (missing.test(name) ? "/nowhere" : findProgram(name));

    test("runs projects on php-fpm behind nginx", async () => {
      expect(await phpVersion()).toMatchObject({ server: ", php-fpm behind nginx" });
    });

    test.each([/^nginx$/, /^php-fpm/])("without %s runs them on PHP's own server, and says so", async (missing) => {
      const { php, server, fpm, nginx } = await phpVersion(without(missing));
      expect(`${php}${server}`).toMatch(/^PHP \d+\.\d+\.\d+ \(php -S\)$/);
      expect([fpm, nginx]).toEqual([undefined, undefined]);
    });

    test.each([
      [/^php$/, /^PHP \(.*\) is not on this machine/],
      [/^composer$/, /^Composer, for PHP, is not on this machine/],
    ])("without %s says what is missing in a sentence", async (missing, sentence) => {
      await expect(phpVersion(without(missing))).rejects.toMatchObject({
        code: "toolchain-missing",
        message: expect.stringMatching(sentence) as unknown,
      });
    });
  },
);

describe.skipIf(here === undefined)("Composer (skipped where PHP or Composer is not installed)", () => {
  let registry: Server;
  let settings: string;

  /** Packages come from where this machine's Composer is set to: here, from ourselves. */
  beforeAll(async () => {
    const greeting = zip([
      { path: "greeting-1/composer.json", content: '{"name":"shop/greeting"}' },
      {
        path: "greeting-1/src/Greeting.php",
        content: "<?php namespace Shop; class Greeting { const TEXT = 'hello'; }",
      },
    ]);
    registry = createServer((request, response) => {
      if (request.url === "/greeting.zip") return void response.end(greeting);
      const dist = { type: "zip", url: `http://${request.headers.host ?? ""}/greeting.zip` };
      const autoload = { "psr-4": { "Shop\\": "src/" } };
      const version = { name: "shop/greeting", version: "1.0.0", dist, autoload };
      response.end(JSON.stringify({ packages: { "shop/greeting": { "1.0.0": version } } }));
    });
    await new Promise<void>((listening) => registry.listen(0, "127.0.0.1", listening));
    settings = await mkdtemp(join(tmpdir(), "assay-composer-"));
    const url = `http://shop:secret@127.0.0.1:${(registry.address() as AddressInfo).port}`;
    const repositories = { packagist: { type: "composer", url } };
    await writeFile(join(settings, "config.json"), JSON.stringify({ repositories, config: { "secure-http": false } }));
    process.env["COMPOSER_HOME"] = settings;
    process.env["ASSAY_CACHE"] = join(settings, "cache");
  });
  afterAll(async () => {
    registry.close();
    await rm(settings, { recursive: true, force: true });
  });

  async function installed(sandbox: "bubblewrap" | "none"): Promise<InstallFact> {
    return install({ directory: shop }, await identify(shop), { sandbox });
  }

  const greet = [
    "php",
    "-r",
    "require 'vendor/autoload.php'; echo Shop\\Greeting::TEXT, extension_loaded('mbstring');",
  ];

  test.each(["bubblewrap", "none"] as const)(
    "brings what a project needs (%s)",
    { timeout: 100_000 },
    async (sandbox) => {
      await write({ "composer.json": { require: { "shop/greeting": "^1" } }, "index.php": "" });
      expect(await installed(sandbox)).toMatchObject({ commands: [{ exit: 0 }], refusedHosts: [] });
      const installCommands = [greet as [string, ...string[]]];
      const { commands } = await install({ directory: shop }, { language: "php", installCommands }, { sandbox });
      expect(commands[0]?.lastLines).toEqual(["hello1"]);
    },
  );

  test("tells the submission no password of the operator's", async () => {
    const { registries, homeTemplate } = await phpToolchain();
    expect(registries.filter((address) => address.includes("127.0.0.1"))).toHaveLength(1);
    expect(registries.join()).not.toContain("secret");
    await write({ "composer.json": {}, "index.php": "" });
    const installCommands = [["cat", "/home/app/.composer/config.json"]] as const;
    const fact = await install({ directory: shop }, { language: "php", installCommands }, { sandbox: "bubblewrap" });
    expect(fact.commands[0]?.lastLines.join("\n")).toMatch(/"url":"http:\/\/127\.0\.0\.1:\d+\/?"/);
    expect(homeTemplate).toBeDefined();
  });

  test("that cannot find what is asked for says so", { timeout: 100_000 }, async () => {
    await write({ "composer.json": { require: { "shop/nothing": "^1" } }, "index.php": "" });
    await expect(installed("bubblewrap")).rejects.toMatchObject({
      code: "install-failed",
      by: "submission",
      lastLines: expect.arrayContaining([expect.stringMatching(/shop\/nothing/)]) as unknown,
    });
  });
});
