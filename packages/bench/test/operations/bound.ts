import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Waiting } from "../../src/cell/waiting.ts";
import type { Inputs, Mail, MailBox, Person } from "../../src/check/world.ts";
import { createCanaries } from "../../src/edge/canaries.ts";
import { RecordingEdge } from "../../src/edge/edge.ts";
import { HttpClient } from "../../src/edge/http-client.ts";
import { People } from "../../src/edge/people.ts";
import { readBinding } from "../../src/operations/binding-file.ts";
import { Operator } from "../../src/operations/operator.ts";

/** The operations that the bindings of these tests may name. */
export const challenge = {
  binding: Object.fromEntries(
    ["signUp", "logIn", "whoAmI", "updateProfile", "logOut"].map((name) => [
      name,
      { method: "POST" as const, path: "/", success: [200] },
    ]),
  ),
  core: ["signUp", "logIn"],
} as const;

/** What a small backend is asked. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
  readonly json: Record<string, unknown>;
  readonly form: URLSearchParams;
  readonly cookies: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly json?: unknown;
  readonly html?: string;
}

/** A real server on loopback, and an operator that speaks to it by the binding. `close` ends both. */
export async function boundTo(
  yaml: string,
  answer: (asked: Asked) => Answer,
  mails: readonly (Pick<Mail, "text"> & { readonly to: string })[] = [],
  certain?: readonly string[],
) {
  const { backend } = readBinding(yaml, "binding.yaml", challenge);
  const server = createServer((request, response) => void answered(request, response, answer));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = new HttpClient();
  const people = new People(() => canaries);
  const canaries = createCanaries(11, "bound");
  const edge = new RecordingEdge({
    ports: [(server.address() as AddressInfo).port],
    publicUrl: "https://shop.example",
    client,
    people,
    waiting: new Waiting(),
    bound: backend,
  });
  const mail = {
    next: (to: string) => Promise.resolve(mails.find((one) => one.to === to)),
  } as unknown as MailBox;
  const operator = new Operator({
    ...{ binding: backend.operations, usualInputs, edge, people, mail },
    ...(certain === undefined ? {} : { certain }),
  });
  const close = () => {
    client.close();
    server.closeAllConnections();
    server.close();
  };
  return { operator, edge, people, person: people.person(), backend, close };
}

function usualInputs(operation: string, { email, password, name }: Person): Inputs {
  if (operation === "signUp") return { email, password, name };
  return operation === "logIn" ? { email, password } : {};
}

async function answered(request: IncomingMessage, response: ServerResponse, answer: (asked: Asked) => Answer) {
  let text = "";
  for await (const part of request) text += String(part);
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://backend");
  const cookies = Object.fromEntries(
    (request.headers.cookie ?? "").split(/; */).map((pair) => pair.split("=") as [string, string]),
  );
  const isJson = (request.headers["content-type"] ?? "").includes("json") && text !== "";
  const json = (isJson ? JSON.parse(text) : {}) as Record<string, unknown>;
  const asked = { method: request.method ?? "", path: pathname, query: searchParams, text };
  const reply = answer({
    ...asked,
    headers: request.headers,
    json,
    form: new URLSearchParams(text),
    cookies,
  });
  const type = reply.html === undefined ? "application/json" : "text/html; charset=utf-8";
  response.writeHead(reply.status ?? 200, { "content-type": type, ...reply.headers });
  response.end(reply.html ?? JSON.stringify(reply.json ?? {}));
}
