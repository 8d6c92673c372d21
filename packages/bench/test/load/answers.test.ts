import { expect, test } from "vitest";
import { kept, open, run, see, serve, serveRaw } from "./loads.ts";

test("an answer that does not come within the deadline is no longer waited for", async () => {
  const port = await serve((_request, response) => response.writeHead(200).write("first"));
  const load = await open([port], see, { deadline: 300 });
  await run(load, 200);
  expect(kept.records.length).toBeGreaterThan(5);
  for (const { failure, sent = 0, end } of kept.records) {
    expect(failure).toBe("timeout");
    expect(end - sent).toBeGreaterThan(295);
    // The loads of the other tests wait for 2 s.
    expect(end - sent).toBeLessThan(1_900);
  }
});

test("what nobody listens for is refused", async () => {
  const port = await serve(() => undefined);
  kept.servers[0]?.close();
  await run(await open([port]), 200);
  expect(new Set(kept.records.map(({ failure }) => failure))).toEqual(new Set(["refused"]));
});

test("what is no HTTP is malformed", async () => {
  const port = await serveRaw((socket, nth) => {
    socket.end(
      [
        "220 mail.example ESMTP\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        `HTTP/1.1 200 OK\r\nX: ${"x".repeat(70_000)}\r\n\r\n`,
      ][nth % 3] ?? "",
    );
  });
  await run(await open([port]), 300);
  expect(kept.records.length).toBeGreaterThan(5);
  expect(new Set(kept.records.map(({ failure }) => failure))).toEqual(new Set(["malformed"]));
});

test("an answer that breaks off is closed, whatever told how long it would be", async () => {
  const port = await serveRaw((socket, nth) => {
    socket.end(
      [
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\nhalf",
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 10\r\n\r\nhalf",
        "",
      ][nth % 4] ?? "",
    );
  });
  await run(await open([port]), 300);
  expect(kept.records.length).toBeGreaterThan(5);
  expect(new Set(kept.records.map(({ failure }) => failure))).toEqual(new Set(["closed"]));
});

test("an endless answer is cut", async () => {
  const block = Buffer.alloc(16_384, "x");
  const port = await serve((_request, response) => {
    const pump = () => {
      while (!response.destroyed && response.write(block));
    };
    response.on("drain", pump);
    pump();
  });
  await run(await open([port]), 200, 50);
  expect(kept.records.length).toBeGreaterThan(3);
  expect(new Set(kept.records.map(({ failure }) => failure))).toEqual(new Set(["other"]));
});

test("a success without the text that it should show is wrong, and so is a redirect elsewhere; an error is no success", async () => {
  const answers = [
    [200, "Hello, Ada."],
    [200, "Hello, Bob."],
    [302, ""],
    [401, ""],
    [500, "Hello, Ada."],
  ] as const;
  let count = 0;
  const port = await serve((_request, response) => {
    const [status, body] = answers[count++ % 5] ?? answers[0];
    response.writeHead(status);
    // The text may come in two pieces.
    response.write(body.slice(0, 9));
    setTimeout(() => response.end(body.slice(9)), 20);
  });
  await run(await open([port], { ...see, shows: "Ada" }), 500, 50);
  const kinds = new Set(
    kept.records.map(({ status, success, wrong }) => [status, success ?? false, wrong ?? false].join(" ")),
  );
  expect(kinds).toEqual(
    new Set(["200 true false", "200 true true", "302 false true", "401 false false", "500 false false"]),
  );
});

test("a kept connection that the server closes as we send on it is nobody's mistake: sent once more on a new one", async () => {
  let broken = 0;
  const port = await serveRaw((socket, nth, request) => {
    if (request === 0) socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    else {
      broken += 1;
      if (nth % 2 === 0) socket.destroy();
      else socket.resetAndDestroy();
    }
  });
  await run(await open([port]), 500);
  expect(broken).toBeGreaterThan(5);
  expect(kept.records.filter(({ success }) => success !== true)).toEqual([]);
  expect(kept.records.filter(({ again }) => again === true).length).toBe(broken);
});

test("a new connection that is closed without an answer has failed, and is not tried again", async () => {
  let requests = 0;
  const port = await serveRaw((socket) => {
    requests += 1;
    socket.destroy();
  });
  await run(await open([port]), 300);
  expect(new Set(kept.records.map(({ failure }) => failure))).toEqual(new Set(["closed"]));
  expect(requests).toBe(kept.records.length);
});

test("a server that ends while it is asked has broken off, and may have done what was asked", async () => {
  const port = await serveRaw((socket, _nth, request) => {
    if (request === 0) {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    kept.servers[0]?.close();
    socket.resetAndDestroy();
  });
  await run(await open([port], see, { connections: 1 }), 300);
  const failures = kept.records.map(({ failure }) => failure);
  expect(failures.filter((failure) => failure === "reset").length).toBeGreaterThan(0);
  expect(failures.filter((failure) => failure === "reset").length).toBeLessThan(3);
  expect(failures.at(-1)).toBe("refused");
});
