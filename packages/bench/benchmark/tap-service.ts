/**
 * What a tap is measured with, in a process of its own: listens at a path socket and at a port, which it tells its
 * parent. The first byte of a connection says what it wants: `e` an echo, `s` to send until it ends, and a byte when all
 * has come, `r` to receive `sentBytes`.
 */
import { createServer, type AddressInfo, type Socket } from "node:net";
import { sentBytes, writtenAtOnce } from "./tap-client.ts";

export interface Readiness {
  readonly port: number;
}

function serve(socket: Socket): void {
  socket.setNoDelay(true);
  socket.on("error", () => socket.destroy());
  socket.once("data", (first: Buffer) => {
    if (first.toString() === "e") socket.on("data", (bytes: Buffer) => socket.write(bytes));
    else if (first.toString() === "r") send(socket);
    else socket.resume().once("end", () => socket.end("."));
  });
}

function send(socket: Socket): void {
  const block = Buffer.alloc(writtenAtOnce);
  let left = sentBytes;
  const go = (): void => {
    while (left > 0) {
      left -= block.length;
      if (!socket.write(block)) return;
    }
    socket.end();
  };
  socket.on("drain", go);
  go();
}

if (import.meta.main) {
  const [path] = process.argv.slice(2);
  createServer({ allowHalfOpen: true }, serve).listen(path, () => {
    const direct = createServer({ allowHalfOpen: true }, serve).listen(0, "127.0.0.1", () => {
      process.send?.({ port: (direct.address() as AddressInfo).port } satisfies Readiness);
    });
  });
}
