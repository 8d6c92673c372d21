import { afterEach, expect, it } from "vitest";
import { Copies } from "../../src/cell/copies.ts";
import { Log } from "../../src/cell/log.ts";
import { Waiting } from "../../src/cell/waiting.ts";
import { freePorts } from "../../src/evaluation/ports.ts";
import { noSandbox } from "../../src/sandbox/none.ts";

let copies: Copies | undefined;
afterEach(() => copies?.kill());

it("one that listens at once, and says for 12 seconds that it is starting, is waited for", async () => {
  const [port = 0] = (await freePorts(1)).copies;
  const server = `
    const began = Date.now();
    require("node:http").createServer((request, response) => {
      response.statusCode = Date.now() - began < 12_000 ? 503 : 200;
      response.end();
    }).listen(${String(port)}, "127.0.0.1");`;
  const statusNow = () => fetch(`http://127.0.0.1:${String(port)}/health`).then(({ status }) => status);
  copies = new Copies({
    driver: noSandbox(),
    ports: [port],
    commandFor: () =>
      Promise.resolve({
        argv: [process.execPath, "-e", server],
        environment: {},
        workingDirectory: "/",
        readOnly: [],
        writable: [],
        scratch: [],
      }),
    limits: [],
    log: new Log(),
    waiting: new Waiting(),
    startsWithinMs: 30_000,
    ready: async () => (await statusNow()) === 200,
  });
  expect(await copies.start()).toMatchObject({ listening: true });
  expect(await statusNow()).toBe(200);
});
