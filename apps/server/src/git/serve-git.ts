import type { ChildProcess } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex, Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { endGit, startGit } from "@assay/bench/git";
import { gitEnvironment, largestRepository, type ApplicationRow } from "@assay/store";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { revokedLink } from "../access/identify.ts";
import { packOf } from "../api/portal.ts";
import type { Parts } from "../parts.ts";
import { afterPush } from "./after-push.ts";
import { makeRepository } from "./make-repository.ts";
import { whileReceiving } from "./resume-pushes.ts";

/** The only hooks that run: a folder of ours, which nothing that is pushed can reach. */
const hooks = fileURLToPath(new URL("./hooks", import.meta.url));

/** Whole paths: of what stands in one, nothing is ever read as a path but the id. */
const paths =
  /^\/git\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.git\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** Refused, as git's client shows it. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const running = new Set<ChildProcess>();

/** A private repository for each candidate: `git clone http://task:TOKEN@host/git/<application>.git`. */
export function serveGit(app: FastifyInstance, parts: Parts): void {
  void app.register((scope, _options, done) => {
    // A push may be large: it is streamed to git, and never read here.
    scope.removeAllContentTypeParsers();
    // A server that ends does not wait for a push to be told how it went.
    scope.addHook("preClose", (closed) => {
      for (const child of running) endGit(child);
      closed();
    });
    scope.addContentTypeParser("*", (_request, _payload, parsed) => parsed(null));
    scope.route({
      method: ["GET", "POST"],
      url: "/git/*",
      schema: { hide: true },
      config: { rateLimit: { max: 120, timeWindow: "1 minute" } },
      async handler(request, reply) {
        reply.hijack();
        try {
          await answer(request, reply.raw, parts);
        } catch (error) {
          refuse(reply.raw, error);
        }
      },
    });
    done();
  });
}

async function answer(request: FastifyRequest, response: ServerResponse, parts: Parts): Promise<void> {
  const asked = new URL(request.raw.url ?? "", "http://localhost");
  // As it was sent: nothing that stands for something else is undone first.
  const [, id = "", action = ""] = paths.exec((request.raw.url ?? "").split("?")[0] ?? "") ?? [];
  const service = action === "info/refs" ? (asked.searchParams.get("service") ?? "") : action;
  if (!["git-upload-pack", "git-receive-pack"].includes(service)) throw new Refusal(404, "There is nothing here.");
  if ((request.method === "GET") !== (action === "info/refs")) throw new Refusal(405, "Use git to come here.");

  const token = passwordOf(request.headers.authorization);
  const application = token === undefined ? undefined : await parts.applications.findByLink(token);
  if (token === undefined || application === undefined) {
    const organization = token === undefined ? undefined : await parts.applications.revokedLinkOf(token);
    if (organization !== undefined) throw new Refusal(401, `This link no longer works. ${revokedLink(organization)}`);
    throw new Refusal(401, "This link is not valid, or no longer. Copy the command from your page once more.");
  }
  if (application.id !== id) throw new Refusal(404, "There is no such repository, or it isn't yours.");
  if (application.agreed_at === null) {
    throw new Refusal(409, "First read what happens to your work, on your page, and say that you have.");
  }
  // One that was lost with its disk is there again, with the task.
  if (!parts.repositories.has(id)) await makeRepository(id, await packOf(application, parts), parts);
  if (service === "git-receive-pack" && (await parts.freeSpace.isLow())) {
    throw new Refusal(507, "This server has no room left. Tell the person who invited you, and push again later.");
  }
  if (service === "git-receive-pack" && (await parts.repositories.bytes(id)) > largestRepository) {
    throw new Refusal(413, "This repository is full. Send a .zip or .tar.gz on your page instead.");
  }
  const protocol = String(request.headers["git-protocol"]);
  const environment = {
    ...gitEnvironment({ "core.hooksPath": hooks }),
    GIT_PROJECT_ROOT: parts.repositories.folder,
    GIT_HTTP_EXPORT_ALL: "1",
    PATH_INFO: `/${id}.git/${action}`,
    REQUEST_METHOD: request.method,
    QUERY_STRING: action === "info/refs" ? `service=${service}` : "",
    CONTENT_TYPE: action === "info/refs" ? "" : `application/x-${service}-request`,
    REMOTE_USER: "task",
    REMOTE_ADDR: "",
    ...(request.headers["content-encoding"] === "gzip" ? { HTTP_CONTENT_ENCODING: "gzip" } : {}),
    ...(/^version=[012]$/.test(protocol) ? { GIT_PROTOCOL: protocol } : {}),
  };
  await whileReceiving(id, () =>
    run(request.raw, response, environment, (wire, signal) =>
      heard(wire, application, parts, { link: `${parts.url}/task#${token}`, signal }),
    ),
  );
}

/** Hands the request to git, and what it answers back, until either side has had enough. */
async function run(
  request: IncomingMessage,
  response: ServerResponse,
  environment: Readonly<Record<string, string>>,
  hear: (wire: Duplex, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const child = startGit(["http-backend"], environment, ["pipe", "pipe", "ignore", "pipe"]);
  running.add(child);
  child.once("close", () => running.delete(child));
  const gone = new AbortController();
  const wire = child.stdio[3] as Duplex;
  wire.on("error", () => undefined);
  child.stdin.on("error", () => undefined);
  request.pipe(child.stdin);
  request.once("error", () => child.stdin.destroy());
  response.once("close", () => {
    gone.abort();
    endGit(child);
  });
  const hearing = hear(wire, gone.signal);
  const closed = new Promise<void>((resolve, reject) => child.once("close", () => resolve()).once("error", reject));
  await passOn(child.stdout, response);
  await closed;
  wire.destroy();
  await hearing;
}

/** A program's answer as CGI has it: headers, an empty line, a body. */
async function passOn(output: Readable, response: ServerResponse): Promise<void> {
  let head = Buffer.alloc(0);
  for await (const chunk of output as AsyncIterable<Buffer>) {
    if (response.headersSent) {
      if (!response.write(chunk))
        await new Promise((resolve) => response.once("drain", resolve).once("close", resolve));
      continue;
    }
    head = Buffer.concat([head, chunk]);
    const ends = head.indexOf("\r\n\r\n");
    if (ends < 0) continue;
    const headers = head
      .subarray(0, ends)
      .toString("latin1")
      .split("\r\n")
      .map((line) => /^([\w-]+):(.*)$/.exec(line));
    const status = headers.find((one) => one?.[1]?.toLowerCase() === "status")?.[2]?.trim();
    response.statusCode = Number(/^\d{3}/.exec(status ?? "200")?.[0] ?? 200);
    for (const [, name = "", value = ""] of headers.filter((one) => one !== null)) {
      if (name.toLowerCase() !== "status") response.setHeader(name, value.trim());
    }
    response.setHeader("x-content-type-options", "nosniff");
    response.write(head.subarray(ends + 4));
  }
  if (!response.headersSent) throw new Refusal(500, "git could not answer. Please try again.");
  response.end();
}

/** What our hook tells of a push, and what it is told in return. */
async function heard(
  wire: Duplex,
  application: ApplicationRow,
  parts: Parts,
  { link, signal }: { readonly link: string; readonly signal: AbortSignal },
): Promise<void> {
  const chunks: Buffer[] = [];
  let lastBytes = "";
  for await (const chunk of wire.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    lastBytes = (lastBytes + chunk.subarray(-5).toString("latin1")).slice(-5);
    if (lastBytes === "end\n" || lastBytes === "\nend\n") break;
  }
  if (!lastBytes.endsWith("end\n")) return;
  const lines = Buffer.concat(chunks).toString("utf8").split("\n").slice(0, -2);
  const say = (line: string) => {
    if (wire.writable) wire.write(`${line}\n`);
  };
  await afterPush(application, lines, parts, { say, link, signal });
  wire.end();
}

function passwordOf(authorization: string | undefined): string | undefined {
  const encoded = /^Basic ([a-z0-9+/=]+)$/i.exec(authorization ?? "")?.[1];
  const password =
    encoded === undefined ? undefined : /^[^:]*:(.+)$/s.exec(Buffer.from(encoded, "base64").toString())?.[1];
  return password;
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { status, message } = error instanceof Refusal ? error : new Refusal(500, "Something went wrong on our side.");
  response.writeHead(status, {
    "content-type": "text/plain; charset=utf-8",
    "x-content-type-options": "nosniff",
    ...(status === 401 ? { "www-authenticate": 'Basic realm="Assay"' } : {}),
    connection: "close",
  });
  response.end(`${message}\n`);
}
