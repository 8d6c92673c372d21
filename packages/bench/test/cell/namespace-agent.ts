/** A program in a cell, for the tests of the namespace: tells what it sees, and does what it is told. */
import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readlinkSync, statfsSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { users } from "../../src/sandbox/users.ts";

type Order =
  | { readonly tell: "world"; readonly scratch?: string }
  | { readonly tell: "loopback" }
  | { readonly tell: "readable"; readonly path: string }
  | { readonly echo: unknown }
  | { readonly spawn: "daemon" }
  | { readonly exit: number }
  | { readonly print: string };

process.on("message", (order: Order) => {
  if ("echo" in order) process.send!({ echo: order.echo });
  if ("exit" in order) process.exit(order.exit);
  if ("print" in order) process.stderr.write(order.print, () => process.send!({ printed: true }));
  if ("spawn" in order) {
    spawn("setsid", ["sleep", "60"], { stdio: "ignore", detached: true }).unref();
    process.send!({ spawned: true });
  }
  if (!("tell" in order)) return;
  if (order.tell === "world") process.send!(world(order.scratch));
  if (order.tell === "loopback") loopback((reached) => process.send!({ reached }));
  if (order.tell === "readable") {
    const as = users.submission === undefined ? ["env"] : ["setpriv", `--reuid=${users.submission}`, "--clear-groups"];
    const { stdout } = spawnSync("env", [...as, "cat", order.path], { encoding: "utf8" });
    process.send!({ text: stdout });
  }
});
process.send!({ ready: true });

function world(scratch: string | undefined): unknown {
  let written = 0;
  if (scratch !== undefined) {
    try {
      for (; written < 64; written++) writeFileSync(`${scratch}/${written}`, Buffer.alloc(1024 * 1024));
    } catch {
      // Full.
    }
  }
  return {
    environment: Object.keys(process.env).sort(),
    arguments: process.argv.slice(2),
    interfaces: Object.keys(networkInterfaces()),
    processes: readdirSync("/proc").filter((name) => /^\d+$/.test(name)).length,
    descriptors: readdirSync("/proc/self/fd").flatMap((name) => {
      try {
        return [readlinkSync(`/proc/self/fd/${name}`)];
      } catch {
        return [];
      }
    }),
    ...(scratch === undefined ? {} : { written, room: statfsSync(scratch).blocks * statfsSync(scratch).bsize }),
  };
}

/** From one address of 127.0.0.0/8 to another. */
function loopback(done: (reached: boolean) => void): void {
  const server = createServer((socket) => socket.destroy()).listen(8081, "127.0.0.1", () => {
    const socket = connect({ port: 8081, host: "127.0.0.1", localAddress: "127.44.5.6" });
    socket.once("connect", () => done(true));
    socket.once("error", () => done(false));
    socket.once("close", () => server.close());
  });
}
