import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Waiting } from "../../../src/cell/waiting.ts";
import { createCanaries } from "../../../src/edge/canaries.ts";
import { RecordingEdge } from "../../../src/edge/edge.ts";
import { jsonOf, statusOf, type Exchange } from "../../../src/edge/exchange.ts";
import { HttpClient } from "../../../src/edge/http-client.ts";
import { People } from "../../../src/edge/people.ts";
import type { ways } from "../replies-server.ts";
import type { Row } from "../row.ts";

type Failure = NonNullable<Exchange["failure"]>["kind"];

interface ReplyRow {
  readonly id: string;
  readonly tries: string;
  /** A path of `replies-server.ts`. */
  readonly path: keyof typeof ways;
  /** How such an answer is recorded; or what must hold of it, where it is an answer like any other. */
  readonly then: readonly Failure[] | ((exchange: Exchange) => void);
}

const program = fileURLToPath(new URL("../replies-server.ts", import.meta.url));
const mebibyte = 1024 * 1024;
/** How long the edge waits for each whole answer, milliseconds. */
const deadline = 1_000;

const isWhole =
  (body: string) =>
  (exchange: Exchange): void => {
    assert.equal(exchange.failure, undefined);
    assert.equal(exchange.response?.body, body);
  };

const definitions: readonly ReplyRow[] = [
  { id: "reply-endless", tries: "answers with a body without an end", path: "/endless", then: ["too-long"] },
  {
    id: "reply-endless-chunks",
    tries: "answers with one-byte chunks without an end",
    path: "/endless-chunks",
    then: ["too-long", "timeout"],
  },
  {
    id: "reply-chunk-extension",
    tries: "answers with a chunk whose extension never ends",
    path: "/endless-chunk-extension",
    then: ["malformed"],
  },
  {
    id: "reply-trailers",
    tries: "answers with trailers without an end",
    path: "/endless-trailers",
    then: ["malformed"],
  },
  { id: "reply-headers", tries: "answers with headers without an end", path: "/endless-headers", then: ["malformed"] },
  {
    id: "reply-status-line",
    tries: "answers with a status line without an end",
    path: "/endless-status",
    then: ["malformed"],
  },
  { id: "reply-interim", tries: "answers with 102 Processing without an end", path: "/interim", then: ["timeout"] },
  { id: "reply-drip", tries: "answers one byte at a time", path: "/drip", then: ["timeout"] },
  { id: "reply-drip-headers", tries: "answers one header at a time", path: "/drip-headers", then: ["timeout"] },
  { id: "reply-silence", tries: "takes the connection and says nothing", path: "/silent", then: ["timeout"] },
  {
    id: "reply-packed-bomb",
    tries: "answers with 200 MB, packed into 900 kB",
    path: "/zipped",
    then: ({ response }) => assert.ok((response?.bodyBytes ?? 0) < 2 * mebibyte),
  },
  { id: "reply-garbage", tries: "answers with bytes that are no HTTP", path: "/garbage", then: ["malformed"] },
  {
    id: "reply-http-0.9",
    tries: "answers as HTTP did in 1991, with a body alone",
    path: "/http-0.9",
    then: ["malformed"],
  },
  { id: "reply-http-2", tries: "answers in HTTP/2 unasked", path: "/http-2", then: ["malformed"] },
  { id: "reply-switching", tries: "changes the protocol unasked", path: "/switching", then: ["malformed"] },
  { id: "reply-nothing", tries: "closes the connection without a word", path: "/empty", then: ["closed"] },
  { id: "reply-reset", tries: "resets the connection", path: "/reset", then: ["reset", "closed"] },
  {
    id: "reply-reset-in-body",
    tries: "resets the connection in the middle of an answer",
    path: "/reset-in-body",
    then: ["reset", "closed"],
  },
  {
    id: "reply-length-too-long",
    tries: "announces a megabyte and sends two bytes",
    path: "/length-too-long",
    then: ["closed", "reset"],
  },
  {
    id: "reply-length-too-short",
    tries: "announces one byte and sends a thousand",
    path: "/length-too-short",
    then: ({ response }) => assert.ok((response?.bodyBytes ?? 0) <= 1),
  },
  { id: "reply-length-negative", tries: "announces a negative length", path: "/length-negative", then: ["malformed"] },
  { id: "reply-length-twice", tries: "announces two lengths", path: "/length-twice", then: ["malformed"] },
  {
    id: "reply-length-and-chunked",
    tries: "announces a length and chunks at once",
    path: "/length-and-chunked",
    then: ["malformed"],
  },
  {
    id: "reply-chunk-size",
    tries: "announces a chunk of 16 exabytes",
    path: "/chunk-size-huge",
    then: ["malformed", "closed", "reset"],
  },
  {
    id: "reply-two-at-once",
    tries: "answers twice, so that the second is taken for the answer to another",
    path: "/two-answers",
    then: isWhole("{}"),
  },
  { id: "reply-huge-cookie", tries: "sets a cookie of 50 kB", path: "/huge-cookie", then: isWhole("{}") },
  { id: "reply-many-cookies", tries: "sets 1,500 cookies", path: "/many-cookies", then: isWhole("{}") },
  {
    id: "reply-cookie-names",
    tries: "sets cookies for others, and one named __proto__",
    path: "/cookie-for-others",
    then: isWhole("{}"),
  },
  {
    id: "reply-redirect-to-file",
    tries: "redirects to a file of the host's",
    path: "/redirect-to-file",
    then: (exchange) => assert.equal(statusOf(exchange), 302),
  },
  {
    id: "reply-redirect-to-host",
    tries: "redirects to a server of the host's",
    path: "/redirect-to-host",
    then: (exchange) => assert.equal(statusOf(exchange), 302),
  },
  {
    id: "reply-redirect-to-itself",
    tries: "redirects to itself",
    path: "/redirect-to-itself",
    then: (exchange) => assert.equal(statusOf(exchange), 302),
  },
  {
    id: "reply-markup",
    tries: "answers with scripts, terminal codes and a member named __proto__",
    path: "/markup",
    then(exchange) {
      jsonOf(exchange);
      assert.equal(({} as { admin?: boolean }).admin, undefined);
    },
  },
  {
    id: "reply-deep-json",
    tries: "answers with half a million lists in lists",
    path: "/deep-json",
    then: (exchange) => assert.doesNotThrow(() => jsonOf(exchange)),
  },
];

export const replies: readonly Row[] = definitions.map(({ id, tries, path, then }) => ({
  id,
  tries,
  pace: "quick",
  ways: ["no driver"],
  async attempt({ target }) {
    const server = fork(program, [String(target.port)], { stdio: "ignore" });
    const client = new HttpClient();
    try {
      const [port] = (await once(server, "message")) as [number];
      const canaries = createCanaries(7, "test");
      const people = new People(() => canaries);
      const edge = new RecordingEdge({
        ports: [port],
        publicUrl: "https://shop.example",
        client,
        people,
        waiting: new Waiting(),
      });
      const before = process.memoryUsage().rss;
      const person = edge.person();
      const exchange = await edge.request(person, { method: "GET", path, deadline });
      const grown = process.memoryUsage().rss - before;
      if (typeof then === "function") then(exchange);
      else
        assert.ok(
          then.includes(exchange.failure?.kind as Failure),
          `it was recorded as ${JSON.stringify(exchange.failure ?? statusOf(exchange))}`,
        );
      assert.ok(grown < 150 * mebibyte, `it cost us ${Math.round(grown / mebibyte)} MB`);
      assert.ok((exchange.response?.body.length ?? 0) <= 64 * 1024, "more was kept than is kept of any answer");
      // The same person's next request is answered with what belongs to it.
      isWhole("{}")(await edge.request(person, { method: "GET", path: "/health" }));
    } finally {
      client.close();
      if (server.exitCode === null) {
        server.kill("SIGKILL");
        await once(server, "exit");
      }
    }
  },
}));
