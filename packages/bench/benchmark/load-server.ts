/**
 * A server for the load's benchmark, in a process of its own. `bare` answers at once; `script` after delays from a list,
 * and it stops as a whole when it is told to. It tells its parent the port, and in the end what it did.
 */
import { createServer } from "node:http";
import { machineNow } from "./machine-clock.ts";

/** By the word in a request's body: when it was answered, in milliseconds of the machine's clock. */
export type ServerHistory = readonly (readonly [word: string, milliseconds: number])[];

/** To stop for so many milliseconds, or to say what it did and forget it. */
export type ServerOrder = { readonly stopFor: number } | "history";

/** So that no percentile of interest lies where one of them ends. */
const delays = [10, 20, 20, 50, 20, 10, 20, 100, 20, 10];
let history: [string, number][] = [];
let count = 0;

const bare = createServer((_request, response) => response.end("Hello."));
const script = createServer((request, response) => {
  let word = "";
  request.setEncoding("utf8").on("data", (text: string) => (word += text));
  setTimeout(
    () => {
      history.push([word, machineNow()]);
      response.end("Hello.");
    },
    delays[count++ % delays.length],
  );
});
const server = process.argv[2] === "bare" ? bare : script;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" ? address?.port : undefined);
});
process.on("message", (order: ServerOrder) => {
  if (order === "history") {
    process.send?.(history satisfies ServerHistory);
    history = [];
    return;
  }
  // Neither reads nor answers.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, order.stopFor);
});
process.on("disconnect", () => process.exit());
