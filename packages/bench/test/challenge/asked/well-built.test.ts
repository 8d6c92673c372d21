import { connect, createServer, type AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import commits from "../../../../../challenges/any-backend/checks/commits.ts";
import lockFile from "../../../../../challenges/any-backend/checks/lock-file.ts";
import readme from "../../../../../challenges/any-backend/checks/readme.ts";
import tests from "../../../../../challenges/any-backend/checks/tests.ts";
import settings from "../../../../../challenges/login-system/checks/other-settings.ts";
import { openRelay } from "../../../../../challenges/login-system/relay.ts";
import { attempt, closed, shows } from "../showing.ts";

const email = "anna@b.example";

describe("other settings", () => {
  const start = { copy: 1, listening: true, afterMs: 200, lastLines: [] };
  const usual = {
    email,
    first: start,
    second: start,
    signUp: attempt(),
    logIn: attempt(),
    seen: shows(email),
    relayed: 3,
  };
  it("are used", () => {
    expect(settings.judge(usual).outcome).toBe("pass");
    expect(settings.judge({ ...usual, relayed: 0 })).toMatchObject({ outcome: "fail", facts: { what: "database" } });
    expect(settings.judge({ ...usual, second: { ...start, listening: false } })).toMatchObject({
      outcome: "fail",
      facts: { what: "start" },
    });
    expect(settings.judge({ ...usual, seen: closed })).toMatchObject({ outcome: "fail", facts: { what: "use" } });
  });
  it("can’t be judged when the usual ones don’t work", () => {
    expect(settings.judge({ ...usual, first: { ...start, listening: false } }).outcome).toBe("not-established");
  });

  it("name a relay that hands on every byte and ends with its connections", async () => {
    const echo = createServer((socket) => socket.pipe(socket));
    await new Promise<void>((resolve) => echo.listen(0, "127.0.0.1", resolve));
    const relay = await openRelay(`postgres://app:pa%3Ass@127.0.0.1:${(echo.address() as AddressInfo).port}/app`);
    const url = new URL(relay.url);
    expect([url.protocol, url.password, url.pathname, url.hostname]).toEqual([
      "postgres:",
      "pa%3Ass",
      "/app",
      "127.0.0.7",
    ]);
    const socket = connect(Number(url.port), url.hostname);
    const answer = new Promise((resolve) => socket.once("data", (data) => resolve(data.toString())));
    socket.write("hello");
    expect(await answer).toBe("hello");
    expect(relay.connections()).toBe(1);
    const ended = new Promise((resolve) => socket.once("close", resolve));
    await relay.close();
    await ended;
    await new Promise((resolve) => echo.close(resolve));
  });
});

describe("the folder", () => {
  it("has a lock file", () => {
    expect(lockFile.judge({ file: "package-lock.json" }).outcome).toBe("pass");
    expect(lockFile.judge({ file: null }).outcome).toBe("fail");
  });
  it("is only noted otherwise", () => {
    expect(tests.judge({ files: 0, command: null })).toMatchObject({
      outcome: "noted",
      facts: { files: 0, runs: "no" },
    });
    expect(readme.judge({ readme: null })).toMatchObject({ outcome: "noted", facts: { words: 0 } });
    expect(commits.judge({ commits: null })).toMatchObject({ outcome: "noted", facts: { known: "no" } });
    expect(commits.judge({ commits: { count: 3, lastMessages: ["Begin"] } })).toMatchObject({
      facts: { known: "yes", count: 3 },
    });
  });
});
