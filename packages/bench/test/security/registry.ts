import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { tarGz, zip } from "../submission/archives.ts";

/** What every package of ours holds, in whatever language, and no other file of the machine does. */
export const cleanWord = "clean-bytes-of-leaf";
/** Of the same length. */
export const evilWord = "nasty-bytes-of-leaf";

const npmPackage = tarGz([
  { path: "package/package.json", content: JSON.stringify({ name: "leaf", version: "1.0.0" }) },
  { path: "package/index.js", content: `module.exports = "${cleanWord}";\n` },
]);
export const npmIntegrity = `sha512-${createHash("sha512").update(npmPackage).digest("base64")}`;

const wheel = zip([
  { path: "leaf.py", content: `WORD = "${cleanWord}"\n` },
  { path: "leaf-1.0.0.dist-info/METADATA", content: "Metadata-Version: 2.1\nName: leaf\nVersion: 1.0.0\n" },
  {
    path: "leaf-1.0.0.dist-info/WHEEL",
    content: "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
  },
  {
    path: "leaf-1.0.0.dist-info/RECORD",
    content:
      "leaf.py,,\nleaf-1.0.0.dist-info/METADATA,,\nleaf-1.0.0.dist-info/WHEEL,,\nleaf-1.0.0.dist-info/RECORD,,\n",
  },
]);

const goModule = "module leaf.example/leaf\n\ngo 1.21\n";
const goPackage = zip([
  { path: "leaf.example/leaf@v1.0.0/go.mod", content: goModule },
  { path: "leaf.example/leaf@v1.0.0/leaf.go", content: `package leaf\n\nconst Word = "${cleanWord}"\n` },
]);

const composerPackage = zip([
  { path: "leaf-1/composer.json", content: '{"name":"shop/leaf"}' },
  { path: "leaf-1/src/Leaf.php", content: `<?php namespace Shop; class Leaf { const WORD = '${cleanWord}'; }` },
]);

/** Its answers, by path. */
function answers(address: string): Readonly<Record<string, string | Buffer>> {
  const dist = { tarball: `${address}/leaf/-/leaf-1.0.0.tgz`, integrity: npmIntegrity };
  const composer = {
    name: "shop/leaf",
    version: "1.0.0",
    dist: { type: "zip", url: `${address}/composer/leaf.zip` },
    autoload: { "psr-4": { "Shop\\": "src/" } },
  };
  return {
    "/leaf": JSON.stringify({
      name: "leaf",
      "dist-tags": { latest: "1.0.0" },
      versions: { "1.0.0": { name: "leaf", version: "1.0.0", dist } },
    }),
    "/leaf/-/leaf-1.0.0.tgz": npmPackage,
    "/simple/leaf/": `<!doctype html><a href="${address}/wheels/leaf-1.0.0-py3-none-any.whl">leaf-1.0.0-py3-none-any.whl</a>`,
    "/wheels/leaf-1.0.0-py3-none-any.whl": wheel,
    "/go/leaf.example/leaf/@v/list": "v1.0.0\n",
    "/go/leaf.example/leaf/@v/v1.0.0.info": JSON.stringify({ Version: "v1.0.0", Time: "2024-01-01T00:00:00Z" }),
    "/go/leaf.example/leaf/@v/v1.0.0.mod": goModule,
    "/go/leaf.example/leaf/@v/v1.0.0.zip": goPackage,
    "/go/leaf.example/leaf/@latest": JSON.stringify({ Version: "v1.0.0", Time: "2024-01-01T00:00:00Z" }),
    "/composer/packages.json": JSON.stringify({ packages: { "shop/leaf": { "1.0.0": composer } } }),
    "/composer/leaf.zip": composerPackage,
  };
}

/** Go asks no proxy for what is at a loopback address, and in an install there is no other way to the registry. */
export function outerAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({ family, internal }) => family === "IPv4" && !internal)?.address;
}

/**
 * A registry of packages for npm, pip, Go and Composer, all of which know a package called leaf. The machine's package
 * clients learn of it as an operator would configure them, by their settings: once for each process, before anything asks for them.
 */
export async function openRegistry(): Promise<string> {
  const server = createServer((request, response) => {
    const answer = answers(address)[request.url?.split("?")[0] ?? ""];
    if (answer === undefined) return void response.writeHead(404).end("{}");
    response.setHeader("content-type", request.url?.startsWith("/simple/") ? "text/html" : "application/json");
    response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
  server.unref();
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const composerHome = "/tmp/.composer";
  mkdirSync(composerHome, { recursive: true });
  const repositories = { packagist: { type: "composer", url: `${address}/composer` } };
  writeFileSync(`${composerHome}/config.json`, JSON.stringify({ repositories, config: { "secure-http": false } }));
  Object.assign(process.env, {
    npm_config_registry: address,
    PIP_INDEX_URL: `${address}/simple`,
    GOPROXY: `${address.replace("127.0.0.1", outerAddress() ?? "127.0.0.1")}/go`,
    GOSUMDB: "off",
    COMPOSER_HOME: composerHome,
  });
  return address;
}
