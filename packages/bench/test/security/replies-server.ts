/** A backend that answers as badly as its path says. Run as a program, it prints its port. */
import { createServer, type AddressInfo, type Socket } from "node:net";
import { gzipSync } from "node:zlib";

const ok = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
const chunked = `${ok}transfer-encoding: chunked\r\n\r\n`;

/** Writes this again and again for as long as it is read. */
function pour(socket: Socket, text: string | Buffer): void {
  const pump = (): void => {
    while (!socket.destroyed && socket.write(text));
  };
  socket.on("drain", pump);
  pump();
}

function drip(socket: Socket, milliseconds: number, text: string): void {
  const timer = setInterval(() => socket.write(text), milliseconds);
  socket.on("close", () => clearInterval(timer));
}

const mebibyte = 1024 * 1024;

export const ways: Readonly<Record<string, (socket: Socket, port: number) => void>> = {
  "/endless": (socket) => {
    socket.write(`${ok}\r\n`);
    pour(socket, "x".repeat(mebibyte));
  },
  "/endless-chunks": (socket) => {
    socket.write(chunked);
    pour(socket, "1\r\nx\r\n".repeat(10_000));
  },
  "/endless-chunk-extension": (socket) => {
    socket.write(`${chunked}1;a=`);
    pour(socket, "x".repeat(mebibyte));
  },
  "/endless-trailers": (socket) => {
    socket.write(`${chunked}1\r\nx\r\n0\r\n`);
    pour(socket, `x-more: ${"y".repeat(1000)}\r\n`.repeat(100));
  },
  "/endless-headers": (socket) => {
    socket.write(ok);
    pour(socket, `x-more: ${"y".repeat(8_000)}\r\n`);
  },
  "/endless-status": (socket) => {
    socket.write("HTTP/1.1 200 ");
    pour(socket, "O".repeat(mebibyte));
  },
  "/interim": (socket) => pour(socket, "HTTP/1.1 102 Processing\r\n\r\n".repeat(200)),
  "/drip": (socket) => {
    socket.write(`${ok}content-length: 100000\r\n\r\n`);
    drip(socket, 50, "x");
  },
  "/drip-headers": (socket) => {
    socket.write(ok);
    drip(socket, 50, "x-a: b\r\n");
  },
  "/silent": () => undefined,
  "/zipped": (socket) => {
    const body = gzipSync(Buffer.alloc(200 * mebibyte), { level: 1 });
    socket.end(
      Buffer.concat([Buffer.from(`${ok}content-encoding: gzip\r\ncontent-length: ${body.length}\r\n\r\n`), body]),
    );
  },
  "/garbage": (socket) => socket.end(Buffer.from([0, 255, 1, 254, 10, 13, 10, 13, 80, 79, 83, 84])),
  "/http-0.9": (socket) => socket.end("<html>hello</html>"),
  "/http-2": (socket) => socket.end(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])),
  "/switching": (socket) =>
    void socket.write("HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n"),
  "/empty": (socket) => socket.end(),
  "/reset": (socket) => void socket.resetAndDestroy(),
  "/reset-in-body": (socket) =>
    void socket.write(`${ok}content-length: 100\r\n\r\nhalf`, () => socket.resetAndDestroy()),
  "/length-too-long": (socket) => socket.end(`${ok}content-length: 1000000\r\n\r\n{}`),
  "/length-too-short": (socket) => socket.end(`${ok}content-length: 1\r\n\r\n${"x".repeat(1000)}`),
  "/length-negative": (socket) => socket.end(`${ok}content-length: -1\r\n\r\n{}`),
  "/length-twice": (socket) => socket.end(`${ok}content-length: 1\r\ncontent-length: 2\r\n\r\n{}`),
  "/length-and-chunked": (socket) =>
    socket.end(`${ok}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`),
  "/chunk-size-huge": (socket) => socket.end(`${chunked}ffffffffffffffff\r\nx`),
  "/two-answers": (socket) =>
    socket.end(`${ok}content-length: 2\r\n\r\n{}HTTP/1.1 500 Planted\r\ncontent-length: 7\r\n\r\nplanted`),
  "/huge-cookie": (socket) =>
    socket.end(`${ok}set-cookie: a=${"x".repeat(50_000)}; Path=/\r\ncontent-length: 2\r\n\r\n{}`),
  "/many-cookies": (socket) =>
    socket.end(
      `${ok}${Array.from({ length: 1_500 }, (_none, at) => `set-cookie: c${at}=1; Path=/\r\n`).join("")}content-length: 2\r\n\r\n{}`,
    ),
  "/cookie-for-others": (socket) =>
    socket.end(
      `${ok}set-cookie: a=1; Domain=example.com; Path=/\r\nset-cookie: __proto__=2\r\ncontent-length: 2\r\n\r\n{}`,
    ),
  "/redirect-to-file": (socket) =>
    socket.end("HTTP/1.1 302 Found\r\nlocation: file:///etc/passwd\r\ncontent-length: 0\r\n\r\n"),
  "/redirect-to-host": (socket) =>
    socket.end(`HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:${process.argv[2]}/\r\ncontent-length: 0\r\n\r\n`),
  "/redirect-to-itself": (socket) =>
    socket.end("HTTP/1.1 302 Found\r\nlocation: /redirect-to-itself\r\ncontent-length: 0\r\n\r\n"),
  "/markup": (socket) => {
    const body = JSON.stringify({
      name: "<script>intruded()</script>\u001b[2J\u202e",
      ["__proto__"]: { admin: true },
    });
    socket.end(`${ok}x-name: \u0001\u001b[2J\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  },
  "/deep-json": (socket) => {
    const body = "[".repeat(500_000) + "]".repeat(500_000);
    socket.end(`${ok}content-length: ${body.length}\r\n\r\n${body}`);
  },
};

if (process.argv[1]?.endsWith("replies-server.ts")) {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (data) => {
      const path = /^\S+ (\S+)/.exec(data.toString("latin1"))?.[1] ?? "";
      if (path === "/health") return void socket.end(`${ok}content-length: 2\r\n\r\n{}`);
      ways[path]?.(socket, (server.address() as AddressInfo).port);
    });
  });
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
  process.on("disconnect", () => process.exit());
}
