import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fetchOutside, NotFetched, type FetchOutsideOptions } from "../../src/git/fetch-outside.ts";
import { isLeftOut } from "../../src/submission/left-out.ts";
import { receiveLimits } from "../../src/submission/receive-limits.ts";
import { openForge, type Forge } from "./forge.ts";
import { HostileObjects, repositoryOf } from "./hostile-repository.ts";

let room: string;
let forge: Forge;
let commit: string;
let inside: Server;
let reached: string[];

beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), "assay-outside-"));
  const objects = new HostileObjects();
  commit = objects.commit(objects.tree([objects.file("// one\n", "index.js")]));
  repositoryOf(objects, commit, room, "shop.git");
  reached = [];
  // What nobody may be led to.
  inside = createServer((socket) => {
    reached.push("a connection");
    socket.destroy();
  });
  await new Promise<void>((resolve) => inside.listen(0, "127.0.0.1", resolve));
  const elsewhere = `https://127.0.0.1:${String((inside.address() as AddressInfo).port)}`;
  const moved = { location: `${elsewhere}/shop.git/info/refs?service=git-upload-pack` };
  forge = await openForge(room, {
    hosts: ["localhost", "git.shop.example"],
    instead: {
      "/moved.git/info/refs": (_request, response) => response.writeHead(302, moved).end(),
      "/web.git/info/refs": (_request, response) => response.end("<h1>Hello</h1>"),
      "/dumb.git/info/refs": (_request, response) => response.end(`${commit}\trefs/heads/main\n`),
      "/dumb.git/HEAD": (_request, response) => response.end("ref: refs/heads/main\n"),
      "/dumb.git/objects/info/http-alternates": (_request, response) =>
        response.end(`${elsewhere}/other.git/objects\n`),
      "/dumb.git/objects/info/alternates": (_request, response) => response.end("/srv/other.git/objects\n"),
    },
  });
});
afterEach(async () => {
  inside.close();
  await forge.close();
  await rm(room, { recursive: true });
});

async function fetchIt(
  address: string,
  more: Partial<FetchOutsideOptions> = {},
): Promise<Awaited<ReturnType<typeof fetchOutside>>> {
  const folder = await mkdtemp(join(room, "work-"));
  const url = new URL(address.replace("PORT", String(forge.port)));
  return fetchOutside(
    url,
    { folder, name: "shop" },
    { privateAllowed: true, limits: receiveLimits, isLeftOut, ...more },
  );
}

const reasonOf = (fetching: Promise<unknown>) =>
  fetching.then(
    () => "fetched",
    (error: unknown) => (error instanceof NotFetched ? error.message : `thrown: ${String(error)}`),
  );

describe("a repository at an address that a person gave", () => {
  test("is fetched and packed", async () => {
    const fetched = await fetchIt("https://localhost:PORT/shop.git");
    expect(fetched.commit).toBe(commit);
    expect(execFileSync("tar", ["tzf", fetched.archive], { encoding: "utf8" })).toBe("index.js\n");
    expect((await readFile(join(fetched.repository, "HEAD"), "utf8")).trim()).toBe(commit);
    expect((await fetchIt("https://localhost:PORT/shop.git#main")).commit).toBe(commit);
    expect((await fetchIt(`https://localhost:PORT/shop.git#${commit}`)).commit).toBe(commit);
  });

  test("is fetched from where its name led when we looked, and is looked up once", async () => {
    const lookups: string[] = [];
    const resolve = (host: string) => {
      lookups.push(host);
      return Promise.resolve(["127.0.0.1"]);
    };
    // Nobody but our resolver knows this name: git that looked it up itself would go nowhere.
    const fetched = await fetchIt("https://git.shop.example:PORT/shop.git", { resolve });
    expect(fetched.commit).toBe(commit);
    expect(lookups).toEqual(["git.shop.example"]);
    expect(forge.asked.length).toBeGreaterThan(1);
  });

  test("that leads inside is not connected to", async () => {
    for (const address of [
      "https://localhost:PORT/shop.git",
      "https://127.0.0.1:PORT/shop.git",
      "https://[::1]:PORT/shop.git",
    ]) {
      expect(await reasonOf(fetchIt(address, { privateAllowed: false }))).toMatch(/leads to a private address/);
    }
    const resolve = () => Promise.resolve(["169.254.169.254", "::ffff:127.0.0.1"]);
    expect(
      await reasonOf(fetchIt("https://git.shop.example:PORT/shop.git", { privateAllowed: false, resolve })),
    ).toMatch(/leads to a private address/);
    expect(forge.asked).toEqual([]);
  });

  test("that leads on elsewhere is not followed there, by redirect nor by alternates", async () => {
    expect(await reasonOf(fetchIt("https://localhost:PORT/moved.git"))).toMatch(
      /unable to update url base|redirect|302/i,
    );
    expect(await reasonOf(fetchIt("https://localhost:PORT/dumb.git"))).not.toBe("fetched");
    expect(forge.asked).toContain("/dumb.git/objects/info/http-alternates");
    expect(reached).toEqual([]);
  });

  test("that isn't there, isn't git, or isn't TLS is not fetched, and the operator reads why", async () => {
    expect(await reasonOf(fetchIt("https://localhost:PORT/none.git"))).toMatch(/not found/);
    expect(await reasonOf(fetchIt("https://localhost:PORT/web.git"))).not.toBe("fetched");
    expect(await reasonOf(fetchIt("https://localhost:PORT/shop.git#nowhere"))).toMatch(/revision/);
    expect(await reasonOf(fetchIt("https://localhost:PORT/shop.git#%E0%A4%A"))).toMatch(/URI/);
    expect(await reasonOf(fetchIt("https://localhost:1/shop.git"))).toMatch(/ECONNREFUSED/);
    const { port } = inside.address() as AddressInfo;
    expect(await reasonOf(fetchIt(`https://127.0.0.1:${String(port)}/shop.git`))).not.toBe("fetched");
  });

  test("is given its own name and password, and nothing of ours", async () => {
    process.env["ASSAY_SECRET_OF_TEST"] = "canary";
    try {
      await fetchIt("https://grace:to%40ken@localhost:PORT/shop.git");
    } finally {
      delete process.env["ASSAY_SECRET_OF_TEST"];
    }
    expect(new Set(forge.authorizations)).toEqual(new Set([`Basic ${Buffer.from("grace:to@ken").toString("base64")}`]));
  });

  test("sees none of our environment, settings or credentials", async () => {
    // A git that tells what it was started with, ahead of the real one on the path.
    const programs = join(room, "programs");
    await mkdir(programs);
    await writeFile(join(programs, "git"), `#!/bin/sh\nenv >> ${room}/seen\nPATH=/usr/bin:/bin exec git "$@"\n`, {
      mode: 0o755,
    });
    const before = process.env["PATH"];
    process.env["PATH"] = `${programs}:${before ?? ""}`;
    process.env["DATABASE_URL"] = "postgres://canary";
    process.env["GIT_SSL_NO_VERIFY"] = "1";
    try {
      await fetchIt("https://localhost:PORT/shop.git");
    } finally {
      process.env["PATH"] = before;
      delete process.env["DATABASE_URL"];
      delete process.env["GIT_SSL_NO_VERIFY"];
    }
    const names = (await readFile(join(room, "seen"), "utf8")).split("\n").map((line) => line.split("=")[0] ?? "");
    const ours = names.filter(
      (name) => !/^(?:PATH|HOME|LC_ALL|PWD|SHLVL|OLDPWD|_)?$|^GIT_(CONFIG|TERMINAL|NO_REPLACE)/.test(name),
    );
    expect(ours).toEqual([]);
    expect(names).toContain("GIT_CONFIG_NOSYSTEM");
  });

  test("that is too much is refused with the limit", async () => {
    const objects = new HostileObjects();
    repositoryOf(objects, objects.commit(objects.bushy(10)), room, "bushy.git");
    await expect(fetchIt("https://localhost:PORT/bushy.git")).rejects.toMatchObject({ code: "submission-too-big" });
  });

  test("is no longer fetched once nobody waits for it, and leaves no process", async () => {
    const leaving = new AbortController();
    const fetching = fetchIt("https://localhost:PORT/shop.git", { signal: leaving.signal });
    leaving.abort();
    expect(await reasonOf(fetching)).toMatch(/no longer wanted/);
    const running = () =>
      execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })
        .split("\n")
        .filter((line) => line.includes("git") && line.includes(`:${String(forge.port)}/`));
    await expect.poll(running).toEqual([]);
  });
});
