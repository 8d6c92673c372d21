const { createServer } = require("node:net");
const { gzipSync } = require("node:zlib");

const ok = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
const each = (socket, milliseconds, text) => {
  const timer = setInterval(() => socket.write(text), milliseconds);
  socket.on("close", () => clearInterval(timer));
};
const ways = {
  "/health": (socket) => socket.end(`${ok}content-length: 2\r\n\r\n{}`),
  "/endless": (socket) => {
    socket.write(`${ok}\r\n`);
    const block = "x".repeat(1024 * 1024);
    const pump = () => {
      while (!socket.destroyed && socket.write(block));
    };
    socket.on("drain", pump);
    pump();
  },
  "/garbage": (socket) => socket.end(Buffer.from([0, 255, 1, 254, 10, 13, 10, 13, 80, 79, 83, 84])),
  "/interim": (socket) => each(socket, 1, "HTTP/1.1 102 Processing\r\n\r\n".repeat(200)),
  "/headers": (socket) => {
    socket.write(ok);
    each(socket, 1, `x-more: ${"y".repeat(8_000)}\r\n`);
  },
  "/drip": (socket) => {
    socket.write(`${ok}content-length: 100000\r\n\r\n`);
    each(socket, 50, "x");
  },
  "/zipped": (socket) => {
    const body = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    socket.write(`${ok}content-encoding: gzip\r\ncontent-length: ${String(body.length)}\r\n\r\n`);
    socket.end(body);
  },
  "/switching": (socket) =>
    socket.write("HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n"),
  "/empty": (socket) => socket.end(),
};
createServer((socket) => {
  socket.on("error", () => {});
  socket.once("data", (data) => (ways[/^\S+ (\S+)/.exec(data)?.[1]] ?? ways["/empty"])(socket));
}).listen(process.env.PORT);
