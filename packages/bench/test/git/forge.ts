import { spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { makeCertificate } from "../certificate.ts";

/** A server of git repositories on loopback, by HTTPS, that this process trusts. */
export interface Forge {
  readonly port: number;
  /** Paths in the order in which they were asked for. */
  readonly asked: readonly string[];
  readonly authorizations: readonly (string | undefined)[];
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * @param folder with bare repositories
 * @param instead answers in place of git what is asked for with such a path
 */
export async function openForge(
  folder: string,
  {
    hosts = ["localhost"],
    instead = {},
  }: { readonly hosts?: readonly string[]; readonly instead?: Readonly<Record<string, Answer>> } = {},
): Promise<Forge> {
  const certificate = makeCertificate("localhost", hosts);
  const before = getCACertificates("default");
  setDefaultCACertificates([...before, certificate.cert]);
  const asked: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = createServer(certificate, (request, response) => {
    const url = new URL(request.url ?? "", "https://localhost");
    asked.push(url.pathname + url.search);
    authorizations.push(request.headers.authorization);
    const answer = instead[url.pathname];
    if (answer === undefined) answerAsGit(request, response, { folder, url });
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    ...{ port: (server.address() as AddressInfo).port, asked, authorizations },
    async close() {
      setDefaultCACertificates(before);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerAsGit(
  request: IncomingMessage,
  response: ServerResponse,
  { folder, url }: { readonly folder: string; readonly url: URL },
): void {
  const child = spawn("git", ["-c", "safe.directory=*", "http-backend"], {
    env: {
      ...{ PATH: "/usr/bin:/bin", HOME: "/nonexistent", GIT_CONFIG_NOSYSTEM: "1", GIT_HTTP_EXPORT_ALL: "1" },
      ...{ GIT_PROJECT_ROOT: folder, PATH_INFO: url.pathname, QUERY_STRING: url.search.slice(1) },
      ...{ REQUEST_METHOD: request.method, CONTENT_TYPE: request.headers["content-type"] ?? "" },
      ...(request.headers["content-encoding"] === "gzip" ? { HTTP_CONTENT_ENCODING: "gzip" } : {}),
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
      ...{ GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "safe.directory", GIT_CONFIG_VALUE_0: "*" },
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  child.stdin.on("error", () => undefined);
  request.pipe(child.stdin);
  const parts: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => parts.push(chunk));
  child.once("close", () => {
    const output = Buffer.concat(parts);
    const ends = output.indexOf("\r\n\r\n");
    const headers = output.subarray(0, Math.max(ends, 0)).toString("latin1").split("\r\n");
    for (const header of headers) {
      const [, name = "", value = ""] = /^([\w-]+):(.*)$/.exec(header) ?? [];
      if (name === "Status") response.statusCode = Number(value.trim().slice(0, 3));
      else if (name !== "") response.setHeader(name, value.trim());
    }
    response.end(output.subarray(ends + 4));
  });
}
