/** The other end of `tap-service.ts`, in a process of its own: tells its parent one number and ends. */
import { connect, type Socket } from "node:net";
import { measurementOf } from "./measure.ts";

/** `e`: median round trip of one byte in microseconds. `s` and `r`: GB in a second, sent or received. */
export type Task = "e" | "s" | "r";

export const sentBytes = 256 * 1024 * 1024;
export const writtenAtOnce = 256 * 1024;
const roundTrips = 1_000;
const warmUp = 200;

function roundTrip(socket: Socket): Promise<number> {
  return new Promise((resolve, reject) => {
    const times: number[] = [];
    let sentAt = 0;
    const go = (): void => {
      sentAt = performance.now();
      socket.write("x");
    };
    socket.on("data", () => {
      times.push((performance.now() - sentAt) * 1000);
      if (times.length < warmUp + roundTrips) go();
      else resolve(measurementOf("round trip", "µs", times.slice(warmUp)).median);
    });
    socket.on("error", reject);
    go();
  });
}

function sending(socket: Socket): Promise<number> {
  return new Promise((resolve, reject) => {
    const block = Buffer.alloc(writtenAtOnce);
    const startedAt = performance.now();
    let left = sentBytes;
    const go = (): void => {
      while (left > 0) {
        left -= block.length;
        if (!socket.write(block)) return;
      }
      socket.end();
    };
    socket.on("drain", go);
    socket.once("data", () => resolve(gigabytesInSecond(performance.now() - startedAt)));
    socket.on("error", reject);
    go();
  });
}

/** @param received counts what the socket's own buffer has read. */
function receiving(socket: Socket, received: { bytes: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    socket.once("end", () => {
      if (received.bytes !== sentBytes) reject(new Error(`${String(received.bytes)} bytes came`));
      else resolve(gigabytesInSecond(performance.now() - startedAt));
    });
    socket.on("error", reject);
    socket.resume();
  });
}

function gigabytesInSecond(milliseconds: number): number {
  return sentBytes / milliseconds / 1e6;
}

async function perform(task: Task, port: number): Promise<number> {
  const received = { bytes: 0 };
  const onread = {
    buffer: Buffer.alloc(1024 * 1024),
    callback: (bytes: number) => {
      received.bytes += bytes;
      return true;
    },
  };
  const socket = connect({ port, host: "127.0.0.1", noDelay: true, ...(task === "r" && { onread }) });
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  socket.write(task);
  // The first byte is read alone.
  await new Promise((resolve) => setTimeout(resolve, 50));
  if (task === "e") return roundTrip(socket);
  return task === "s" ? sending(socket) : receiving(socket, received);
}

if (import.meta.main) {
  const [task, port] = process.argv.slice(2);
  process.send?.(await perform(task as Task, Number(port)));
  process.exit();
}
